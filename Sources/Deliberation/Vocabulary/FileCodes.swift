/// The derived state of a file that everybody sees.
public enum Headline: String, Sendable, Hashable, CaseIterable {
  case filed
  case inNationalClearance = "in_national_clearance"
  case tabled
  case underPartnerReview = "under_partner_review"
  case inNegotiation = "in_negotiation"
  case agreedAdReferendum = "agreed_ad_referendum"
  case underSilence = "under_silence"
  case decisionReady = "decision_ready"
  case adopted
  case adoptedWithReservations = "adopted_with_reservations"
  case notAdopted = "not_adopted"
  case remitted
  case deferred
  case withdrawn
  case issued
  case inEffect = "in_effect"
  case implemented
  case suspended
  case expired
  case rescinded
  case superseded
  case dormant
}

/// How far one government is with its own position.
public enum NationalStatus: String, Sendable, Hashable, CaseIterable {
  case notStarted = "not_started"
  case drafting
  case circulating
  case consolidated
  case released
}

/// Where the stand of one party is.
public enum StandStatus: String, Sendable, Hashable, CaseIterable {
  case current
  case stale
  case pending
  case noResponse = "no_response"
  case notAsked = "not_asked"
  case notConsulted = "not_consulted"
  case lateEntry = "late_entry"
}

/// What became of an objection.
public enum ObjectionState: String, Sendable, Hashable, CaseIterable {
  case open, withdrawn, met, overruled
}

/// What became of a condition.
public enum ConditionState: String, Sendable, Hashable, CaseIterable {
  case open, met, waived
}

/// What a release does to the joint file.
public enum ReleaseAct: String, Sendable, Hashable, CaseIterable {
  case tables, speaks, counters
}

/// What a proposal asks for.
public enum Instrument: String, Sendable, Hashable, CaseIterable {
  case jointStatement = "joint_statement"
  case actionPlan = "action_plan"
  case planOfAction = "plan_of_action"
  case ministerialDecision = "ministerial_decision"
  case memorandumOfCooperation = "memorandum_of_cooperation"
  case guidelines
  case principles
  case exchangeOfLetters = "exchange_of_letters"
  case exchangeOfNotes = "exchange_of_notes"
  case internationalAgreement = "international_agreement"
  case parallelDomesticAction = "parallel_domestic_action"
  case agreedMinutes = "agreed_minutes"
  case summaryOfConclusions = "summary_of_conclusions"
  case workingGroupTerms = "working_group_terms"
}

/// What kind of correction an entry makes.
public enum CorrectionKind: String, Sendable, Hashable, CaseIterable {
  case clerical
  case misattribution
  case wrongRevision = "wrong_revision"
  case lateEntry = "late_entry"
  case retraction
}
