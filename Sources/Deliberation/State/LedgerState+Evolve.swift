extension LedgerState {
  /// Applies an event. It has happened: this cannot fail.
  public mutating func evolve(_ record: EventRecord) {
    switch record.event {
    case .proposalFiled, .proposalTabled: open(record)
    case .decisionTaken(let event):
      decisions[event.ref] = DecisionState(
        ref: event.ref, taken: event, event: record.eventID, recordedBy: record.actor,
        authority: record.authority, recordedAt: record.recordedAt, effective: record.effective)
    case .decisionCorrected(let event):
      decisions[event.decision]?.corrections.append(
        .init(
          annotation: event.annotation, login: record.actor, event: record.eventID,
          recordedAt: record.recordedAt))
    case .decisionSuperseded(let event):
      decisions[event.decision]?.supersededBy = event.by
      decisions[event.by]?.supersedes.append(event.decision)
    case .nationalFileOpened(let event): jointFiles[event.jointRef] = event.ref
    case .rulesVersionAdopted(let event): rules.version = event.version
    case .decisionRuleAdopted(let event):
      let rule = AppliedRule(id: event.rule, version: event.version, params: event.params)
      if event.scope == .national { rules.national = rule } else { rules.joint = rule }
    case .calendarPublished(let event):
      calendars[event.calendar, default: [:]][event.year] = PublishedCalendar(
        calendar: event.calendar, year: event.year, zone: event.zone,
        holidays: Set(event.holidays), names: event.names ?? [:])
    case .expungeProposed(let event):
      expungeProposals[event.target] = .init(
        login: record.actor, basis: event.basis, isDone: false)
    case .textExpunged(let event): expungeProposals[event.target]?.isDone = true
    case .topicOpened, .topicClosed, .topicRoleAssigned, .topicRoleEnded: evolveTopic(record)
    case .ledgerOpened, .principalAdmitted, .principalRemoved, .appointmentRecorded,
      .appointmentEnded, .agencyRegistered, .agencyRenamed, .agencySucceeded, .memberAdmitted,
      .memberSucceeded, .memberEnded:
      evolveRoster(record)
    default:
      let ref = Self.name(of: record.stream)
      // Where votes are counted a no is a vote, not an objection that somebody has to lift.
      let mayObject = !(kind == .joint && rule.id.countsVotes)
      files[ref]?.evolve(
        record, level: roster.level(of: record.authority), mayObject: mayObject)
    }
  }

  private mutating func open(_ record: EventRecord) {
    switch record.event {
    case .proposalFiled(let event):
      let first = firstRevision(
        record, body: event.body, digest: event.textDigest, languages: event.languages,
        original: event.originalLanguage, jointRevision: event.jointRevision)
      files[event.ref] = FileState(
        ref: event.ref, kind: .national, title: event.title, topics: event.topics,
        level: event.level, instrument: event.instrument, externalRef: event.externalRef,
        source: event.source, jointRef: event.jointRef, first: first, record: record)
      files[event.ref]?.note(leadLevel: roster.level(of: record.authority))
    case .proposalTabled(let event):
      let first = firstRevision(
        record, body: event.body, digest: event.textDigest, languages: event.languages,
        original: event.originalLanguage, jointRevision: nil)
      files[event.ref] = FileState(
        ref: event.ref, kind: .joint, title: event.title, topics: event.topics,
        level: event.level, instrument: event.instrument, externalRef: event.externalRef,
        source: event.source, jointRef: nil, first: first, record: record)
    default: break
    }
  }

  private func firstRevision(
    _ record: EventRecord, body: LocalizedText?, digest: String, languages: [String],
    original: String, jointRevision: Int?
  ) -> RevisionState {
    RevisionState(
      number: 1, parent: nil, filedAsMaterial: true, isChallenged: false, reason: nil, body: body,
      textDigest: digest, languages: languages, originalLanguage: original, party: record.speaker,
      login: record.actor, authority: record.authority, recordedAt: record.recordedAt,
      effective: record.effective, event: record.eventID, jointRevision: jointRevision)
  }

  private mutating func evolveTopic(_ record: EventRecord) {
    switch record.event {
    case .topicOpened(let event):
      topics[event.code] = TopicState(code: event.code, parent: event.parent, title: event.title)
    case .topicClosed(let event): topics[event.code]?.isClosed = true
    case .topicRoleAssigned(let event):
      topics[event.topic]?.assignments.append(
        RoleAssignment(
          party: event.party, role: event.role, from: event.from, to: event.to, basis: event.basis,
          reason: event.reason, event: record.eventID, recordedAt: record.recordedAt))
    case .topicRoleEnded(let event):
      topics[event.topic]?.assignments.append(
        RoleAssignment(
          party: event.party, role: nil, from: event.at, to: nil, basis: nil, reason: event.reason,
          event: record.eventID, recordedAt: record.recordedAt))
    default: break
    }
  }

  private mutating func evolveRoster(_ record: EventRecord) {
    switch record.event {
    case .ledgerOpened(let event): opened(event, record)
    case .principalAdmitted(let event):
      roster.principals[event.login] = Principal(
        login: event.login, person: event.person, party: event.party,
        government: event.government, capacities: [], isRemoved: false)
    case .principalRemoved(let event): roster.principals[event.login]?.isRemoved = true
    case .appointmentRecorded(let event):
      roster.appointments[record.eventID] = Appointment(
        login: event.login, party: event.party, government: event.government, post: event.post,
        level: event.level, capacities: event.capacities, from: event.from, to: event.to,
        isActing: event.acting)
    case .appointmentEnded(let event): roster.appointments[event.appointment]?.to = event.at
    case .agencyRegistered(let event):
      roster.parties[event.code] = Party(
        code: event.code, government: event.government, name: event.name, from: event.from,
        to: event.to)
    case .agencyRenamed(let event):
      let former = roster.parties[event.code]?.name
      roster.parties[event.code]?.formerNames.append(.init(name: former, until: event.at))
      roster.parties[event.code]?.name = event.name
    case .agencySucceeded(let event):
      roster.parties[event.code]?.successor = event.successor
      roster.parties[event.code]?.to = event.at
    case .memberAdmitted(let event):
      roster.parties[event.code] = Party(
        code: event.code, government: event.government ?? event.code, name: event.name,
        from: event.from, to: event.to)
    case .memberSucceeded(let event):
      roster.parties[event.code]?.successor = event.successor
      roster.parties[event.code]?.to = event.at
    case .memberEnded(let event): roster.parties[event.code]?.to = event.at
    default: break
    }
  }

  private mutating func opened(_ event: LedgerOpened, _ record: EventRecord) {
    isOpen = true
    code = event.code
    kind = event.kind
    government = event.government
    homeZone = event.homeZone
    sandbox = event.sandbox
    roster.foundation = record.eventID
    for principal in event.principals {
      roster.principals[principal.login] = Principal(
        login: principal.login, person: principal.person, party: nil, government: nil,
        capacities: principal.capacities, isRemoved: false)
    }
    for member in event.members {
      roster.parties[member] = Party(code: member, government: member)
    }
  }
}
