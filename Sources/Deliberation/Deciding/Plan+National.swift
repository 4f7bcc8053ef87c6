extension Plan {
  mutating func carryOut(_ command: AdoptPosition) throws(Refusal) {
    let file = try penned(command.ref, command.pinned)
    let party = try party(onBehalfOf: nil)
    try demandZone(command.terms.reviewBy)
    let level = command.level ?? speaker.level ?? .desk
    let terms = command.terms
    if let adoption = file.adoption, adoption.party == party, adoption.code == terms.code,
      adoption.level == level, adoption.prose.statement == terms.prose.statement
    {
      return
    }
    let basis = file.adoptionBasis(of: terms.code, by: party, in: state, at: now)
    let (ids, texts) = numbered(terms.conditions)
    readsTopics(of: file.topics)
    reads.insert("rules")
    let rule = state.rule
    try add(
      .nationalPositionAdopted(
        NationalPositionAdopted(
          revision: file.revision, code: terms.code, level: level,
          rule: RuleReference(id: rule.id, version: rule.version), dissent: basis.dissent,
          counted: basis.counted, conditions: ids, reviewBy: terms.reviewBy,
          statement: terms.prose.statement ?? terms.prose.comment, reason: terms.prose.reason,
          remedy: terms.prose.remedy, conditionTexts: texts)),
      to: file.stream)
    holds(before: file.nextBoundary(after: now))
  }

  mutating func carryOut(_ command: ReleaseToPartner) throws(Refusal) {
    let file = try penned(command.ref, command.pinned)
    let release = file.releaseAct
    // Who repeats a release wants it finished, not done twice.
    let isDone = file.releases.contains { done in
      done.to == command.to && done.revision == file.revision
        && done.recordedAt > file.adoption?.recordedAt ?? now
    }
    if isDone { return }
    readsTopics(of: file.topics)
    try add(
      .releasedToPartner(
        ReleasedToPartner(
          to: command.to, revision: file.revision, code: file.adoption?.code ?? .concur,
          level: file.adoption?.level ?? .desk, act: release.act, jointRef: file.jointRef,
          jointRevision: release.jointRevision)),
      to: file.stream)
  }

  mutating func carryOut(_ command: DeliverRelease) throws(Refusal) {
    let file = try penned(command.ref, nil)
    if file.releases.contains(where: { $0.event == command.release && $0.delivery != nil }) {
      return
    }
    let to = file.releases.first { $0.event == command.release }?.to ?? ""
    readsTopics(of: file.topics)
    if state.jointFiles[command.jointRef] == nil {
      // What this government tabled is its one file of the joint one from now on.
      try add(
        .nationalFileOpened(NationalFileOpened(ref: file.ref, jointRef: command.jointRef)),
        to: "joint/\(command.jointRef)")
    }
    try add(
      .releaseDelivered(
        ReleaseDelivered(
          to: to, release: command.release, jointRef: command.jointRef,
          jointRevision: command.jointRevision)),
      to: file.stream)
  }

  mutating func carryOut(_ command: ReceiveJointRevision) throws(Refusal) {
    let file = try penned(command.ref, nil)
    if file.jointRef == command.jointRef, file.lastJointRevision == command.jointRevision {
      return
    }
    readsTopics(of: file.topics)
    try add(
      .jointRevisionReceived(
        JointRevisionReceived(
          jointRef: command.jointRef, jointRevision: command.jointRevision,
          revision: file.revision + 1, material: command.material,
          languages: languages(command.body, command.originalLanguage),
          originalLanguage: command.originalLanguage,
          textDigest: digest(command.body, command.originalLanguage), body: command.body,
          reason: command.reason)),
      to: file.stream)
  }
}
