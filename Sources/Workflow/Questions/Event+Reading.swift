import Deliberation

extension Event {
  /// The revision that it is about or makes.
  var revision: Int? {
    switch self {
    case .proposalFiled, .proposalTabled: 1
    case .revisionFiled(let event): event.revision
    case .materialityChallenged(let event): event.revision
    case .clearanceRequested(let event): event.revision
    case .positionRecorded(let event): event.revision
    case .nationalPositionAdopted(let event): event.revision
    case .releasedToPartner(let event): event.revision
    case .jointRevisionReceived(let event): event.revision
    case .partnerReceiptAcknowledged(let event): event.revision
    case .silenceOpened(let event): event.revision
    case .decisionTaken(let event): event.revision
    case .proposalDecided(let event): event.revision
    default: nil
    }
  }

  /// The reference of the thing itself, where it is not the file's.
  var ownRef: String? {
    switch self {
    case .decisionTaken(let event): event.ref
    case .decisionCorrected(let event): event.decision
    case .decisionSuperseded(let event): event.decision
    default: nil
    }
  }

  /// The reason that was given, in the words of whoever gave it.
  var reason: String? {
    switch self {
    case .revisionFiled(let event): event.reason
    case .materialityChallenged(let event): event.reason
    case .clearanceRequested(let event): event.reason
    case .clearerDropped(let event): event.reason
    case .notConsultedReasonRecorded(let event): event.reason
    case .suspenseExtended(let event): event.reason
    case .proceededWithoutPosition(let event): event.reason
    case .positionRecorded(let event): event.reason ?? event.comment
    case .conditionMet(let event): event.evidence
    case .conditionWaived(let event): event.reason
    case .objectionOverruled(let event): event.reason
    case .nationalPositionAdopted(let event): event.reason
    case .jointRevisionReceived(let event): event.reason
    case .proposalWithdrawn(let event): event.reason
    case .statusRecorded(let event): event.reason
    case .silenceBroken(let event): event.reason
    case .silenceCancelled(let event): event.reason
    case .decisionCorrected(let event): event.annotation
    case .decisionSuperseded(let event): event.reason
    case .recordCorrected(let event): event.reason
    case .memberEnded(let event): event.reason
    case .topicClosed(let event): event.reason
    case .topicRoleAssigned(let event): event.reason
    case .topicRoleEnded(let event): event.reason
    case .appointmentEnded(let event): event.reason
    case .principalRemoved(let event): event.reason
    case .expungeProposed(let event): event.basis
    case .textExpunged(let event): event.basis
    default: nil
    }
  }
}
