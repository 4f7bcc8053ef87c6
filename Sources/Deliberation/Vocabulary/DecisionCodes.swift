/// What was decided.
public enum Verdict: String, Sendable, Hashable, CaseIterable {
  case adopted
  case adoptedWithReservations = "adopted_with_reservations"
  case notAdopted = "not_adopted"
  case remitted
  case deferred

  public var isAdoption: Bool { self == .adopted || self == .adoptedWithReservations }
  /// Whether the file is closed by it; a remitted or deferred file goes on.
  public var isFinal: Bool { isAdoption || self == .notAdopted }
}

/// The rules by which a government or a forum decides.
public enum RuleID: String, Sendable, Hashable, CaseIterable {
  case coleadConsensus = "colead_consensus"
  case unanimousClearance = "unanimous_clearance"
  case leadDecides = "lead_decides_after_consultation"
  case silence
  case majority
  case twoThirds = "two_thirds"
  case authorityDecides = "authority_decides"

  /// Whether it counts votes instead of asking everybody's agreement.
  public var countsVotes: Bool { self == .majority || self == .twoThirds }
}

/// Of whom a majority is taken.
public enum TallyBasis: String, Sendable, Hashable, CaseIterable {
  /// Every eligible party.
  case all
  /// Those who voted for or against.
  case cast
  /// Those who voted or abstained.
  case present
  /// Every member on the roster, eligible or not.
  case members
}

/// How a stand counts after deferral, conditions and staleness.
public enum CountsAs: String, Sendable, Hashable, CaseIterable {
  case `for`
  case against
  case neutral
  case blocks
  case out
  case nothing
}

/// Where an act of a government applies.
public enum RuleScope: String, Sendable, Hashable, CaseIterable {
  case national, joint
}

/// Why a rule does not pass yet, by holder; listed by priority.
public enum BlockerCode: String, Sendable, Hashable, CaseIterable {
  case objectionOpen = "objection_open"
  case conditionOpen = "condition_open"
  case studyReservation = "study_reservation"
  case deferralDangling = "deferral_dangling"
  case stale
  case notAsked = "not_asked"
  case noResponse = "no_response"
}
