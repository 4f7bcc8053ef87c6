extension FileState {
  /// Opens a file with its first revision.
  init(
    ref: String, kind: LedgerKind, title: LocalizedText?, topics: [String], level: Level,
    instrument: Instrument?, externalRef: String?, source: JSON?, jointRef: String?,
    first: RevisionState, record: EventRecord
  ) {
    self.ref = ref
    self.kind = kind
    self.sponsor = record.speaker
    self.title = title
    self.topics = topics
    self.level = level
    self.instrument = instrument
    self.externalRef = externalRef
    self.source = source
    self.jointRef = jointRef
    event = record.eventID
    filedAt = record.effective
    recordedAt = record.recordedAt
    isImported = record.event.provenance.imported != nil
    openedFromJoint = jointRef != nil
    version = record.version
    revisions = [first]
  }

  mutating func note(leadLevel level: Level?) {
    guard let level else { return }
    leadLevel = leadLevel.map { max($0, level) } ?? level
  }

  /// Applies an event of the file's stream; `level` is that of the appointment it names.
  mutating func evolve(_ record: EventRecord, level: Level?, mayObject: Bool = true) {
    version = record.version
    switch record.event {
    case .revisionFiled(let event): revised(event, record, level: level)
    case .materialityChallenged(let event):
      if revisions.indices.contains(event.revision - 1) {
        revisions[event.revision - 1].isChallenged = true
      }
    case .proposalWithdrawn(let event):
      isWithdrawn = true
      withdrawalReason = event.reason
    case .statusRecorded(let event): recordedStatus = event.status
    case .clearanceRequested(let event): requested(event, record, level: level)
    case .clearerDropped(let event):
      requests[event.party]?.isDropped = true
      requests[event.party]?.dropReason = event.reason
    case .notConsultedReasonRecorded(let event):
      notConsulted[event.party] = NotConsulted(
        party: event.party, reason: event.reason, event: record.eventID)
    case .suspenseExtended(let event): requests[event.party]?.suspense = event.suspense
    case .proceededWithoutPosition(let event):
      note(leadLevel: level)
      proceedings[event.party] = Proceeding(
        party: event.party, revision: revision, noticeHours: event.noticeHours,
        attempts: event.attempts, reason: event.reason, event: record.eventID)
    case .positionRecorded(let event): positioned(event, record, level: level, mayObject: mayObject)
    case .conditionMet(let event):
      close(event.condition, of: event.party, as: .met, by: record.eventID)
    case .conditionWaived(let event):
      close(event.condition, of: event.party, as: .waived, by: record.eventID)
    case .objectionOverruled(let event):
      closeObjection(of: event.party, as: .overruled, by: record.eventID)
    case .nationalPositionAdopted(let event): adopted(event, record, level: level)
    case .releasedToPartner(let event): released(event, record)
    case .releaseDelivered(let event): delivered(event, record)
    case .jointRevisionReceived(let event): received(event, record)
    case .partnerReceiptAcknowledged(let event):
      if let party = record.speaker {
        receipts[party, default: [:]][event.revision] = record.eventID
      }
    case .silenceOpened(let event):
      silence = SilenceState(
        revision: event.revision, openedAt: record.recordedAt, closes: event.closes,
        workingDays: event.workingDays, members: event.members, notice: event.notice,
        event: record.eventID, isCancelled: false)
    case .silenceBroken(let event):
      silence?.brokenBy = record.speaker
      silence?.brokenReason = event.reason
      silence?.endedAt = record.recordedAt
    case .silenceCancelled:
      silence?.isCancelled = true
      silence?.endedAt = record.recordedAt
    case .proposalDecided(let event):
      decision = event.decision
      verdict = event.verdict
      decidedAt = record.recordedAt
      decidedRevision = event.revision
    default: break
    }
  }

  private mutating func revised(_ event: RevisionFiled, _ record: EventRecord, level: Level?) {
    note(leadLevel: level)
    revisions.append(
      RevisionState(
        number: event.revision, parent: event.parent, filedAsMaterial: event.material,
        isChallenged: false, reason: event.reason, body: event.body, textDigest: event.textDigest,
        languages: event.languages, originalLanguage: event.originalLanguage,
        party: record.speaker, login: record.actor, authority: record.authority,
        recordedAt: record.recordedAt, effective: record.effective, event: record.eventID))
    // A remitted or deferred file is taken up again by a new text.
    if !isDecided {
      verdict = nil
      decision = nil
    }
  }

  private mutating func received(_ event: JointRevisionReceived, _ record: EventRecord) {
    jointRef = event.jointRef
    revisions.append(
      RevisionState(
        number: event.revision, parent: revision, filedAsMaterial: event.material,
        isChallenged: false, reason: event.reason, body: event.body, textDigest: event.textDigest,
        languages: event.languages, originalLanguage: event.originalLanguage,
        party: record.speaker, login: record.actor, authority: record.authority,
        recordedAt: record.recordedAt, effective: record.effective, event: record.eventID,
        jointRevision: event.jointRevision))
  }

  private mutating func requested(
    _ event: ClearanceRequested, _ record: EventRecord, level: Level?
  ) {
    note(leadLevel: level)
    notConsulted[event.party] = nil
    requests[event.party] = ClearanceRequest(
      party: event.party, role: event.role, revision: event.revision, suspense: event.suspense,
      level: event.level, askedAt: record.recordedAt, event: record.eventID, isDropped: false)
  }

  private mutating func positioned(
    _ event: PositionRecorded, _ record: EventRecord, level: Level?, mayObject: Bool
  ) {
    guard let party = record.speaker else { return }
    // A late entry says what was so earlier; it never takes the place of what was said since.
    if let standing = stands[party], standing.effective.instant > record.effective.instant {
      return
    }
    guard let code = event.code else {
      stands[party] = nil
      closeObjection(of: party, as: .withdrawn, by: record.eventID)
      return
    }
    let previous = stands[party]
    var stand = Stand(
      party: party, code: code, revision: event.revision, event: record.eventID,
      login: record.actor, authority: record.authority,
      level: kind == .joint ? event.level : level, recordedAt: record.recordedAt,
      effective: record.effective, reviewBy: event.reviewBy, defersTo: event.defersTo,
      conditions: event.conditions.map {
        Condition(id: $0, text: event.conditionTexts?[$0], state: .open)
      },
      prose: PositionProse(
        reason: event.reason, remedy: event.remedy, comment: event.comment,
        statement: event.statement),
      provenance: event.provenance, isAfterTheFact: isSettled(event), isAdoption: false)
    if code == .studyReservation, let previous, previous.code == code, !isStale(previous) {
      stand.extensions = previous.extensions + 1
    }
    stands[party] = stand
    switch code {
    case .nonconcur: if mayObject { object(stand) }
    case .concur, .concurComment: closeObjection(of: party, as: .met, by: record.eventID)
    default: break
    }
  }

  /// Whether the file was adopted or decided when an entry about an earlier time came in.
  private func isSettled(_ event: PositionRecorded) -> Bool {
    if isDecided { return true }
    guard event.provenance.late else { return false }
    return adoption != nil
  }

  private mutating func object(_ stand: Stand) {
    guard !stand.isAfterTheFact else { return }
    // What was overruled on this text is not opened again by saying it once more.
    if let last = objections.last(where: { $0.party == stand.party }), last.state == .overruled,
      let closed = last.closedRevision, !isOutdated(closed)
    {
      return
    }
    if let index = objections.lastIndex(where: { $0.party == stand.party && $0.state == .open }) {
      objections[index].event = stand.event
      objections[index].level = stand.level
      objections[index].reason = stand.prose.reason
      objections[index].remedy = stand.prose.remedy
    } else {
      objections.append(
        Objection(
          party: stand.party, sinceRevision: stand.revision, event: stand.event,
          level: stand.level, reason: stand.prose.reason, remedy: stand.prose.remedy, state: .open,
          recordedAt: stand.recordedAt))
    }
  }

  private mutating func closeObjection(
    of party: String, as state: ObjectionState, by event: String
  ) {
    guard
      let index = objections.lastIndex(where: { $0.party == party && $0.state == .open })
    else { return }
    objections[index].state = state
    objections[index].closedBy = event
    objections[index].closedRevision = revision
  }

  private mutating func close(
    _ condition: String, of party: String, as state: ConditionState, by event: String
  ) {
    guard let index = stands[party]?.conditions.firstIndex(where: { $0.id == condition }) else {
      return
    }
    stands[party]?.conditions[index].state = state
    if let stand = stands[party], stand.code == .concurConditional,
      stand.conditions.allSatisfy({ $0.state != .open })
    {
      // Agreement without anything left open is the objector's own concurrence.
      closeObjection(of: party, as: .met, by: event)
    }
  }

  private mutating func adopted(
    _ event: NationalPositionAdopted, _ record: EventRecord, level: Level?
  ) {
    guard let party = record.speaker else { return }
    note(leadLevel: level)
    let conditions = event.conditions.map {
      Condition(id: $0, text: event.conditionTexts?[$0], state: .open)
    }
    let prose = PositionProse(
      reason: event.reason, remedy: event.remedy, statement: event.statement)
    adoptions.append(
      Adoption(
        party: party, revision: event.revision, code: event.code, level: event.level,
        rule: event.rule, dissent: event.dissent, counted: event.counted, conditions: conditions,
        reviewBy: event.reviewBy, prose: prose, login: record.actor, authority: record.authority,
        event: record.eventID, recordedAt: record.recordedAt, effective: record.effective))
    stands[party] = Stand(
      party: party, code: event.code, revision: event.revision, event: record.eventID,
      login: record.actor, authority: record.authority, level: event.level,
      recordedAt: record.recordedAt, effective: record.effective, reviewBy: event.reviewBy,
      defersTo: nil, conditions: conditions, prose: prose, provenance: event.provenance,
      isAfterTheFact: false, isAdoption: true)
    if event.code == .concur || event.code == .concurComment {
      closeObjection(of: party, as: .met, by: record.eventID)
    }
  }

  private mutating func released(_ event: ReleasedToPartner, _ record: EventRecord) {
    releases.append(
      Release(
        to: event.to, revision: event.revision, code: event.code, level: event.level,
        act: event.act, jointRef: event.jointRef, jointRevision: event.jointRevision,
        party: record.speaker, login: record.actor, event: record.eventID,
        recordedAt: record.recordedAt))
  }

  private mutating func delivered(_ event: ReleaseDelivered, _ record: EventRecord) {
    guard let index = releases.firstIndex(where: { $0.event == event.release }) else { return }
    releases[index].delivery = .init(
      jointRef: event.jointRef, jointRevision: event.jointRevision, event: record.eventID,
      recordedAt: record.recordedAt)
    jointRef = event.jointRef
    let number = releases[index].revision
    if revisions.indices.contains(number - 1) {
      revisions[number - 1].jointRevision = event.jointRevision
    }
  }
}
