/// Everything that can happen in a ledger.
public enum Event: Sendable, Hashable {
  case ledgerOpened(LedgerOpened)
  case principalAdmitted(PrincipalAdmitted)
  case principalRemoved(PrincipalRemoved)
  case appointmentRecorded(AppointmentRecorded)
  case appointmentEnded(AppointmentEnded)
  case agencyRegistered(AgencyRegistered)
  case agencyRenamed(AgencyRenamed)
  case agencySucceeded(AgencySucceeded)
  case memberAdmitted(MemberAdmitted)
  case memberSucceeded(MemberSucceeded)
  case memberEnded(MemberEnded)
  case rulesVersionAdopted(RulesVersionAdopted)
  case decisionRuleAdopted(DecisionRuleAdopted)
  case calendarPublished(CalendarPublished)
  case topicOpened(TopicOpened)
  case topicClosed(TopicClosed)
  case topicRoleAssigned(TopicRoleAssigned)
  case topicRoleEnded(TopicRoleEnded)
  case proposalFiled(ProposalFiled)
  case proposalTabled(ProposalTabled)
  case revisionFiled(RevisionFiled)
  case materialityChallenged(MaterialityChallenged)
  case proposalWithdrawn(ProposalWithdrawn)
  case statusRecorded(StatusRecorded)
  case clearanceRequested(ClearanceRequested)
  case clearerDropped(ClearerDropped)
  case notConsultedReasonRecorded(NotConsultedReasonRecorded)
  case suspenseExtended(SuspenseExtended)
  case proceededWithoutPosition(ProceededWithoutPosition)
  case positionRecorded(PositionRecorded)
  case conditionMet(ConditionMet)
  case conditionWaived(ConditionWaived)
  case objectionOverruled(ObjectionOverruled)
  case nationalPositionAdopted(NationalPositionAdopted)
  case releasedToPartner(ReleasedToPartner)
  case releaseDelivered(ReleaseDelivered)
  case jointRevisionReceived(JointRevisionReceived)
  case nationalFileOpened(NationalFileOpened)
  case partnerReceiptAcknowledged(PartnerReceiptAcknowledged)
  case silenceOpened(SilenceOpened)
  case silenceBroken(SilenceBroken)
  case silenceCancelled(SilenceCancelled)
  case decisionTaken(DecisionTaken)
  case proposalDecided(ProposalDecided)
  case decisionCorrected(DecisionCorrected)
  case decisionSuperseded(DecisionSuperseded)
  case recordCorrected(RecordCorrected)
  case expungeProposed(ExpungeProposed)
  case textExpunged(TextExpunged)
}

extension Event {
  /// What the case carries.
  var payload: any EventPayload {
    switch self {
    case .ledgerOpened(let payload): payload
    case .principalAdmitted(let payload): payload
    case .principalRemoved(let payload): payload
    case .appointmentRecorded(let payload): payload
    case .appointmentEnded(let payload): payload
    case .agencyRegistered(let payload): payload
    case .agencyRenamed(let payload): payload
    case .agencySucceeded(let payload): payload
    case .memberAdmitted(let payload): payload
    case .memberSucceeded(let payload): payload
    case .memberEnded(let payload): payload
    case .rulesVersionAdopted(let payload): payload
    case .decisionRuleAdopted(let payload): payload
    case .calendarPublished(let payload): payload
    case .topicOpened(let payload): payload
    case .topicClosed(let payload): payload
    case .topicRoleAssigned(let payload): payload
    case .topicRoleEnded(let payload): payload
    case .proposalFiled(let payload): payload
    case .proposalTabled(let payload): payload
    case .revisionFiled(let payload): payload
    case .materialityChallenged(let payload): payload
    case .proposalWithdrawn(let payload): payload
    case .statusRecorded(let payload): payload
    case .clearanceRequested(let payload): payload
    case .clearerDropped(let payload): payload
    case .notConsultedReasonRecorded(let payload): payload
    case .suspenseExtended(let payload): payload
    case .proceededWithoutPosition(let payload): payload
    case .positionRecorded(let payload): payload
    case .conditionMet(let payload): payload
    case .conditionWaived(let payload): payload
    case .objectionOverruled(let payload): payload
    case .nationalPositionAdopted(let payload): payload
    case .releasedToPartner(let payload): payload
    case .releaseDelivered(let payload): payload
    case .jointRevisionReceived(let payload): payload
    case .nationalFileOpened(let payload): payload
    case .partnerReceiptAcknowledged(let payload): payload
    case .silenceOpened(let payload): payload
    case .silenceBroken(let payload): payload
    case .silenceCancelled(let payload): payload
    case .decisionTaken(let payload): payload
    case .proposalDecided(let payload): payload
    case .decisionCorrected(let payload): payload
    case .decisionSuperseded(let payload): payload
    case .recordCorrected(let payload): payload
    case .expungeProposed(let payload): payload
    case .textExpunged(let payload): payload
    }
  }

