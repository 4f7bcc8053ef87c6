extension LedgerState {
  func admit(_ event: NationalPositionAdopted, _ act: Act) throws(Refusal) {
    let file = try file(act)
    let party = try penHolder(act, file)
    guard event.level >= file.level else {
      throw Refusal(
        "authority.level",
        "\(file.ref) asks for a decision at \(file.level.rawValue), not at \(event.level.rawValue).",
        hint: "Who holds that level adopts it.")
    }
    try demand(event.level, of: act, to: "adopt at \(event.level.rawValue)")
    try demandLive(file)
    guard event.revision == file.revision else { throw .moved(file, pinned: event.revision) }
    guard event.code.isBilateral else {
      throw Refusal(
        "position.code_not_bilateral", "No government tells another \(event.code.rawValue).")
    }
    switch event.code {
    case .nonconcur:
      try demandPositionReason(event.reason ?? event.statement, act)
      try demandRemedy(event.remedy, act)
    case .studyReservation:
      try demandPositionReason(event.reason ?? event.statement, act)
      try demandReviewBy(event.reviewBy, act)
    case .concurConditional: try admitConditions(event.conditions, event.conditionTexts, act)
    case .concurComment:
      try act.demand(
        event.statement ?? event.reason, "position.comment_missing",
        "A concurrence with comment needs the comment.", hint: "Give it with --statement.")
    default: break
    }
    guard event.rule == RuleReference(id: rule.id, version: rule.version) else {
      throw Refusal("rule.other", "The rule in force is \(rule.id.rawValue)/\(rule.version).")
    }
    let basis = file.adoptionBasis(of: event.code, by: party, in: self, at: act.now)
    guard basis.passes else { throw file.refusal(basis) }
    guard event.dissent == basis.dissent, event.counted == basis.counted else {
      throw Refusal("national.basis_mismatch", "The positions counted are not those on record.")
    }
  }

  func admitRelease(_ act: Act) throws(Refusal) {
    switch act.record.event {
    case .releasedToPartner(let event): try admit(event, act)
    case .releaseDelivered(let event):
      let file = try file(act)
      try penHolder(act, file)
      try demand(.director, of: act, to: "release")
      guard let release = file.releases.first(where: { $0.event == event.release }),
        release.to == event.to
      else {
        throw Refusal("release.unknown", "\(file.ref) has no such release.")
      }
      guard release.delivery == nil else {
        throw Refusal("release.delivered", "That release is delivered already.")
      }
    case .nationalFileOpened(let event):
      _ = try party(act)
      guard act.ref == event.jointRef else {
        throw Refusal(
          "event.misplaced", "\(event.jointRef) does not belong in \(act.record.stream).")
      }
      if let ref = jointFiles[event.jointRef] {
        throw Refusal("national.file_exists", "The national file of \(event.jointRef) is \(ref).")
      }
    case .jointRevisionReceived(let event): try admit(event, act)
    case .partnerReceiptAcknowledged(let event):
      let file = try file(act)
      let party = try member(act)
      guard (1...file.revision).contains(event.revision) else {
        throw Refusal("revision.unknown", "\(file.ref) has no revision \(event.revision).")
      }
      guard file.receipts[party]?[event.revision] == nil else {
        throw Refusal(
          "receipt.acknowledged", "\(party) has acknowledged \(file.ref)@\(event.revision).")
      }
    default: break
    }
  }

  private func admit(_ event: ReleasedToPartner, _ act: Act) throws(Refusal) {
    let file = try file(act)
    try penHolder(act, file)
    try demand(.director, of: act, to: "release")
    try demandLive(file)
    guard event.revision == file.revision else { throw .moved(file, pinned: event.revision) }
    guard let adoption = file.adoption, adoption.code == event.code,
      adoption.level == event.level
    else {
      throw Refusal(
        "release.not_adopted", "No national position on \(file.refAt) is adopted.",
        hint: "Adopt it with national adopt.")
    }
    if let pending = file.pendingRelease {
      throw Refusal(
        "release.pending", "The release of \(file.ref)@\(pending.revision) is not delivered yet.")
    }
    let expected = file.releaseAct
    guard event.act == expected.act, event.jointRef == file.jointRef,
      event.jointRevision == expected.jointRevision
    else {
      throw Refusal("release.act", "Released now, \(file.refAt) \(expected.act.rawValue).")
    }
    let isRepeated = file.releases.contains {
      $0.revision == event.revision && $0.recordedAt > adoption.recordedAt
    }
    guard !isRepeated else {
      throw Refusal("release.done", "\(file.refAt) is released already.")
    }
  }

  private func admit(_ event: JointRevisionReceived, _ act: Act) throws(Refusal) {
    let file = try file(act)
    try penHolder(act, file)
    try demandLive(file)
    guard file.jointRef == event.jointRef else {
      throw Refusal("national.other_file", "\(file.ref) is not the file of \(event.jointRef).")
    }
    guard event.jointRevision > file.lastJointRevision ?? 0 else {
      throw Refusal(
        "national.received", "\(event.jointRef)@\(event.jointRevision) is received already.")
    }
    guard event.revision == file.revision + 1 else {
      throw Refusal("revision.number", "The next revision is \(file.revision + 1).")
    }
  }
}

extension FileState {
  /// What a release of the current revision does, and to which joint revision.
  var releaseAct: (act: ReleaseAct, jointRevision: Int?) {
    guard jointRef != nil else { return (.tables, nil) }
    if let joint = current.jointRevision { return (.speaks, joint) }
    return (.counters, lastJointRevision)
  }
}

extension FileState {
  /// What releasing the current revision would do.
  public var nextReleaseAct: ReleaseAct { releaseAct.act }
}
