extension FileState {
  /// The role of each party on this file at an instant: the greater of that on its topics and the
  /// one it was asked in, so that asking somebody cannot lower what it holds.
  public func roles(in state: LedgerState, at time: Timestamp) -> [String: Role] {
    guard kind == .national else {
      let members = state.members(of: self, at: time).map(\.code)
      return Dictionary(uniqueKeysWithValues: Set(members).union(stands.keys).map { ($0, .coLead) })
    }
    var roles = topicRoles(in: state, at: time)
    for request in requests.values where !request.isDropped {
      roles[request.party] = max(request.role, roles[request.party] ?? .informed)
    }
    if isImported, let sponsor, roles[sponsor] == nil { roles[sponsor] = .lead }
    for party in Set(stands.keys).union(objections.lazy.map(\.party)) where roles[party] == nil {
      roles[party] = .consulted
    }
    return roles
  }

  /// The greatest role of each party on the topics of this file.
  func topicRoles(in state: LedgerState, at time: Timestamp) -> [String: Role] {
    var roles: [String: Role] = [:]
    for topic in topics {
      for (party, role) in state.topics[topic]?.roles(at: time) ?? [:] {
        roles[party] = max(role, roles[party] ?? .informed)
      }
    }
    return roles
  }

  /// The role of one party; cheaper than all of them.
  func role(of party: String, in state: LedgerState, at time: Timestamp) -> Role? {
    var role: Role?
    for topic in topics {
      guard let held = state.topics[topic]?.role(of: party, at: time) else { continue }
      role = role.map { max($0, held) } ?? held
    }
    if let request = activeRequest(of: party) {
      role = role.map { max($0, request.role) } ?? request.role
    }
    // An imported file may have topics on which nobody holds a role.
    if role == nil, isImported, party == sponsor { return .lead }
    return role
  }

  /// The agency whose concurrence the next adoption will be.
  func prospectiveAdopter(_ roles: [String: Role]) -> String? {
    if let adoption { return adoption.party }
    if let sponsor, roles[sponsor]?.holdsPen ?? false { return sponsor }
    let holders = roles.filter { $0.value.holdsPen }
    return holders.min { ($0.value.rank, $0.key) < ($1.value.rank, $1.key) }?.key
  }

  /// What the rule is told about everybody at an instant, by role and then by code.
  public func standings(
    in state: LedgerState, at now: Timestamp, adopter: String? = nil
  ) -> [Standing] {
    let roles = roles(in: state, at: now)
    let adopter = kind == .national ? adopter ?? prospectiveAdopter(roles) : nil
    let rule = effectiveRule(in: state, at: now)
    return roles.sorted { ($0.value.rank, $0.key) < ($1.value.rank, $1.key) }.map { party, role in
      standing(of: party, role: role, at: now, adopter: adopter, rule: rule)
    }
  }

  private func standing(
    of party: String, role: Role, at now: Timestamp, adopter: String?, rule: AppliedRule
  ) -> Standing {
    let stand = stands[party].flatMap { $0.isAfterTheFact ? nil : $0 }
    let request = activeRequest(of: party)
    let isSpoken = stand.map { !isStale($0) } ?? false
    let deemed: Bool
    if kind == .joint {
      deemed = rule.id == .silence && !isSpoken && hasLapsedSilence(at: now)
    } else {
      deemed = rule.id == .silence && stand == nil && (request?.suspense.instant ?? now) < now
    }
    let isProceeded = proceedings[party].map { !isOutdated($0.revision) } ?? false
    return Standing(
      party: party, role: role, code: stand?.code, defersTo: stand?.defersTo,
      isStale: stand.map(isStale) ?? false,
      hasOpenConditions: stand?.conditions.contains { $0.state == .open } ?? false,
      reservationHasLapsed: hasLapsed(stand, at: now),
      objection: objections.last { $0.party == party }?.state,
      isAsked: kind == .joint || request != nil, isNotConsulted: notConsulted[party] != nil,
      isProceeded: isProceeded, isDeemedToConcur: deemed,
      isAdopter: party == adopter && adoption == nil)
  }

  /// Whether a study reservation has run out by the clock.
  func hasLapsed(_ stand: Stand?, at now: Timestamp) -> Bool {
    guard let stand, stand.code == .studyReservation, let until = stand.reviewBy else {
      return false
    }
    return until.instant <= now
  }

  /// Whether a silence about the current text ran out and nobody broke it.
  func hasLapsedSilence(at now: Timestamp) -> Bool {
    guard kind == .joint, let silence else { return false }
    return silence.state(at: now) == .closed && !isOutdated(silence.revision)
  }

  /// The rule that governs the file: a silence that ran out stands in for the forum's own.
  public func effectiveRule(in state: LedgerState, at now: Timestamp) -> AppliedRule {
    guard let silence, hasLapsedSilence(at: now) else { return state.rule }
    return AppliedRule(
      id: .silence, version: 1, params: RuleParameters(workingDays: silence.workingDays))
  }

  /// What the rule says at an instant.
  public func outcome(
    in state: LedgerState, at now: Timestamp, adopter: String? = nil
  ) -> RuleOutcome {
    effectiveRule(in: state, at: now).outcome(standings(in: state, at: now, adopter: adopter))
  }

  /// The next instant at which the clock alone changes who stands where.
  func nextBoundary(after now: Timestamp) -> Timestamp? {
    let reviews = stands.values.compactMap { $0.reviewBy?.instant }
    let suspenses = requests.values.map(\.suspense.instant)
    let closing = silence.map { [$0.closes.instant] } ?? []
    return (reviews + suspenses + closing).filter { $0 > now }.min()
  }
}

extension LedgerState {
  /// The members of the forum that a file concerns: for an import those of the time it speaks of.
  func members(of file: FileState, at now: Timestamp) -> [Party] {
    let day = file.isImported ? file.filedAt.local.date : LocalTime(now, offsetSeconds: 0).date
    return roster.parties(on: day)
  }
}
