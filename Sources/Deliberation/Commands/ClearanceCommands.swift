/// Asks agencies for their positions; an agency without a role on the topic clears unless `role`
/// says otherwise.
public struct RequestClearance: Sendable, Hashable {
  public var ref: String
  public var pinned: Int?
  public var agencies: [String]
  public var role: Role?
  public var suspense: ZonedTime
  public var level: Level?
  public var reason: String?

  public init(
    ref: String, pinned: Int? = nil, agencies: [String], role: Role? = nil, suspense: ZonedTime,
    level: Level? = nil, reason: String? = nil
  ) {
    self.ref = ref
    self.pinned = pinned
    self.agencies = agencies
    self.role = role
    self.suspense = suspense
    self.level = level
    self.reason = reason
  }
}

/// Takes a request back.
public struct DropClearer: Sendable, Hashable {
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

/// Says why an agency with an equity is not asked.
public struct RecordNotConsulted: Sendable, Hashable {
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

/// Gives agencies more time; none named: all that were asked and did not answer.
public struct ExtendSuspense: Sendable, Hashable {
  public var ref: String
  public var pinned: Int?
  public var parties: [String]
  public var suspense: ZonedTime
  public var reason: String?

  public init(
    ref: String, pinned: Int? = nil, parties: [String] = [], suspense: ZonedTime,
    reason: String? = nil
  ) {
    self.ref = ref
    self.pinned = pinned
    self.parties = parties
    self.suspense = suspense
    self.reason = reason
  }
}

/// Passes over a late clearer.
public struct Proceed: Sendable, Hashable {
  public var ref: String
  public var pinned: Int?
  public var party: String
  public var attempts: Int
  public var reason: String?

  public init(
    ref: String, pinned: Int? = nil, party: String, attempts: Int, reason: String? = nil
  ) {
    self.ref = ref
    self.pinned = pinned
    self.party = party
    self.attempts = attempts
    self.reason = reason
  }
}
