/// What a decision rests on: everything that its event freezes.
struct DecisionBasis {
  var rule: AppliedRule
  var outcome: RuleOutcome
  var roster: [Seat]
  var counted: [CountedVote]
  var uncounted: [Uncounted]
  var authority: [DecisionAuthority]
  var silence: SilenceRecord?
}

extension FileState {
  /// What a decision by a rule would rest on at an instant; `nil` for the rule in force.
  func decisionBasis(
    in state: LedgerState, at now: Timestamp, rule imposed: AppliedRule? = nil
  ) -> DecisionBasis {
    let rule = imposed ?? effectiveRule(in: state, at: now)
    let standings = standings(in: state, at: now)
    let outcome = rule.outcome(standings)
    var basis = DecisionBasis(
      rule: rule, outcome: outcome, roster: [], counted: [], uncounted: [], authority: [],
      silence: nil)
    for (standing, count) in zip(standings, outcome.counts) {
      let party = standing.party
      basis.roster.append(Seat(party: party, eligible: count.countsAs != .out))
      guard let stand = stands[party], !stand.isAfterTheFact, !isStale(stand) else {
        basis.uncounted.append(Uncounted(party: party, why: why(standing, count)))
        continue
      }
      basis.counted.append(
        CountedVote(
          party: party, code: stand.code, countsAs: count.countsAs, event: stand.event))
      if stand.provenance.imported == nil {
        let by = state.roster.signatory(login: stand.login, authority: stand.authority)
        basis.authority.append(
          DecisionAuthority(
            government: party, person: by.person, appointment: by.appointment,
            level: stand.level, event: stand.event))
      }
    }
    if rule.id == .silence { basis.silence = silenceRecord() }
    return basis
  }

  /// Why a party was not counted; a code that a reader renders.
  private func why(_ standing: Standing, _ count: Count) -> String {
    if count.countsAs == .for { return "deemed_concur" }
    if stands[standing.party]?.isAfterTheFact ?? false { return "late_entry" }
    return standing.isStale ? "stale" : "no_response"
  }

  private func silenceRecord() -> SilenceRecord? {
    guard let silence else { return nil }
    let silent = silence.members.filter { member in
      stands[member].map(isStale) ?? true
    }
    return SilenceRecord(
      openedAt: silence.openedAt, closesAt: silence.closes.instant,
      closesZone: silence.closes.zone, silent: silent, notice: silence.notice)
  }
}
