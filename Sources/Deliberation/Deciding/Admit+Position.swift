extension LedgerState {
  func admit(_ event: PositionRecorded, _ act: Act) throws(Refusal) {
    let file = try file(act)
    let party =
      kind == .national ? try nationalClearer(act, file) : try jointMember(act, file)
    if !act.isAboutPast {
      try demandLive(file)
      guard event.revision == file.revision else { throw .moved(file, pinned: event.revision) }
    }
    guard (1...file.revision).contains(event.revision) else {
      throw Refusal("revision.unknown", "\(file.ref) has no revision \(event.revision).")
    }
    guard let code = event.code else {
      guard let stand = file.stands[party], event.replaces == stand.event else {
        throw Refusal("position.none", "\(party) has no position on \(file.ref) to withdraw.")
      }
      return
    }
    try admitDuties(event, code, act)
    try admitDeferral(event, code, party, file)
    try admitExtension(code, party, file, act)
    if kind == .joint { try admitJoint(code, file, act) }
  }

  /// An agency that may take a stand on a national file.
  private func nationalClearer(_ act: Act, _ file: FileState) throws(Refusal) -> String {
    let party = try party(act)
    if act.isImported {
      try demandAgency(party)
      return party
    }
    let request = file.activeRequest(of: party)
    let holdsPen = file.role(of: party, in: self, at: act.now)?.holdsPen ?? false
    try demand(request?.level ?? .director, of: act, to: "bind \(party)")
    guard request != nil || holdsPen else {
      throw Refusal(
        "position.not_asked", "\(party) has not been asked on \(file.ref).",
        hint: "The lead asks with clearance request.")
    }
    return party
  }

  private func jointMember(_ act: Act, _ file: FileState) throws(Refusal) -> String {
    let party = try member(act)
    try demand(.director, of: act, to: "speak for \(party)")
    return party
  }

  private func admitDuties(
    _ event: PositionRecorded, _ code: PositionCode, _ act: Act
  ) throws(Refusal) {
    // Where votes are counted, nobody owes a reason for a no.
    let owesReasons = !(kind == .joint && rule.id.countsVotes)
    switch code {
    case .concurComment:
      try act.demand(
        event.comment ?? event.statement, "position.comment_missing",
        "A concurrence with comment needs the comment.", hint: "Give it with --comment.")
    case .concurConditional: try admitConditions(event.conditions, event.conditionTexts, act)
    case .studyReservation:
      if owesReasons { try demandPositionReason(event.reason ?? event.statement, act) }
      try demandReviewBy(event.reviewBy, act)
    case .nonconcur where owesReasons:
      try demandPositionReason(event.reason ?? event.statement, act)
      // Between governments only the releasable statement is said; it stands for both.
      try demandRemedy(kind == .joint ? event.remedy ?? event.statement : event.remedy, act)
    default: break
    }
  }

  func demandPositionReason(_ reason: String?, _ act: Act) throws(Refusal) {
    try act.demand(
      reason, "position.reason_missing", "This position needs a reason.",
      hint: "Give it with --reason.")
  }

  func demandRemedy(_ remedy: String?, _ act: Act) throws(Refusal) {
    try act.demand(
      remedy, "position.remedy_missing", "An objection says what would remove it.",
      hint: "Give it with --remedy.")
  }

  func demandReviewBy(_ reviewBy: ZonedTime?, _ act: Act) throws(Refusal) {
    guard let reviewBy else {
      throw Refusal(
        "position.review_by_missing", "A study reservation says until when.",
        hint: "Give it with --review-by and --zone.")
    }
    let from = act.isAboutPast ? act.record.effective.instant : act.now
    guard reviewBy.instant > from else {
      throw Refusal("position.review_by_passed", "\(reviewBy.rfc3339) has passed.")
    }
  }

  func admitConditions(
    _ ids: [String], _ texts: [String: String]?, _ act: Act
  ) throws(Refusal) {
    guard !ids.isEmpty || act.isImported else {
      throw Refusal(
        "condition.missing", "A conditional concurrence names its conditions.",
        hint: "Give each with --condition.")
    }
    guard Set(ids).count == ids.count else {
      throw Refusal("condition.missing", "Two conditions have one number.")
    }
    for id in ids {
      try act.demand(texts?[id], "condition.missing", "Condition \(id) has no text.")
    }
  }

  private func admitDeferral(
    _ event: PositionRecorded, _ code: PositionCode, _ party: String, _ file: FileState
  ) throws(Refusal) {
    guard code == .deferTo else { return }
    guard let target = event.defersTo else {
      throw Refusal("position.defers_to_missing", "A deferral names the agency it defers to.")
    }
    try demandAgency(target)
    var next: String? = target
    var seen: Set<String> = []
    while let agency = next, seen.insert(agency).inserted {
      guard agency != party else {
        throw Refusal(
          "position.deferral_cycle", "\(target) defers, in the end, to \(party) itself.")
      }
      next = file.stands[agency]?.defersTo
    }
  }

  /// A study reservation may be extended once.
  private func admitExtension(
    _ code: PositionCode, _ party: String, _ file: FileState, _ act: Act
  ) throws(Refusal) {
    guard code == .studyReservation, !act.isAboutPast, let stand = file.stands[party],
      stand.code == .studyReservation, !file.isStale(stand), stand.extensions > 0
    else { return }
    throw Refusal(
      "position.extension_used", "\(party) has extended its study reservation once already.")
  }

  private func admitJoint(
    _ code: PositionCode, _ file: FileState, _ act: Act
  ) throws(Refusal) {
    guard code.isBilateral else {
      throw Refusal(
        "position.code_not_bilateral", "No government tells another \(code.rawValue).")
    }
    if code.breaksSilence, !act.isAboutPast, file.silence?.state(at: act.now) == .closed,
      let silence = file.silence, !file.isOutdated(silence.revision)
    {
      throw Refusal("silence.closed", "The silence closed at \(silence.closes.rfc3339).")
    }
  }

  func admitClosing(_ condition: String, of party: String, _ act: Act) throws(Refusal) {
    let file = try file(act)
    guard try self.party(act) == party else {
      throw Refusal("authority.role", "Only \(party), who set it, may close its condition.")
    }
    try demand(file.activeRequest(of: party)?.level ?? .director, of: act, to: "bind \(party)")
    try demandLive(file)
    guard let found = file.stands[party]?.conditions.first(where: { $0.id == condition }) else {
      throw Refusal("condition.unknown", "\(party) has no condition \(condition) on \(file.ref).")
    }
    guard found.state == .open else {
      throw Refusal("condition.closed", "Condition \(condition) is \(found.state.rawValue).")
    }
  }

  func admit(_ event: ObjectionOverruled, _ act: Act) throws(Refusal) {
    let file = try file(act)
    _ = try party(act)
    guard let objection = file.openObjection(of: event.party) else {
      throw Refusal("objection.none", "\(event.party) has no open objection on \(file.ref).")
    }
    guard let level = act.level, event.level == level, level > objection.level ?? .desk,
      level > file.leadLevel ?? .desk
    else {
      let needed = max(objection.level ?? .desk, file.leadLevel ?? .desk)
      throw Refusal(
        "authority.level",
        "It takes a level above \(needed.rawValue) to overrule \(event.party) on \(file.ref).")
    }
    try demandLive(file)
    guard event.objection == objection.event else {
      throw Refusal("objection.none", "That objection of \(event.party) is not the open one.")
    }
    try act.demandReason(event.reason)
  }
}
