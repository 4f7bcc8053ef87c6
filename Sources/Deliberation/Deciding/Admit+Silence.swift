extension LedgerState {
  func admitSilence(_ act: Act) throws(Refusal) {
    let file = try file(act)
    switch act.record.event {
    case .silenceOpened(let event): try admit(event, act, file)
    case .silenceBroken(let event):
      let party = try member(act)
      guard let silence = file.silence, silence.state(at: act.now) == .open else {
        throw Refusal(
          "silence.closed", "No silence is open on \(file.refAt).",
          hint: file.silence.map { "It closed at \($0.closes.rfc3339)." })
      }
      guard silence.members.contains(party) else {
        throw Refusal("authority.role", "\(party) is not part of this silence.")
      }
      try act.demandReason(event.reason)
    case .silenceCancelled(let event):
      if act.party != nil { try member(act) }
      guard file.silence?.state(at: act.now) == .open else {
        throw Refusal("silence.closed", "No silence is open on \(file.refAt).")
      }
      try act.demandReason(event.reason)
    default: break
    }
  }

  private func admit(
    _ event: SilenceOpened, _ act: Act, _ file: FileState
  ) throws(Refusal) {
    if act.party != nil { try member(act) }
    try demandLive(file)
    guard event.revision == file.revision else { throw .moved(file, pinned: event.revision) }
    if file.silence?.state(at: act.now) == .open {
      throw Refusal("silence.already_open", "A silence is open on \(file.refAt).")
    }
    let members = members(of: file, at: act.now).map(\.code)
    guard event.members == members else {
      throw Refusal("silence.members", "A silence is put to every member.")
    }
    let notice = file.notice(to: members)
    let unnotified = members.filter { member in !notice.contains { $0.party == member } }
    guard unnotified.isEmpty, event.notice == notice else {
      throw Refusal(
        "silence.notice_missing",
        "There is no proof of notice of \(file.refAt) to "
          + unnotified.joined(separator: ", ") + ".",
        hint: "Each member acknowledges the text with receipt.")
    }
    let adverse = members.filter { member in
      file.stands[member].map { $0.code.breaksSilence && !file.isStale($0) } ?? false
    }
    guard adverse.isEmpty else {
      throw Refusal(
        "silence.adverse_position",
        adverse.joined(separator: ", ") + " does not agree to \(file.refAt) as it stands.")
    }
    try admitWindow(event, members, act)
  }

  private func admitWindow(
    _ event: SilenceOpened, _ members: [String], _ act: Act
  ) throws(Refusal) {
    let days = max(event.workingDays ?? 1, rules.joint.params.workingDays ?? 1)
    let earliest = try closing(after: days, workingDaysFrom: act.now, in: members)
    guard event.closes.instant >= earliest.instant else {
      throw Refusal(
        "silence.window_too_short",
        "The window must hold \(days) full working days in every member's capital.",
        hint: "It may close at \(earliest.rfc3339) (\(earliest.zone)) at the earliest.")
    }
  }
}

extension FileState {
  /// For each member the event that proves its notice of the current text, where there is one.
  func notice(to members: [String]) -> [Notice] {
    members.compactMap { member in
      if let receipt = receipts[member]?[revision] { return Notice(party: member, event: receipt) }
      if current.party == member { return Notice(party: member, event: current.event) }
      guard let stand = stands[member], stand.revision == revision else { return nil }
      return Notice(party: member, event: stand.event)
    }
  }
}
