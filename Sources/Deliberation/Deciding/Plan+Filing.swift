extension Plan {
  mutating func carryOut(_ command: FileProposal) throws(Refusal) {
    readsTopics(of: command.topics)
    claims(command.ref, in: .proposal)
    let event = try filed(
      command.ref, topics: command.topics, level: command.level, instrument: command.instrument,
      title: command.title, body: command.body, original: command.originalLanguage,
      externalRef: command.externalRef, source: command.source, joint: nil)
    try add(event, to: "proposal/\(command.ref)", onBehalfOf: command.onBehalfOf)
    try demandText(command.body, command.originalLanguage)
  }

  mutating func carryOut(_ command: OpenNationalFile) throws(Refusal) {
    let stream = "joint/\(command.jointRef)"
    // The second agency of a government to receive finds the file of the first.
    guard state.jointFiles[command.jointRef] == nil else {
      _ = try act(.nationalFileOpened(.init(ref: "", jointRef: command.jointRef)), to: stream)
      reads.insert(stream)
      return
    }
    readsTopics(of: command.topics)
    claims(command.ref, in: .proposal)
    let event = try filed(
      command.ref, topics: command.topics, level: command.level, instrument: command.instrument,
      title: command.title, body: command.body, original: command.originalLanguage,
      externalRef: nil, source: nil, joint: (command.jointRef, command.jointRevision))
    try add(
      .nationalFileOpened(.init(ref: command.ref, jointRef: command.jointRef)), to: stream)
    try add(event, to: "proposal/\(command.ref)")
  }

  private func filed(
    _ ref: String, topics: [String], level: Level, instrument: Instrument?, title: LocalizedText,
    body: LocalizedText, original: String, externalRef: String?, source: JSON?,
    joint: (ref: String, revision: Int)?
  ) throws(Refusal) -> Event {
    .proposalFiled(
      ProposalFiled(
        ref: ref, topics: topics, level: level, instrument: instrument,
        languages: languages(body, original), originalLanguage: original,
        textDigest: digest(body, original), externalRef: externalRef, jointRef: joint?.ref,
        jointRevision: joint?.revision, title: title, body: body, source: source))
  }

  mutating func carryOut(_ command: ReviseProposal) throws(Refusal) {
    let file =
      state.kind == .national ? try penned(command.ref, command.pinned) : try file(command.ref)
    try demand(command.pinned, file)
    // The text that stands there already is no revision of it.
    if file.current.body == command.body,
      file.current.originalLanguage == command.originalLanguage
    {
      return
    }
    readsTopics(of: file.topics)
    try addRevision(
      file, material: command.material, body: command.body, original: command.originalLanguage,
      reason: command.reason, onBehalfOf: command.onBehalfOf)
  }

  /// A new text; an open silence about the earlier one ends with it.
  mutating func addRevision(
    _ file: FileState, material: Bool, body: LocalizedText, original: String, reason: String?,
    onBehalfOf: String?
  ) throws(Refusal) {
    if file.silence?.state(at: now) == .open {
      let reason = reason ?? "A new revision was filed."
      try add(
        .silenceCancelled(SilenceCancelled(reason: reason)), to: file.stream,
        onBehalfOf: onBehalfOf)
      holds(before: file.silence?.closes.instant)
    }
    try add(
      .revisionFiled(
        RevisionFiled(
          revision: file.revision + 1, parent: file.revision, material: material,
          languages: languages(body, original), originalLanguage: original,
          textDigest: digest(body, original), reason: reason, body: body)),
      to: file.stream, onBehalfOf: onBehalfOf)
    try demandText(body, original)
  }

  mutating func carryOut(_ command: ChallengeMateriality) throws(Refusal) {
    let file = try file(command.ref)
    let event = Event.materialityChallenged(
      MaterialityChallenged(
        revision: command.pinned ?? file.revision, reason: command.reason))
    readsTopics(of: file.topics)
    try add(event, to: file.stream)
  }

  mutating func carryOut(_ command: WithdrawProposal) throws(Refusal) {
    let file = try file(command.ref)
    if file.sponsor == speaker.party { try demand(command.pinned, file) }
    try add(
      .proposalWithdrawn(ProposalWithdrawn(reason: command.reason)), to: file.stream)
  }

  mutating func carryOut(_ command: RecordStatus) throws(Refusal) {
    let file = try file(command.ref)
    try add(
      .statusRecorded(StatusRecorded(status: command.status, reason: command.reason)),
      to: file.stream, onBehalfOf: command.onBehalfOf)
  }
}
