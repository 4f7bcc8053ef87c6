import Testing

/// Vectors that nobody of this project computed; all of them must pass.
@Suite struct VectorTests {
  enum Family: String, CaseIterable, CustomTestStringConvertible {
    case reference = "RFC 6962 reference"
    case inclusion = "transparency-dev inclusion"
    case consistency = "transparency-dev consistency"
    case goTrees = "Go sumdb trees and proofs"
    case notes = "signed notes"

    var testDescription: String { rawValue }

    func run(_ tally: inout Tally) throws {
      switch self {
      case .reference: try TreeVectors.reference(&tally)
      case .inclusion: try TreeVectors.inclusion(&tally)
      case .consistency: try TreeVectors.consistency(&tally)
      case .goTrees: try TreeVectors.goTrees(&tally)
      case .notes: try NoteVectors.run(&tally)
      }
    }
  }

  @Test(.enabled(if: SharedFolder.isThere, "the vectors are not beside the package"))
  func everyVector() throws {
    var total = 0
    for family in Family.allCases {
      var tally = Tally()
      try family.run(&tally)
      #expect(tally.failures == 0, "\(family.rawValue)")
      print("vectors: \(family.rawValue): \(tally.checks) checks, \(tally.failures) failed")
      total += tally.checks
    }
    print("vectors: \(total) checks in all")
  }
}
