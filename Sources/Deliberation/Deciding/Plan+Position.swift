extension Plan {
  mutating func carryOut(_ command: RecordPosition) throws(Refusal) {
    let file = try file(command.ref)
    let party = try party(onBehalfOf: command.onBehalfOf)
    try demandZone(command.terms.reviewBy)
    try addPosition(
      file, party: party, command.terms, revision: command.revision, pinned: command.pinned,
      // Whoever imports does not lend his own level to those he speaks for.
      level: command.level ?? (state.kind == .joint && !isImport ? speaker.level : nil),
      onBehalfOf: command.onBehalfOf)
  }

  /// A stand of a party; saying the same once more changes nothing.
  mutating func addPosition(
    _ file: FileState, party: String, _ terms: PositionTerms, revision: Int?, pinned: Int?,
    level: Level?, onBehalfOf: String?
  ) throws(Refusal) {
    let (ids, texts) = numbered(terms.conditions)
    let target = revision ?? pinned ?? file.revision
    let event = PositionRecorded(
      revision: target, code: terms.code, replaces: file.stands[party]?.event, conditions: ids,
      reviewBy: terms.reviewBy, defersTo: terms.defersTo, level: level,
      reason: terms.prose.reason, remedy: terms.prose.remedy, comment: terms.prose.comment,
      conditionTexts: texts, statement: terms.prose.statement)
    if let stand = file.stands[party], file.isRepeated(event, stand), !isAboutPast {
      _ = try act(.positionRecorded(event), to: file.stream, onBehalfOf: onBehalfOf)
      return
    }
    if state.kind == .national, !isImport { readsTopics(of: file.topics) }
    try add(.positionRecorded(event), to: file.stream, onBehalfOf: onBehalfOf)
    holds(before: terms.reviewBy.flatMap { isAboutPast ? nil : $0.instant })
    try breakSilence(file, terms, onBehalfOf: onBehalfOf)
  }

  /// A government that does not agree during a silence breaks it by saying so.
  private mutating func breakSilence(
    _ file: FileState, _ terms: PositionTerms, onBehalfOf: String?
  ) throws(Refusal) {
    guard let silence = file.silence, silence.state(at: now) == .open, terms.code.breaksSilence,
      !isAboutPast
    else { return }
    let reason =
      terms.prose.reason ?? terms.prose.statement ?? "A position was taken: \(terms.code.rawValue)."
    try add(
      .silenceBroken(SilenceBroken(reason: reason)), to: file.stream, onBehalfOf: onBehalfOf)
    holds(before: silence.closes.instant)
  }

  mutating func carryOut(_ command: ReaffirmPosition) throws(Refusal) {
    let file = try file(command.ref)
    let party = try party(onBehalfOf: nil)
    try demand(command.pinned, file)
    guard let stand = file.stands[party] else {
      throw Refusal("position.none", "\(party) has no position on \(file.ref) to reaffirm.")
    }
    guard file.isStale(stand) else { return }
    let given = command.prose ?? PositionProse()
    let prose = PositionProse(
      reason: given.reason ?? stand.prose.reason, remedy: given.remedy ?? stand.prose.remedy,
      comment: given.comment ?? stand.prose.comment,
      statement: given.statement ?? stand.prose.statement)
    let texts = Dictionary(
      uniqueKeysWithValues: stand.conditions.compactMap { condition in
        condition.text.map { (condition.id, $0) }
      })
    let event = PositionRecorded(
      revision: file.revision, code: stand.code, replaces: stand.event,
      conditions: stand.conditions.map(\.id), reviewBy: stand.reviewBy, defersTo: stand.defersTo,
      level: state.kind == .joint ? stand.level : nil, reason: prose.reason,
      remedy: prose.remedy, comment: prose.comment,
      conditionTexts: texts.isEmpty ? nil : texts, statement: prose.statement)
    readsTopics(of: file.topics)
    try add(.positionRecorded(event), to: file.stream)
    holds(before: stand.reviewBy?.instant)
  }

  mutating func carryOut(_ command: WithdrawPosition) throws(Refusal) {
    let file = try file(command.ref)
    let party = try party(onBehalfOf: nil)
    try demand(command.pinned, file)
    let event = PositionRecorded(
      revision: file.revision, code: nil, replaces: file.stands[party]?.event, conditions: [],
      reviewBy: nil, defersTo: nil, level: nil, reason: command.reason)
    readsTopics(of: file.topics)
    try add(.positionRecorded(event), to: file.stream)
  }

  mutating func carryOut(_ command: MeetCondition) throws(Refusal) {
    let file = try file(command.ref)
    let party = try party(onBehalfOf: command.party)
    if isClosed(command.condition, of: party, as: .met, file) { return }
    if party == speaker.party { try demand(command.pinned, file) }
    try add(
      .conditionMet(
        ConditionMet(party: party, condition: command.condition, evidence: command.evidence)),
      to: file.stream)
  }

  mutating func carryOut(_ command: WaiveCondition) throws(Refusal) {
    let file = try file(command.ref)
    let party = try party(onBehalfOf: command.party)
    if isClosed(command.condition, of: party, as: .waived, file) { return }
    if party == speaker.party { try demand(command.pinned, file) }
    try add(
      .conditionWaived(
        ConditionWaived(party: party, condition: command.condition, reason: command.reason)),
      to: file.stream)
  }

  /// Whether the speaker has closed its condition in just this way before.
  private func isClosed(
    _ condition: String, of party: String, as closed: ConditionState, _ file: FileState
  ) -> Bool {
    party == speaker.party
      && file.stands[party]?.conditions.first { $0.id == condition }?.state == closed
  }

  mutating func carryOut(_ command: OverruleObjection) throws(Refusal) {
    let file = try file(command.ref)
    if let objection = file.openObjection(of: command.party) {
      let needed = max(objection.level ?? .desk, file.leadLevel ?? .desk)
      if let level = speaker.level, level > needed { try demand(command.pinned, file) }
    }
    try add(
      .objectionOverruled(
        ObjectionOverruled(
          party: command.party, objection: file.openObjection(of: command.party)?.event ?? "",
          level: speaker.level ?? .desk, reason: command.reason)),
      to: file.stream)
  }
}

extension FileState {
  /// Whether a position says again what stands already on this text.
  func isRepeated(_ event: PositionRecorded, _ stand: Stand) -> Bool {
    stand.code == event.code && stand.revision == event.revision && !stand.isAfterTheFact
      && !stand.isAdoption && event.revision == revision
      && stand.level == event.level ?? stand.level
      && stand.reviewBy == event.reviewBy && stand.defersTo == event.defersTo
      && stand.conditions.map(\.text) == event.conditions.map { event.conditionTexts?[$0] }
      && stand.prose
        == PositionProse(
          reason: event.reason, remedy: event.remedy, comment: event.comment,
          statement: event.statement)
  }
}
