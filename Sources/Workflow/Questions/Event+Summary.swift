import Deliberation

extension Event {
  /// One English line for the JSON of a timeline, which no language setting changes.
  var summary: String {
    switch self {
    case .ledgerOpened(let event): "ledger \(event.code) opened"
    case .principalAdmitted(let event): "\(event.login) admitted"
    case .principalRemoved(let event): "\(event.login) removed"
    case .appointmentRecorded(let event):
      "\(event.login) appointed \(event.post), \(event.level.rawValue)"
    case .appointmentEnded: "an appointment ended"
    case .agencyRegistered(let event): "agency \(event.code) registered"
    case .agencyRenamed(let event): "agency \(event.code) renamed"
    case .agencySucceeded(let event): "agency \(event.code) succeeded by \(event.successor)"
    case .memberAdmitted(let event): "member \(event.code) admitted"
    case .memberEnded(let event): "member \(event.code) left"
    case .memberSucceeded(let event): "member \(event.code) succeeded by \(event.successor)"
    case .rulesVersionAdopted(let event): "rules version \(event.version) adopted"
    case .decisionRuleAdopted(let event): "decision rule \(event.rule.rawValue) adopted"
    case .calendarPublished(let event): "calendar \(event.calendar) \(event.year) published"
    case .topicOpened(let event): "topic \(event.code) opened"
    case .topicClosed(let event): "topic \(event.code) closed"
    case .topicRoleAssigned(let event): "\(event.party) is \(event.role.rawValue) on \(event.topic)"
    case .topicRoleEnded(let event): "role of \(event.party) on \(event.topic) ended"
    case .proposalFiled(let event):
      event.jointRef.map { "national file opened on \($0)@\(event.jointRevision ?? 1)" } ?? "filed"
    case .proposalTabled: "tabled"
    case .revisionFiled(let event):
      "revision \(event.revision) filed, \(event.material ? "material" : "not material")"
    case .materialityChallenged(let event): "revision \(event.revision) challenged as material"
    case .proposalWithdrawn: "withdrawn"
    case .statusRecorded(let event): "status \(event.status.rawValue) recorded"
    case .clearanceRequested(let event):
      "clearance asked of \(event.party) as \(event.role.rawValue) by \(event.suspense.rfc3339)"
    case .clearerDropped(let event): "\(event.party) dropped from clearance"
    case .notConsultedReasonRecorded(let event): "\(event.party) not consulted"
    case .suspenseExtended(let event):
      "suspense of \(event.party) extended to \(event.suspense.rfc3339)"
    case .proceededWithoutPosition(let event): "proceeded without a position of \(event.party)"
    case .positionRecorded(let event): Self.summary(of: event)
    case .conditionMet(let event): "condition \(event.condition) of \(event.party) met"
    case .conditionWaived(let event): "condition \(event.condition) of \(event.party) waived"
    case .objectionOverruled(let event):
      "objection of \(event.party) overruled at \(event.level.rawValue)"
    case .nationalPositionAdopted(let event):
      "national position \(event.code.rawValue) adopted on revision \(event.revision) at \(event.level.rawValue)"
    case .releasedToPartner(let event):
      "released to \(event.to): \(event.act.rawValue), \(event.code.rawValue)"
    case .releaseDelivered(let event): "delivered as \(event.jointRef)@\(event.jointRevision)"
    case .jointRevisionReceived(let event): "\(event.jointRef)@\(event.jointRevision) received"
    case .nationalFileOpened(let event): "national file \(event.ref) of \(event.jointRef)"
    case .partnerReceiptAcknowledged(let event):
      "receipt of revision \(event.revision) acknowledged"
    case .silenceOpened(let event): "silence opened until \(event.closes.rfc3339)"
    case .silenceBroken: "silence broken"
    case .silenceCancelled: "silence cancelled"
    case .decisionTaken(let event):
      "\(event.verdict.rawValue) at \(event.level.rawValue) by \(event.rule.id.rawValue)"
    case .proposalDecided(let event): "decided: \(event.decision), \(event.verdict.rawValue)"
    case .decisionCorrected: "decision corrected"
    case .decisionSuperseded(let event): "superseded by \(event.by)"
    case .recordCorrected(let event): "record corrected: \(event.kind.rawValue)"
    case .expungeProposed: "expunging proposed"
    case .textExpunged: "text expunged"
    }
  }

  private static func summary(of event: PositionRecorded) -> String {
    guard let code = event.code else { return "position on revision \(event.revision) withdrawn" }
    let deferred = event.defersTo.map { " \($0)" } ?? ""
    return "\(code.rawValue)\(deferred) on revision \(event.revision)"
  }
}
