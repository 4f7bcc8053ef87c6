/// What a decision rule is told about one party.
public struct Standing: Sendable, Hashable {
  public var party: String
  public var role: Role
  /// What it said last; `nil` where nothing counts as said.
  public var code: PositionCode?
  public var defersTo: String?
  /// Whether what it said was about an earlier material revision.
  public var isStale: Bool
  public var hasOpenConditions: Bool
  /// Whether the date of its study reservation has passed.
  public var reservationHasLapsed: Bool
  public var objection: ObjectionState?
  public var isAsked: Bool
  /// Whether a reason is on record for not asking it.
  public var isNotConsulted: Bool
  /// Whether the lead passed over it on this text.
  public var isProceeded: Bool
  /// Whether its silence was announced to be assent.
  public var isDeemedToConcur: Bool
  /// Whether it is the one that adopts, whose own concurrence the adoption is.
  public var isAdopter: Bool

  public init(
    party: String, role: Role, code: PositionCode? = nil, defersTo: String? = nil,
    isStale: Bool = false, hasOpenConditions: Bool = false, reservationHasLapsed: Bool = false,
    objection: ObjectionState? = nil, isAsked: Bool = true, isNotConsulted: Bool = false,
    isProceeded: Bool = false, isDeemedToConcur: Bool = false, isAdopter: Bool = false
  ) {
    self.party = party
    self.role = role
    self.code = code
    self.defersTo = defersTo
    self.isStale = isStale
    self.hasOpenConditions = hasOpenConditions
    self.reservationHasLapsed = reservationHasLapsed
    self.objection = objection
    self.isAsked = isAsked
    self.isNotConsulted = isNotConsulted
    self.isProceeded = isProceeded
    self.isDeemedToConcur = isDeemedToConcur
    self.isAdopter = isAdopter
  }
}

/// How a rule counts one party, and whether that party stands in its way.
public struct Count: Sendable, Hashable {
  public var party: String
  public var countsAs: CountsAs
  public var blocker: BlockerCode?

  public init(party: String, countsAs: CountsAs, blocker: BlockerCode? = nil) {
    self.party = party
    self.countsAs = countsAs
    self.blocker = blocker
  }
}

/// What a rule says about a roster.
public struct RuleOutcome: Sendable, Hashable {
  public var passes: Bool
  public var counts: [Count]
  public var tally: Tally
  public var blockers: [Blocker]
  public var wouldChange: [WouldChange]
}
