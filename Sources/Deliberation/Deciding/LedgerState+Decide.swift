extension LedgerState {
  /// Decides what a command comes to, or refuses it; nothing is changed.
  ///
  /// - Parameters:
  ///   - now: the server's time when the state was loaded.
  ///   - effective: when it was so, where that is not now; a live command then needs `lateReason`.
  ///   - imported: the line of the source, for an import.
  ///   - marking: the marking of the events, verbatim.
  public func decide(
    _ command: Command, by speaker: Speaker, now: Timestamp, effective: ZonedTime? = nil,
    lateReason: String? = nil, imported: Imported? = nil, marking: String? = nil
  ) throws(Refusal) -> Decided {
    let effective = effective ?? ZonedTime(utc: now)
    guard effective.instant <= now else {
      throw Refusal("time.future", "\(effective.rfc3339) has not come yet.")
    }
    let isLate = imported == nil && effective.instant < now
    let provenance = Provenance(
      imported: imported, late: isLate, lateReason: isLate ? lateReason : nil)
    let voice = try voice(
      login: speaker.login, authority: speaker.authority, party: speaker.party, at: now,
      effective: effective.instant, isImported: imported != nil)
    if let marking { try Marking.demandBelowAccreditation(banner: marking) }
    var plan = Plan(
      state: self, speaker: speaker, now: now, effective: effective, provenance: provenance,
      marking: marking)
    plan.holds(until: voice.until)
    try plan.carryOut(command)
    return plan.decided
  }
}

extension Plan {
  mutating func carryOut(_ command: Command) throws(Refusal) {
    switch command {
    case .fileProposal(let command): try carryOut(command)
    case .reviseProposal(let command): try carryOut(command)
    case .challengeMateriality(let command): try carryOut(command)
    case .withdrawProposal(let command): try carryOut(command)
    case .recordStatus(let command): try carryOut(command)
    case .requestClearance(let command): try carryOut(command)
    case .dropClearer(let command): try carryOut(command)
    case .recordNotConsulted(let command): try carryOut(command)
    case .extendSuspense(let command): try carryOut(command)
    case .proceed(let command): try carryOut(command)
    case .recordPosition(let command): try carryOut(command)
    case .reaffirmPosition(let command): try carryOut(command)
    case .withdrawPosition(let command): try carryOut(command)
    case .meetCondition(let command): try carryOut(command)
    case .waiveCondition(let command): try carryOut(command)
    case .overruleObjection(let command): try carryOut(command)
    case .adoptPosition(let command): try carryOut(command)
    case .releaseToPartner(let command): try carryOut(command)
    case .deliverRelease(let command): try carryOut(command)
    case .openNationalFile(let command): try carryOut(command)
    case .receiveJointRevision(let command): try carryOut(command)
    case .tableJoint(let command): try carryOut(command)
    case .speakJoint(let command): try carryOut(command)
    case .counterJoint(let command): try carryOut(command)
    case .acknowledgeReceipt(let command): try carryOut(command)
    case .openSilence(let command): try carryOut(command)
    case .breakSilence(let command): try carryOut(command)
    case .cancelSilence(let command): try carryOut(command)
    case .takeDecision(let command): try carryOut(command)
    case .correctDecision(let command): try carryOut(command)
    case .supersedeDecision(let command): try carryOut(command)
    default: try carryOutReference(command)
    }
  }
}
