import Deliberation

/// One line of a source, understood: every member of its kind read and found to be what it must be.
enum ImportEntry {
  case party(Party)
  case proposal(Proposal)
  case revision(Revision)
  case position(Position)
  case decision(Decision)
  case status(Status)

  enum Kind: String, Sendable, CaseIterable {
    case party, proposal, revision, position, decision, status
  }

  var kind: Kind {
    switch self {
    case .party: .party
    case .proposal: .proposal
    case .revision: .revision
    case .position: .position
    case .decision: .decision
    case .status: .status
    }
  }

  struct Party {
    var code: String
    var name: LocalizedText
    var government: String?
    var from: CivilDate?
    var to: CivilDate?
    var successor: String?
  }

  struct Proposal {
    var ref: String
    var title: LocalizedText
    var body: LocalizedText
    var language: String
    var topics: [String]
    var sponsor: String?
    var source: JSON?
    var level: Level?
    var effective: ImportTime.Reading
  }

  struct Revision {
    var ref: String
    var number: Int
    var text: String?
    var language: String?
    var isMaterial: Bool
    var reason: String?
    var by: String?
    var effective: ImportTime.Reading
  }

  struct Position {
    var ref: String
    var party: String
    var terms: PositionTerms
    var revision: Int?
    var effective: ImportTime.Reading
  }

  struct Decision {
    var ref: String
    var rule: RuleID?
    var verdict: Verdict?
    var revision: Int?
    var text: String?
    var source: JSON?
    var level: Level?
    var effective: ImportTime.Reading
  }

  struct Status {
    var ref: String
    var status: Headline
    var reason: String?
    var effective: ImportTime.Reading
  }
}
