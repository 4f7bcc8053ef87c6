/// What an adoption rests on, and who stands in its way.
struct AdoptionBasis {
  var dissent: [Dissent]
  var counted: [CountedPosition]
  var blockers: [Blocker]
  var passes: Bool
}

extension FileState {
  /// What an adoption of `code` by `adopter` would rest on at an instant.
  func adoptionBasis(
    of code: PositionCode, by adopter: String, in state: LedgerState, at now: Timestamp
  ) -> AdoptionBasis {
    let rule = state.rule
    // Even a second adoption is judged as if nothing had been adopted yet.
    let standings = standings(in: state, at: now, adopter: adopter).map { standing in
      var standing = standing
      standing.isAdopter = standing.party == adopter
      return standing
    }
    let outcome = rule.outcome(standings)
    let counted = zip(standings, outcome.counts).compactMap { standing, count in
      let stand = standing.isAdopter ? nil : stands[standing.party]
      guard let stand, !stand.isAfterTheFact, count.countsAs != .nothing else {
        return nil as CountedPosition?
      }
      return CountedPosition(party: standing.party, code: stand.code, event: stand.event)
    }
    let dissent = objections.filter {
      $0.party != adopter && ($0.state == .open || $0.state == .overruled)
    }
    // A government that itself objects, or asks for time, goes with whoever holds that at home.
    let isAdverse = code == .nonconcur || code == .studyReservation
    let blockers = outcome.blockers.filter {
      !isAdverse || $0.code == .notAsked || $0.code == .noResponse
    }
    return AdoptionBasis(
      dissent: dissent.map { Dissent(party: $0.party, event: $0.event) }, counted: counted,
      blockers: blockers, passes: blockers.isEmpty && (isAdverse || outcome.passes))
  }

  /// The refusal that names everybody who stands in the way of an adoption.
  func refusal(_ basis: AdoptionBasis) -> Refusal {
    let codes = Set(basis.blockers.map(\.code))
    guard let first = BlockerCode.allCases.first(where: codes.contains) else {
      return Refusal("national.rule_not_met", "The rule does not pass on \(refAt).")
    }
    let objections = objections.filter { objection in
      objection.state == .open && basis.blockers.contains { $0.party == objection.party }
    }
    let sentences = basis.blockers.map { blocker in
      sentence(blocker, objections.first { $0.party == blocker.party })
    }
    return Refusal(
      "national.\(first.rawValue)", sentences.joined(separator: " "),
      hint: first.hint, details: ["objections": .array(objections.map(\.json))],
      blockers: basis.blockers)
  }

  private func sentence(_ blocker: Blocker, _ objection: Objection?) -> String {
    switch blocker.code {
    case .objectionOpen:
      let since = objection.map { " since \(ref)@\($0.sinceRevision)" } ?? ""
      let remedy = objection?.remedy.map { ". What would remove it: \($0)" } ?? "."
      return "\(blocker.party) objects\(since)\(remedy)"
    case .conditionOpen: return "A condition of \(blocker.party) is open."
    case .studyReservation: return "\(blocker.party) has a study reservation."
    case .deferralDangling:
      return "\(blocker.party) defers to an agency that has no position that counts."
    case .stale: return "The position of \(blocker.party) is on an earlier text."
    case .notAsked: return "\(blocker.party) was not asked."
    case .noResponse: return "\(blocker.party) has not answered."
    }
  }
}

extension BlockerCode {
  /// What removes it.
  var hint: String {
    switch self {
    case .objectionOpen:
      "An objection ends when its holder concurs or withdraws it, or a higher level overrules it."
    case .conditionOpen: "Whoever set a condition holds it to be met or waives it."
    case .studyReservation: "It lapses on its date; its holder may answer before."
    case .deferralDangling: "The agency deferred to answers, or the deferral is taken back."
    case .stale: "Its holder repeats it with position reaffirm."
    case .notAsked: "Ask with clearance request, or say why not with clearance not-asked."
    case .noResponse: "After the suspense the lead may pass it over with clearance proceed."
    }
  }
}
