/// A national position that was adopted.
public struct Adoption: Sendable, Hashable {
  public var party: String
  public var revision: Int
  public var code: PositionCode
  public var level: Level
  public var rule: RuleReference
  public var dissent: [Dissent]
  public var counted: [CountedPosition]
  public var conditions: [Condition]
  public var reviewBy: ZonedTime?
  public var prose: PositionProse
  public var login: String
  public var authority: String?
  public var event: String
  public var recordedAt: Timestamp
  public var effective: ZonedTime
}

/// A grant to the partner, and whether it stands in the joint ledger yet.
public struct Release: Sendable, Hashable {
  public var to: String
  public var revision: Int
  public var code: PositionCode
  public var level: Level
  public var act: ReleaseAct
  public var jointRef: String?
  public var jointRevision: Int?
  public var party: String?
  public var login: String
  public var event: String
  public var recordedAt: Timestamp
  public var delivery: Delivery?

  public struct Delivery: Sendable, Hashable {
    public var jointRef: String
    public var jointRevision: Int
    public var event: String
    public var recordedAt: Timestamp
  }
}

/// A silence procedure.
public struct SilenceState: Sendable, Hashable {
  public var revision: Int
  public var openedAt: Timestamp
  public var closes: ZonedTime
  public var workingDays: Int?
  public var members: [String]
  public var notice: [Notice]
  public var event: String
  public var brokenBy: String?
  public var brokenReason: String?
  public var endedAt: Timestamp?
  public var isCancelled: Bool

  public enum State: String, Sendable, Hashable {
    case open, broken, cancelled, closed
  }

  /// Its state at an instant: the clock closes it, no event does.
  public func state(at now: Timestamp) -> State {
    if isCancelled { return .cancelled }
    if brokenBy != nil { return .broken }
    return now < closes.instant ? .open : .closed
  }
}
