extension Plan {
  mutating func carryOut(_ command: TableJoint) throws(Refusal) {
    readsTopics(of: command.topics)
    reads.insert("roster")
    claims(command.ref, in: .proposal)
    let stream = "proposal/\(command.ref)"
    let body = command.body
    try add(
      .proposalTabled(
        ProposalTabled(
          ref: command.ref, topics: command.topics, level: command.level,
          instrument: command.instrument, languages: languages(body, command.originalLanguage),
          originalLanguage: command.originalLanguage,
          textDigest: digest(body, command.originalLanguage), externalRef: command.externalRef,
          title: command.title, body: body, source: command.source)),
      to: stream, onBehalfOf: command.onBehalfOf)
    try demandText(body, command.originalLanguage)
    if let position = command.position {
      try addJoint(position, revision: 1, stream: stream, replaces: nil)
    }
  }

  mutating func carryOut(_ command: SpeakJoint) throws(Refusal) {
    let file = try file(command.ref)
    let party = try party(onBehalfOf: nil)
    reads.insert("roster")
    try addPosition(
      file, party: party, command.position.terms, revision: nil, pinned: command.pinned,
      level: command.position.level, onBehalfOf: nil)
  }

  mutating func carryOut(_ command: CounterJoint) throws(Refusal) {
    let file = try file(command.ref)
    let party = try party(onBehalfOf: nil)
    try demand(command.pinned, file)
    reads.insert("roster")
    try addRevision(
      file, material: command.material, body: command.body, original: command.originalLanguage,
      reason: command.reason, onBehalfOf: nil)
    if let position = command.position {
      try addJoint(
        position, revision: file.revision + 1, stream: file.stream,
        replaces: file.stands[party]?.event)
    }
  }

  /// The position of the government that brought in the text.
  private mutating func addJoint(
    _ position: JointPosition, revision: Int, stream: String, replaces: String?
  ) throws(Refusal) {
    let terms = position.terms
    let (ids, texts) = numbered(terms.conditions)
    try add(
      .positionRecorded(
        PositionRecorded(
          revision: revision, code: terms.code, replaces: replaces, conditions: ids,
          reviewBy: terms.reviewBy, defersTo: nil, level: position.level,
          reason: terms.prose.reason, remedy: terms.prose.remedy, comment: terms.prose.comment,
          conditionTexts: texts, statement: terms.prose.statement)),
      to: stream)
    holds(before: terms.reviewBy?.instant)
  }

  mutating func carryOut(_ command: AcknowledgeReceipt) throws(Refusal) {
    let file = try file(command.ref)
    let party = try party(onBehalfOf: nil)
    let revision = command.revision ?? file.revision
    reads.insert("roster")
    if file.receipts[party]?[revision] != nil { return }
    try add(
      .partnerReceiptAcknowledged(PartnerReceiptAcknowledged(revision: revision)),
      to: file.stream)
  }

  mutating func carryOut(_ command: OpenSilence) throws(Refusal) {
    let file = try file(command.ref)
    try demand(command.pinned, file)
    try demandZone(command.until)
    let members = state.members(of: file, at: now).map(\.code)
    reads.formUnion(["roster", "rules"])
    let days =
      command.workingDays ?? (command.until == nil ? state.rules.joint.params.workingDays : nil)
    if let days, days < 1 {
      throw Refusal("silence.window_too_short", "A silence lasts one working day at least.")
    }
    let closes: ZonedTime
    if let until = command.until {
      closes = until
    } else if let days {
      closes = try state.closing(after: days, workingDaysFrom: now, in: members)
    } else {
      throw Refusal(
        "silence.window_missing", "Say how long the silence lasts.",
        hint: "Use --working-days, or --until and --zone.")
    }
    for member in members { reads.insert("calendar/\(member)") }
    try add(
      .silenceOpened(
        SilenceOpened(
          revision: file.revision, closes: closes, workingDays: days, members: members,
          notice: file.notice(to: members))),
      to: file.stream)
    let held = max(days ?? 1, state.rules.joint.params.workingDays ?? 1)
    holds(before: firstTooLate(closes, days: held, members))
  }

  /// The first instant from which a window that closes at `closes` would be too short.
  private func firstTooLate(_ closes: ZonedTime, days: Int, _ members: [String]) -> Timestamp {
    var low = now.microseconds
    var high = closes.instant.microseconds
    while high - low > 1 {
      let middle = low + (high - low) / 2
      let start = Timestamp(microseconds: middle)
      // A start from which the days cannot be counted any more is too late as well.
      let earliest = try? state.closing(after: days, workingDaysFrom: start, in: members)
      if let earliest, earliest.instant <= closes.instant { low = middle } else { high = middle }
    }
    return Timestamp(microseconds: high)
  }

  mutating func carryOut(_ command: BreakSilence) throws(Refusal) {
    let file = try file(command.ref)
    try demand(command.pinned, file)
    try add(.silenceBroken(SilenceBroken(reason: command.reason)), to: file.stream)
    holds(before: file.silence?.closes.instant)
  }

  mutating func carryOut(_ command: CancelSilence) throws(Refusal) {
    let file = try file(command.ref)
    try demand(command.pinned, file)
    try add(.silenceCancelled(SilenceCancelled(reason: command.reason)), to: file.stream)
    holds(before: file.silence?.closes.instant)
  }
}
