extension LedgerState {
  /// Judges whether the rules let an event happen in this state; its time is that of its record.
  ///
  /// - Throws: A `Refusal` that names the rule; authority is judged first.
  public func admit(_ record: EventRecord) throws(Refusal) {
    if case .ledgerOpened = record.event {
      guard !isOpen else {
        throw Refusal("ledger.already_open", "The ledger \(code) has its first event already.")
      }
      return
    }
    let act = try act(for: record)
    try admitEnvelope(act)
    switch record.event {
    case .ledgerOpened: return
    case .positionRecorded(let event): try admit(event, act)
    case .proposalFiled, .proposalTabled, .revisionFiled, .materialityChallenged,
      .proposalWithdrawn, .statusRecorded:
      try admitFiling(act)
    case .clearanceRequested, .clearerDropped, .notConsultedReasonRecorded, .suspenseExtended,
      .proceededWithoutPosition:
      try admitClearance(act)
    case .conditionMet(let event):
      try admitClosing(event.condition, of: event.party, act)
    case .conditionWaived(let event):
      try admitClosing(event.condition, of: event.party, act)
    case .objectionOverruled(let event): try admit(event, act)
    case .nationalPositionAdopted(let event): try admit(event, act)
    case .releasedToPartner, .releaseDelivered, .nationalFileOpened, .jointRevisionReceived,
      .partnerReceiptAcknowledged:
      try admitRelease(act)
    case .silenceOpened, .silenceBroken, .silenceCancelled: try admitSilence(act)
    case .decisionTaken, .proposalDecided, .decisionCorrected, .decisionSuperseded:
      try admitDecision(act)
    case .topicOpened, .topicClosed, .topicRoleAssigned, .topicRoleEnded: try admitTopic(act)
    case .principalAdmitted, .principalRemoved, .appointmentRecorded, .appointmentEnded,
      .agencyRegistered, .agencyRenamed, .agencySucceeded, .memberAdmitted, .memberSucceeded,
      .memberEnded:
      try admitRoster(act)
    case .rulesVersionAdopted, .decisionRuleAdopted, .calendarPublished: try admitRules(act)
    case .recordCorrected, .expungeProposed, .textExpunged: try admitRecord(act)
    }
  }

  /// What holds for events of every type.
  private func admitEnvelope(_ act: Act) throws(Refusal) {
    let record = act.record
    let type = record.event.eventType
    guard type.ledgers.contains(kind) else {
      throw Refusal(
        "event.misplaced", "\(type.name) does not belong in a \(kind.rawValue) ledger.")
    }
    if let stream = type.stream, Self.kind(of: record.stream) != stream {
      throw Refusal(
        "event.misplaced", "\(type.name) does not belong in the stream \(record.stream).")
    }
    guard record.rulesVersion == rules.version else {
      throw Refusal("rules.version", "The rules in force are version \(rules.version).")
    }
    // Five minutes forgive a client's clock; nothing is asserted about the future.
    guard record.effective.instant <= act.now + .seconds(300) else {
      throw Refusal("time.future", "\(record.effective.rfc3339) has not come yet.")
    }
    if act.isLate {
      try act.demand(
        act.provenance.lateReason, "reason_missing", "A late entry needs a reason.",
        hint: "Say with --reason why it is recorded only now.")
    }
  }

  /// The file that an event's stream is about.
  func file(_ act: Act) throws(Refusal) -> FileState {
    guard let file = files[act.ref] else { throw .notFound(act.ref) }
    return file
  }

  /// Refuses to add to a file that is decided or withdrawn.
  func demandLive(_ file: FileState) throws(Refusal) {
    if file.isDecided {
      throw Refusal(
        "proposal.decided", "\(file.ref) is decided\(file.decision.map { " by \($0)" } ?? "").",
        hint: "A decided text is never changed: decide again and supersede.")
    }
    if file.isWithdrawn {
      throw Refusal("proposal.withdrawn", "\(file.ref) was withdrawn.")
    }
  }
}

extension Refusal {
  /// The same for what is absent and for what may not be seen.
  static func notFound(_ text: String) -> Refusal {
    Refusal("not_found", "There is no \(text).")
  }

  static func moved(_ file: FileState, pinned: Int) -> Refusal {
    Refusal(
      "revision.moved", "\(file.ref)@\(pinned) is not the current revision any more.",
      hint: "The current one is \(file.refAt); read it first.",
      details: [
        "ref": .string(file.ref), "pinned": JSON(pinned), "current": JSON(file.revision),
      ])
  }
}