  init(name: String, reader: FactReader) throws(EventError) {
    switch name {
    case "PositionRecorded": self = .positionRecorded(try .init(from: reader))
    case "LedgerOpened": self = .ledgerOpened(try .init(from: reader))
    case "PrincipalAdmitted": self = .principalAdmitted(try .init(from: reader))
    case "PrincipalRemoved": self = .principalRemoved(try .init(from: reader))
    case "AppointmentRecorded": self = .appointmentRecorded(try .init(from: reader))
    case "AppointmentEnded": self = .appointmentEnded(try .init(from: reader))
    case "AgencyRegistered": self = .agencyRegistered(try .init(from: reader))
    case "AgencyRenamed": self = .agencyRenamed(try .init(from: reader))
    case "AgencySucceeded": self = .agencySucceeded(try .init(from: reader))
    case "MemberAdmitted": self = .memberAdmitted(try .init(from: reader))
    case "MemberSucceeded": self = .memberSucceeded(try .init(from: reader))
    case "MemberEnded": self = .memberEnded(try .init(from: reader))
    case "RulesVersionAdopted": self = .rulesVersionAdopted(try .init(from: reader))
    case "DecisionRuleAdopted": self = .decisionRuleAdopted(try .init(from: reader))
    case "CalendarPublished": self = .calendarPublished(try .init(from: reader))
    case "TopicOpened": self = .topicOpened(try .init(from: reader))
    case "TopicClosed": self = .topicClosed(try .init(from: reader))
    case "TopicRoleAssigned": self = .topicRoleAssigned(try .init(from: reader))
    case "TopicRoleEnded": self = .topicRoleEnded(try .init(from: reader))
    case "ProposalFiled": self = .proposalFiled(try .init(from: reader))
    case "ProposalTabled": self = .proposalTabled(try .init(from: reader))
    case "RevisionFiled": self = .revisionFiled(try .init(from: reader))
    case "MaterialityChallenged": self = .materialityChallenged(try .init(from: reader))
    case "ProposalWithdrawn": self = .proposalWithdrawn(try .init(from: reader))
    case "StatusRecorded": self = .statusRecorded(try .init(from: reader))
    case "ClearanceRequested": self = .clearanceRequested(try .init(from: reader))
    case "ClearerDropped": self = .clearerDropped(try .init(from: reader))
    case "NotConsultedReasonRecorded": self = .notConsultedReasonRecorded(try .init(from: reader))
    case "SuspenseExtended": self = .suspenseExtended(try .init(from: reader))
    case "ProceededWithoutPosition": self = .proceededWithoutPosition(try .init(from: reader))
    case "ConditionMet": self = .conditionMet(try .init(from: reader))
    case "ConditionWaived": self = .conditionWaived(try .init(from: reader))
    case "ObjectionOverruled": self = .objectionOverruled(try .init(from: reader))
    case "NationalPositionAdopted": self = .nationalPositionAdopted(try .init(from: reader))
    case "ReleasedToPartner": self = .releasedToPartner(try .init(from: reader))
    case "ReleaseDelivered": self = .releaseDelivered(try .init(from: reader))
    case "JointRevisionReceived": self = .jointRevisionReceived(try .init(from: reader))
    case "NationalFileOpened": self = .nationalFileOpened(try .init(from: reader))
    case "PartnerReceiptAcknowledged": self = .partnerReceiptAcknowledged(try .init(from: reader))
    case "SilenceOpened": self = .silenceOpened(try .init(from: reader))
    case "SilenceBroken": self = .silenceBroken(try .init(from: reader))
    case "SilenceCancelled": self = .silenceCancelled(try .init(from: reader))
    case "DecisionTaken": self = .decisionTaken(try .init(from: reader))
    case "ProposalDecided": self = .proposalDecided(try .init(from: reader))
    case "DecisionCorrected": self = .decisionCorrected(try .init(from: reader))
    case "DecisionSuperseded": self = .decisionSuperseded(try .init(from: reader))
    case "RecordCorrected": self = .recordCorrected(try .init(from: reader))
    case "ExpungeProposed": self = .expungeProposed(try .init(from: reader))
    case "TextExpunged": self = .textExpunged(try .init(from: reader))
    default: throw .unknownType(name, schemaVersion: 1)
    }
  }

