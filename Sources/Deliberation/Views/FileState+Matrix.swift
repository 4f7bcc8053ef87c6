extension FileState {
  /// Who stands where at an instant.
  public func matrix(in state: LedgerState, now: Timestamp) -> Matrix {
    let rule = effectiveRule(in: state, at: now)
    let standings = standings(in: state, at: now)
    let outcome = rule.outcome(standings)
    let rows = zip(standings, outcome.counts).map { row($0, $1, in: state, at: now) }
    return Matrix(
      ref: ref, revision: revision, rule: RuleReference(id: rule.id, version: rule.version),
      parties: rows, wouldPass: outcome.passes, blockers: outcome.blockers)
  }

  private func row(
    _ standing: Standing, _ count: Count, in state: LedgerState, at now: Timestamp
  ) -> Matrix.Row {
    let party = standing.party
    let stand = stands[party]
    let objection = objections.last { $0.party == party }
    let request = activeRequest(of: party)
    // Before the adoption the adopter has said nothing; the rule only supposes that it will agree.
    let isSupposed = standing.isAdopter && (stand.map(isStale) ?? true)
    return Matrix.Row(
      party: party, government: state.government(of: party), role: standing.role,
      code: stand?.code, onRevision: stand?.revision,
      status: status(of: standing, stand, request, at: now),
      countsAs: isSupposed ? .nothing : count.countsAs, objection: objection?.state,
      reason: stand?.prose.reason ?? objection?.reason,
      remedy: stand?.prose.remedy ?? objection?.remedy, comment: stand?.prose.comment,
      conditions: stand?.conditions ?? [], defersTo: stand?.defersTo,
      request: request.map { .init(askedAt: $0.askedAt, suspense: $0.suspense) },
      by: stand.map { state.roster.signatory(login: $0.login, authority: $0.authority) },
      event: stand?.event, recordedAt: stand?.recordedAt, effectiveAt: stand?.effective,
      isLate: stand?.provenance.late ?? false)
  }

  private func status(
    of standing: Standing, _ stand: Stand?, _ request: ClearanceRequest?, at now: Timestamp
  ) -> StandStatus {
    if let stand {
      if stand.isAfterTheFact { return .lateEntry }
      if isStale(stand) { return .stale }
      return standing.reservationHasLapsed ? .noResponse : .current
    }
    if kind == .joint { return isDecided ? .noResponse : .pending }
    if let request { return request.suspense.instant < now ? .noResponse : .pending }
    if standing.isNotConsulted { return .notConsulted }
    return standing.isAdopter || standing.party == sponsor ? .pending : .notAsked
  }
}

extension LedgerState {
  /// The government that a party belongs to.
  public func government(of party: String) -> String? {
    if kind == .joint { return roster.parties[party]?.government ?? party }
    return roster.parties[party]?.government ?? government
  }
}
