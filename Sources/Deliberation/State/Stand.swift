/// The last word of one party on a file.
public struct Stand: Sendable, Hashable {
  public var party: String
  public var code: PositionCode
  public var revision: Int
  /// The event that recorded it.
  public var event: String
  public var login: String
  public var authority: String?
  /// The level of the appointment, or in a joint ledger the level adopted at.
  public var level: Level?
  public var recordedAt: Timestamp
  public var effective: ZonedTime
  public var reviewBy: ZonedTime?
  public var defersTo: String?
  public var conditions: [Condition]
  public var prose: PositionProse
  public var provenance: Provenance
  /// Whether it was recorded only after the file had been adopted or decided; never counted then.
  public var isAfterTheFact: Bool
  /// Whether it is the adoption of a national position, which is the lead's own word.
  public var isAdoption: Bool
  /// How often a study reservation was extended.
  public var extensions = 0
}

/// What people read in a position.
public struct PositionProse: Sendable, Hashable {
  public var reason: String?
  public var remedy: String?
  public var comment: String?
  public var statement: String?

  public init(
    reason: String? = nil, remedy: String? = nil, comment: String? = nil, statement: String? = nil
  ) {
    self.reason = reason
    self.remedy = remedy
    self.comment = comment
    self.statement = statement
  }
}

/// One clause of a conditional concurrence.
public struct Condition: Sendable, Hashable {
  public var id: String
  public var text: String?
  public var state: ConditionState
}

/// An objection; it outlives the revision on which it was raised.
public struct Objection: Sendable, Hashable {
  public var party: String
  public var sinceRevision: Int
  /// The event that recorded it last.
  public var event: String
  public var level: Level?
  public var reason: String?
  public var remedy: String?
  public var state: ObjectionState
  /// The event that closed it, and the revision that was current then.
  public var closedBy: String?
  public var closedRevision: Int?
  public var recordedAt: Timestamp
}