  /// The same event with another provenance.
  func from(_ provenance: Provenance) -> Event {
    switch self {
    case .ledgerOpened(let payload): .ledgerOpened(payload.from(provenance))
    case .principalAdmitted(let payload): .principalAdmitted(payload.from(provenance))
    case .principalRemoved(let payload): .principalRemoved(payload.from(provenance))
    case .appointmentRecorded(let payload): .appointmentRecorded(payload.from(provenance))
    case .appointmentEnded(let payload): .appointmentEnded(payload.from(provenance))
    case .agencyRegistered(let payload): .agencyRegistered(payload.from(provenance))
    case .agencyRenamed(let payload): .agencyRenamed(payload.from(provenance))
    case .agencySucceeded(let payload): .agencySucceeded(payload.from(provenance))
    case .memberAdmitted(let payload): .memberAdmitted(payload.from(provenance))
    case .memberSucceeded(let payload): .memberSucceeded(payload.from(provenance))
    case .memberEnded(let payload): .memberEnded(payload.from(provenance))
    case .rulesVersionAdopted(let payload): .rulesVersionAdopted(payload.from(provenance))
    case .decisionRuleAdopted(let payload): .decisionRuleAdopted(payload.from(provenance))
    case .calendarPublished(let payload): .calendarPublished(payload.from(provenance))
    case .topicOpened(let payload): .topicOpened(payload.from(provenance))
    case .topicClosed(let payload): .topicClosed(payload.from(provenance))
    case .topicRoleAssigned(let payload): .topicRoleAssigned(payload.from(provenance))
    case .topicRoleEnded(let payload): .topicRoleEnded(payload.from(provenance))
    case .proposalFiled(let payload): .proposalFiled(payload.from(provenance))
    case .proposalTabled(let payload): .proposalTabled(payload.from(provenance))
    case .revisionFiled(let payload): .revisionFiled(payload.from(provenance))
    case .materialityChallenged(let payload): .materialityChallenged(payload.from(provenance))
    case .proposalWithdrawn(let payload): .proposalWithdrawn(payload.from(provenance))
    case .statusRecorded(let payload): .statusRecorded(payload.from(provenance))
    case .clearanceRequested(let payload): .clearanceRequested(payload.from(provenance))
    case .clearerDropped(let payload): .clearerDropped(payload.from(provenance))
    case .notConsultedReasonRecorded(let payload):
      .notConsultedReasonRecorded(payload.from(provenance))
    case .suspenseExtended(let payload): .suspenseExtended(payload.from(provenance))
    case .proceededWithoutPosition(let payload): .proceededWithoutPosition(payload.from(provenance))
    case .positionRecorded(let payload): .positionRecorded(payload.from(provenance))
    case .conditionMet(let payload): .conditionMet(payload.from(provenance))
    case .conditionWaived(let payload): .conditionWaived(payload.from(provenance))
    case .objectionOverruled(let payload): .objectionOverruled(payload.from(provenance))
    case .nationalPositionAdopted(let payload): .nationalPositionAdopted(payload.from(provenance))
    case .releasedToPartner(let payload): .releasedToPartner(payload.from(provenance))
    case .releaseDelivered(let payload): .releaseDelivered(payload.from(provenance))
    case .jointRevisionReceived(let payload): .jointRevisionReceived(payload.from(provenance))
    case .nationalFileOpened(let payload): .nationalFileOpened(payload.from(provenance))
    case .partnerReceiptAcknowledged(let payload):
      .partnerReceiptAcknowledged(payload.from(provenance))
    case .silenceOpened(let payload): .silenceOpened(payload.from(provenance))
    case .silenceBroken(let payload): .silenceBroken(payload.from(provenance))
    case .silenceCancelled(let payload): .silenceCancelled(payload.from(provenance))
    case .decisionTaken(let payload): .decisionTaken(payload.from(provenance))
    case .proposalDecided(let payload): .proposalDecided(payload.from(provenance))
    case .decisionCorrected(let payload): .decisionCorrected(payload.from(provenance))
    case .decisionSuperseded(let payload): .decisionSuperseded(payload.from(provenance))
    case .recordCorrected(let payload): .recordCorrected(payload.from(provenance))
    case .expungeProposed(let payload): .expungeProposed(payload.from(provenance))
    case .textExpunged(let payload): .textExpunged(payload.from(provenance))
    }
  }
}

