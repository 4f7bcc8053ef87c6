/// Everything that a ledger's events amount to.
///
/// Holds whatever streams were folded into it: a decider loads the reference streams and the files
/// that matter, a replay folds everything.
public struct LedgerState: Sendable {
  public internal(set) var code = ""
  public internal(set) var kind = LedgerKind.national
  public internal(set) var government: String?
  public internal(set) var homeZone = "UTC"
  public internal(set) var sandbox = false
  public internal(set) var isOpen = false
  public internal(set) var roster = Roster()
  public internal(set) var topics: [String: TopicState] = [:]
  public internal(set) var rules = RuleBook()
  /// By the code of the government, then by year.
  public internal(set) var calendars: [String: [Int: PublishedCalendar]] = [:]
  /// By reference; also where a caller drops files that it needs no more.
  public var files: [String: FileState] = [:]
  public var decisions: [String: DecisionState] = [:]
  /// The national file of each joint one.
  public internal(set) var jointFiles: [String: String] = [:]
  /// Who asked to destroy the prose of which entry, by the entry's event id.
  public internal(set) var expungeProposals: [String: ExpungeRequest] = [:]
  /// The time zones that the caller read from the system, by IANA name.
  public var zones: [String: TimeZoneRules] = [:]

  public init() {}

  public struct ExpungeRequest: Sendable, Hashable {
    public var login: String
    public var basis: String
    public var isDone: Bool
  }

  /// The rule by which this ledger decides.
  public var rule: AppliedRule { rules.rule(in: kind) }

  /// The reference of the file, decision or other thing that a stream is about.
  static func name(of stream: String) -> String {
    guard let slash = stream.firstIndex(of: "/") else { return stream }
    return String(stream[stream.index(after: slash)...])
  }

  static func kind(of stream: String) -> StreamKind? {
    let first = stream.firstIndex(of: "/").map { stream[..<$0] } ?? stream[...]
    return StreamKind(rawValue: String(first))
  }
}
