/// The level of a post, from the desk to the leaders, as both governments map theirs.
public enum Level: String, Sendable, Hashable, CaseIterable, Comparable {
  case desk
  case director
  case das
  case assistantSecretary = "assistant_secretary"
  case underSecretary = "under_secretary"
  case ministerial
  case leaders

  public var rank: Int {
    switch self {
    case .desk: 0
    case .director: 1
    case .das: 2
    case .assistantSecretary: 3
    case .underSecretary: 4
    case .ministerial: 5
    case .leaders: 6
    }
  }

  public static func < (a: Level, b: Level) -> Bool { a.rank < b.rank }
}
