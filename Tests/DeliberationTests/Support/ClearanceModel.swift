@testable import Deliberation

/// The clearance rules once more, written from the domain's text and not from the deciders: it
/// hears only what was accepted and says who stands in the way.
struct ClearanceModel {
  struct Agency {
    var isAsked = false
    var isExcused = false
    var said: PositionCode?
    var on = 0
    var target: String?
    var until: Timestamp?
    var openConditions: Set<String> = []
    var objects = false
    /// The text on which its objection was overruled.
    var overruledOn: Int?
    var proceededOn: Int?
  }

  let lead: String
  let equities: [String]
  let isUnanimous: Bool
  var agencies: [String: Agency] = [:]
  /// Whether each revision, from the first, is material.
  var material = [true]

  mutating func hear(_ record: EventRecord) {
    let speaker = record.speaker ?? ""
    switch record.event {
    case .revisionFiled(let event): material.append(event.material)
    case .materialityChallenged: material[material.count - 1] = true
    case .clearanceRequested(let event):
      agencies[event.party, default: Agency()].isAsked = true
      // Who is asked after all is no longer excused.
      agencies[event.party]?.isExcused = false
    case .clearerDropped(let event): agencies[event.party]?.isAsked = false
    case .notConsultedReasonRecorded(let event):
      agencies[event.party, default: Agency()].isExcused = true
    case .proceededWithoutPosition(let event):
      agencies[event.party]?.proceededOn = material.count
    case .conditionMet(let event): close(event.condition, event.party)
    case .conditionWaived(let event): close(event.condition, event.party)
    case .objectionOverruled(let event):
      agencies[event.party]?.objects = false
      agencies[event.party]?.overruledOn = material.count
    case .positionRecorded(let event): hear(event, speaker)
    default: break
    }
  }

  private mutating func close(_ condition: String, _ party: String) {
    agencies[party]?.openConditions.remove(condition)
    if agencies[party]?.openConditions.isEmpty ?? false { agencies[party]?.objects = false }
  }

  private mutating func hear(_ event: PositionRecorded, _ party: String) {
    var agency = agencies[party] ?? Agency()
    agency.said = event.code
    agency.on = event.revision
    agency.target = event.defersTo
    agency.until = event.reviewBy?.instant
    agency.openConditions = event.code == .concurConditional ? Set(event.conditions) : []
    switch event.code {
    case .concur, .concurComment: agency.objects = false
    case nil: agency.objects = false
    case .nonconcur:
      let isSettled = agency.overruledOn.map { !isOld($0) } ?? false
      if !isSettled { agency.objects = true }
    default: break
    }
    agencies[party] = agency
  }

  /// Whether a material text came after a revision.
  private func isOld(_ revision: Int) -> Bool {
    material.count > revision && material[revision...].contains(true)
  }

  /// Who stands in the way of the lead's concurrence at an instant.
  func blockers(at now: Timestamp) -> [String: BlockerCode] {
    var blockers: [String: BlockerCode] = [:]
    let parties = Set(equities).union(agencies.filter(\.value.isAsked).keys).subtracting([lead])
    for party in parties {
      blockers[party] = blocker(party, at: now)
    }
    return blockers
  }

  private func blocker(_ party: String, at now: Timestamp) -> BlockerCode? {
    let agency = agencies[party] ?? Agency()
    if agency.objects { return .objectionOpen }
    let isPassedOver = !isUnanimous && agency.proceededOn.map { !isOld($0) } ?? false
    switch agency.said {
    case .noEquity: return nil
    case .deferTo:
      guard let end = endOfDeferral(party) else {
        return isPassedOver ? nil : .deferralDangling
      }
      if end == lead { return nil }
      let other = agencies[end] ?? Agency()
      if other.objects { return .objectionOpen }
      return answer(other, at: now).map {
        $0 == .noResponse || $0 == .stale ? .deferralDangling : $0
      }
      .flatMap { $0 == .deferralDangling && isPassedOver ? nil : $0 }
    case nil:
      if isPassedOver && agency.isAsked { return nil }
      if agency.isAsked { return .noResponse }
      return agency.isExcused && !isUnanimous ? nil : .notAsked
    default:
      guard let problem = answer(agency, at: now) else { return nil }
      if problem == .noResponse, !agency.isAsked {
        return agency.isExcused && !isUnanimous ? nil : .notAsked
      }
      let canBePassed = problem == .stale || problem == .noResponse
      return canBePassed && isPassedOver ? nil : problem
    }
  }

  /// What is wrong with what an agency said itself.
  private func answer(_ agency: Agency, at now: Timestamp) -> BlockerCode? {
    guard let said = agency.said else { return .noResponse }
    if said == .noEquity { return nil }
    if said == .clearedInfo { return .noResponse }
    if isOld(agency.on) { return .stale }
    switch said {
    case .concurConditional: return agency.openConditions.isEmpty ? nil : .conditionOpen
    case .studyReservation:
      return (agency.until ?? now) <= now ? .noResponse : .studyReservation
    default: return nil
    }
  }

  private func endOfDeferral(_ party: String) -> String? {
    var seen: Set<String> = []
    var at = party
    while agencies[at]?.said == .deferTo, !(agencies[at]?.objects ?? false) || at == party {
      guard seen.insert(at).inserted, let next = agencies[at]?.target else { return nil }
      if next == lead { return lead }
      at = next
    }
    return at == party ? nil : at
  }
}