extension EventType {
  /// Every type of event, in the order of the catalogue.
  public static let all: [EventType] = [
    LedgerOpened.type,
    PrincipalAdmitted.type,
    PrincipalRemoved.type,
    AppointmentRecorded.type,
    AppointmentEnded.type,
    AgencyRegistered.type,
    AgencyRenamed.type,
    AgencySucceeded.type,
    MemberAdmitted.type,
    MemberSucceeded.type,
    MemberEnded.type,
    RulesVersionAdopted.type,
    DecisionRuleAdopted.type,
    CalendarPublished.type,
    TopicOpened.type,
    TopicClosed.type,
    TopicRoleAssigned.type,
    TopicRoleEnded.type,
    ProposalFiled.type,
    ProposalTabled.type,
    RevisionFiled.type,
    MaterialityChallenged.type,
    ProposalWithdrawn.type,
    StatusRecorded.type,
    ClearanceRequested.type,
    ClearerDropped.type,
    NotConsultedReasonRecorded.type,
    SuspenseExtended.type,
    ProceededWithoutPosition.type,
    PositionRecorded.type,
    ConditionMet.type,
    ConditionWaived.type,
    ObjectionOverruled.type,
    NationalPositionAdopted.type,
    ReleasedToPartner.type,
    ReleaseDelivered.type,
    JointRevisionReceived.type,
    NationalFileOpened.type,
    PartnerReceiptAcknowledged.type,
    SilenceOpened.type,
    SilenceBroken.type,
    SilenceCancelled.type,
    DecisionTaken.type,
    ProposalDecided.type,
    DecisionCorrected.type,
    DecisionSuperseded.type,
    RecordCorrected.type,
    ExpungeProposed.type,
    TextExpunged.type,
  ]
}

extension EventPayload {
  func from(_ provenance: Provenance) -> Self {
    var copy = self
    copy.provenance = provenance
    return copy
  }
}
