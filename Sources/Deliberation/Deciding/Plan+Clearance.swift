extension Plan {
  mutating func carryOut(_ command: RequestClearance) throws(Refusal) {
    let file = try penned(command.ref, command.pinned)
    try demandZone(command.suspense)
    readsTopics(of: file.topics)
    guard !command.agencies.isEmpty else {
      throw Refusal("clearance.nobody", "Name the agencies to ask.", hint: "Use --agency.")
    }
    let roles = file.topicRoles(in: state, at: now)
    var asked: Set<String> = []
    for agency in command.agencies where asked.insert(agency).inserted {
      let held = roles[agency] ?? file.requests[agency]?.role
      let role = command.role.map { max($0, held ?? .informed) } ?? held ?? .clearing
      let level = command.level ?? file.requests[agency]?.level ?? .director
      if let standing = file.activeRequest(of: agency), standing.suspense == command.suspense,
        standing.role == role, standing.level == level, standing.revision == file.revision
      {
        continue
      }
      try add(
        .clearanceRequested(
          ClearanceRequested(
            revision: file.revision, party: agency, role: role, suspense: command.suspense,
            level: level, reason: command.reason)),
        to: file.stream)
      holds(before: command.suspense.instant)
    }
  }

  mutating func carryOut(_ command: DropClearer) throws(Refusal) {
    let file = try penned(command.ref, command.pinned)
    readsTopics(of: file.topics)
    try add(
      .clearerDropped(ClearerDropped(party: command.party, reason: command.reason)),
      to: file.stream)
  }

  mutating func carryOut(_ command: RecordNotConsulted) throws(Refusal) {
    let file = try penned(command.ref, command.pinned)
    readsTopics(of: file.topics)
    try add(
      .notConsultedReasonRecorded(
        NotConsultedReasonRecorded(party: command.party, reason: command.reason)),
      to: file.stream)
  }

  mutating func carryOut(_ command: ExtendSuspense) throws(Refusal) {
    let file = try penned(command.ref, command.pinned)
    try demandZone(command.suspense)
    readsTopics(of: file.topics)
    let waiting = file.requests.values.filter { request in
      !request.isDropped && file.stands[request.party].map(file.isStale) ?? true
    }
    let parties = command.parties.isEmpty ? waiting.map(\.party).sorted() : command.parties
    for party in parties {
      if file.activeRequest(of: party)?.suspense == command.suspense { continue }
      try add(
        .suspenseExtended(
          SuspenseExtended(party: party, suspense: command.suspense, reason: command.reason)),
        to: file.stream)
    }
    holds(before: command.suspense.instant)
  }

  mutating func carryOut(_ command: Proceed) throws(Refusal) {
    let file = try penned(command.ref, command.pinned)
    readsTopics(of: file.topics)
    reads.insert("rules")
    let asked = file.activeRequest(of: command.party)?.askedAt ?? now
    try add(
      .proceededWithoutPosition(
        ProceededWithoutPosition(
          party: command.party, noticeHours: (now - asked).wholeHours,
          attempts: command.attempts, reason: command.reason)),
      to: file.stream)
  }
}
