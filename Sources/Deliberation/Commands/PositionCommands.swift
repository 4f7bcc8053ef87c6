/// Takes a stand on the current revision; `revision` names another only in an import.
public struct RecordPosition: Sendable, Hashable {
  public var ref: String
  public var pinned: Int?
  public var revision: Int?
  public var terms: PositionTerms
  public var level: Level?
  public var onBehalfOf: String?

  public init(
    ref: String, pinned: Int? = nil, revision: Int? = nil, terms: PositionTerms,
    level: Level? = nil, onBehalfOf: String? = nil
  ) {
    self.ref = ref
    self.pinned = pinned
    self.revision = revision
    self.terms = terms
    self.level = level
    self.onBehalfOf = onBehalfOf
  }
}

/// Repeats a stale stand on the current revision; prose that is given replaces the earlier one.
public struct ReaffirmPosition: Sendable, Hashable {
  public var ref: String
  public var pinned: Int?
  public var prose: PositionProse?

  public init(
    ref: String, pinned: Int? = nil, prose: PositionProse? = nil
  ) {
    self.ref = ref
    self.pinned = pinned
    self.prose = prose
  }
}

/// Takes the own stand back.
public struct WithdrawPosition: Sendable, Hashable {
  public var ref: String
  public var pinned: Int?
  public var reason: String?

  public init(
    ref: String, pinned: Int? = nil, reason: String? = nil
  ) {
    self.ref = ref
    self.pinned = pinned
    self.reason = reason
  }
}

/// Holds an own condition to be met; `party` is whose it is, the speaker if absent.
public struct MeetCondition: Sendable, Hashable {
  public var ref: String
  public var pinned: Int?
  public var party: String?
  public var condition: String
  public var evidence: String?

  public init(
    ref: String, pinned: Int? = nil, party: String? = nil, condition: String,
    evidence: String? = nil
  ) {
    self.ref = ref
    self.pinned = pinned
    self.party = party
    self.condition = condition
    self.evidence = evidence
  }
}

/// Gives an own condition up; `party` is whose it is, the speaker if absent.
public struct WaiveCondition: Sendable, Hashable {
  public var ref: String
  public var pinned: Int?
  public var party: String?
  public var condition: String
  public var reason: String?

  public init(
    ref: String, pinned: Int? = nil, party: String? = nil, condition: String, reason: String? = nil
  ) {
    self.ref = ref
    self.pinned = pinned
    self.party = party
    self.condition = condition
    self.reason = reason
  }
}

/// Overrules the open objection of a party in writing.
public struct OverruleObjection: Sendable, Hashable {
  public var ref: String
  public var pinned: Int?
  public var party: String
  public var reason: String?

  public init(
    ref: String, pinned: Int? = nil, party: String, reason: String? = nil
  ) {
    self.ref = ref
    self.pinned = pinned
    self.party = party
    self.reason = reason
  }
}
