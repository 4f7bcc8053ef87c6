/// Who stands where on a file at an instant, and what the rule makes of it (`ringi.matrix/1`).
public struct Matrix: Sendable, Hashable {
  public var ref: String
  public var revision: Int
  public var rule: RuleReference
  /// By role, then by code.
  public var parties: [Row]
  public var wouldPass: Bool
  public var blockers: [Blocker]

  /// One party.
  public struct Row: Sendable, Hashable {
    public var party: String
    public var government: String?
    public var role: Role
    public var code: PositionCode?
    public var onRevision: Int?
    public var status: StandStatus
    public var countsAs: CountsAs
    public var objection: ObjectionState?
    public var reason: String?
    public var remedy: String?
    public var comment: String?
    public var conditions: [Condition]
    public var defersTo: String?
    public var request: Request?
    public var by: Signatory?
    /// The event that recorded the stand.
    public var event: String?
    public var recordedAt: Timestamp?
    public var effectiveAt: ZonedTime?
    public var isLate: Bool
  }

  /// The request that asks a party.
  public struct Request: Sendable, Hashable {
    public var askedAt: Timestamp
    public var suspense: ZonedTime
  }
}

/// The person behind an act, with the post by which it was done.
public struct Signatory: Sendable, Hashable {
  public var person: String?
  public var appointment: String?
  public var level: Level?
  public var login: String

  /// `{"person","appointment","level","login"}`
  public var json: JSON {
    [
      "person": JSON(person), "appointment": JSON(appointment), "level": JSON(level?.rawValue),
      "login": .string(login),
    ]
  }
}

extension Roster {
  /// Who a login was when it spoke by an authority.
  public func signatory(login: String, authority: String?) -> Signatory {
    let appointment = authority.flatMap { appointments[$0] }
    return Signatory(
      person: principals[login]?.person, appointment: appointment?.post,
      level: appointment?.level, login: login)
  }
}
