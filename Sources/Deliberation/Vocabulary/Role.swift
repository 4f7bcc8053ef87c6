/// What an agency may do on a topic or a file.
public enum Role: String, Sendable, Hashable, CaseIterable, Comparable {
  case lead
  case coLead = "co_lead"
  case clearing
  case consulted
  case informed

  /// The order in which roles are listed; a smaller rank holds more rights.
  public var rank: Int {
    switch self {
    case .lead: 0
    case .coLead: 1
    case .clearing: 2
    case .consulted: 3
    case .informed: 4
    }
  }

  /// Whether it holds the pen: files, asks, revises, adopts, releases.
  public var holdsPen: Bool { self == .lead || self == .coLead }
  /// Whether an objection of its holder blocks.
  public var mayBlock: Bool { rank <= Role.clearing.rank }

  /// The lesser role is the smaller one.
  public static func < (a: Role, b: Role) -> Bool { a.rank > b.rank }
}
