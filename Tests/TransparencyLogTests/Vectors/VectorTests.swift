import Testing

/// Vectors that nobody of this project computed; all of them must pass.
@Suite struct VectorTests {
  enum Family: String, CaseIterable, CustomTestStringConvertible {
    case reference = "RFC 6962 reference"
    case inclusion = "transparency-dev inclusion"
    case consistency = "transparency-dev consistency"
    case goTrees = "Go sumdb trees and proofs"
    case goTiles = "Go sumdb tiles"
    case tilePaths = "tile paths"
    case subtreeInclusion = "transparency-dev subtree inclusion"
    case subtreeConsistency = "transparency-dev subtree consistency"
    case subtrees = "draft-ietf-plants subtrees up to 130"
    case notes = "signed notes"
    case cosigned = "cosigned checkpoints"
    case witness = "witness protocol"
    case tessera = "Tessera directory"

    var testDescription: String { rawValue }

    func run(_ tally: inout Tally) throws {
      switch self {
      case .reference: try TreeVectors.reference(&tally)
      case .inclusion: try TreeVectors.inclusion(&tally)
      case .consistency: try TreeVectors.consistency(&tally)
      case .goTrees: try TreeVectors.goTrees(&tally)
      case .goTiles: try TileVectors.goTiles(&tally)
      case .tilePaths: try TileVectors.paths(&tally)
      case .subtreeInclusion: try SubtreeVectors.inclusion(&tally)
      case .subtreeConsistency: try SubtreeVectors.consistency(&tally)
      case .subtrees: try SubtreeVectors.accumulated(&tally)
      case .notes: try NoteVectors.run(&tally)
      case .cosigned: try CheckpointVectors.cosigned(&tally)
      case .witness: try CheckpointVectors.witness(&tally)
      case .tessera: try CheckpointVectors.tessera(&tally)
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
