extension LedgerState {
  func admitClearance(_ act: Act) throws(Refusal) {
    let file = try file(act)
    try penHolder(act, file)
    try demandLive(file)
    switch act.record.event {
    case .clearanceRequested(let event): try admit(event, act, file)
    case .clearerDropped(let event):
      try demandRequest(of: event.party, file)
      try demandNoObjection(of: event.party, file)
      try demandNotCoLead(event.party, file, act)
      try act.demandReason(event.reason)
    case .notConsultedReasonRecorded(let event):
      try demandAgency(event.party)
      try demandNotCoLead(event.party, file, act)
      guard file.requests[event.party] == nil else {
        throw Refusal(
          "clearance.already_asked", "\(event.party) has been asked on \(file.ref).",
          hint: "A late clearer is passed over with clearance proceed.")
      }
      try act.demandReason(event.reason)
    case .suspenseExtended(let event):
      let request = try demandRequest(of: event.party, file)
      guard event.suspense.instant > request.suspense.instant else {
        throw Refusal(
          "suspense.not_later", "\(event.suspense.rfc3339) is not later than the present suspense.")
      }
      try demandFuture(event.suspense, act)
      try act.demandReason(event.reason)
    case .proceededWithoutPosition(let event): try admit(event, act, file)
    default: break
    }
  }

  private func admit(
    _ event: ClearanceRequested, _ act: Act, _ file: FileState
  ) throws(Refusal) {
    try demandAgency(event.party)
    guard event.party != act.party else {
      throw Refusal("clearance.own_agency", "\(event.party) need not ask itself.")
    }
    guard event.revision == file.revision else { throw .moved(file, pinned: event.revision) }
    try demandFuture(event.suspense, act)
  }

  private func admit(
    _ event: ProceededWithoutPosition, _ act: Act, _ file: FileState
  ) throws(Refusal) {
    try demandNotCoLead(event.party, file, act)
    let request = try demandRequest(of: event.party, file)
    try demandNoObjection(of: event.party, file)
    guard rule.id == .leadDecides else {
      throw Refusal(
        "rule.forbids", "\(rule.id.rawValue) does not let the lead pass over a clearer.")
    }
    guard request.suspense.instant <= act.now else {
      throw Refusal(
        "suspense.not_passed",
        "\(event.party) has until \(request.suspense.rfc3339) (\(request.suspense.zone)).")
    }
    if let stand = file.stands[event.party], !file.isStale(stand), stand.code != .clearedInfo,
      !file.hasLapsed(stand, at: act.now)
    {
      throw Refusal(
        "position.answered", "\(event.party) has answered: \(stand.code.rawValue).",
        hint: "What it said counts; it cannot be passed over.")
    }
    try act.demandReason(event.reason)
  }

  @discardableResult
  private func demandRequest(
    of party: String, _ file: FileState
  ) throws(Refusal) -> ClearanceRequest {
    guard let request = file.activeRequest(of: party) else {
      throw Refusal("position.not_asked", "\(party) has not been asked on \(file.ref).")
    }
    return request
  }

  private func demandNoObjection(of party: String, _ file: FileState) throws(Refusal) {
    guard let objection = file.openObjection(of: party) else { return }
    throw Refusal(
      "objection.open",
      "The objection of \(party) is open since \(file.ref)@\(objection.sinceRevision).",
      hint: "It ends when \(party) concurs or withdraws it, or when a higher level overrules it.",
      details: ["objections": [objection.json]])
  }

  private func demandNotCoLead(
    _ party: String, _ file: FileState, _ act: Act
  ) throws(Refusal) {
    guard file.role(of: party, in: self, at: act.now)?.holdsPen ?? false else { return }
    throw Refusal(
      "role.co_lead_cannot_be_skipped", "\(party) shares the lead of \(file.ref).",
      hint: "Neither lead may act without the other.")
  }

  func demandFuture(_ time: ZonedTime, _ act: Act) throws(Refusal) {
    guard act.isImported || time.instant > act.now else {
      throw Refusal("suspense.passed", "\(time.rfc3339) has passed.")
    }
  }
}

extension Objection {
  /// `{"party","since_revision","state","reason","remedy"}`
  public var json: JSON {
    [
      "party": .string(party), "since_revision": JSON(sinceRevision),
      "state": .string(state.rawValue), "reason": JSON(reason), "remedy": JSON(remedy),
    ]
  }
}
