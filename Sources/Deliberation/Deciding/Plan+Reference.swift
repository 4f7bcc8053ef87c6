extension Plan {
  /// Commands about who and what there is: the roster, topics, rules, calendars and records.
  mutating func carryOutReference(_ command: Command) throws(Refusal) {
    switch command {
    case .assignRole(let command): try carryOut(command)
    case .endRole(let command): try carryOut(command)
    case .openTopic(let command):
      try add(
        .topicOpened(
          TopicOpened(code: command.code, parent: command.parent, title: command.title)),
        to: "topic/\(command.code)", onBehalfOf: command.onBehalfOf)
    case .closeTopic(let command):
      try add(
        .topicClosed(TopicClosed(code: command.code, reason: command.reason)),
        to: "topic/\(command.code)")
    case .adoptRulesVersion(let command):
      try add(.rulesVersionAdopted(RulesVersionAdopted(version: command.version)), to: "rules")
    case .adoptRule(let command): try carryOut(command)
    case .publishCalendar(let command): try carryOut(command)
    case .correctRecord(let command):
      try add(
        .recordCorrected(
          RecordCorrected(
            target: command.target, kind: command.kind, reason: command.reason,
            text: command.text)),
        to: command.stream)
    case .proposeExpunge(let command):
      try add(
        .expungeProposed(ExpungeProposed(target: command.target, basis: command.basis)),
        to: command.stream)
    case .expungeText(let command):
      try add(
        .textExpunged(TextExpunged(target: command.target, basis: command.basis)),
        to: command.stream)
    default: try carryOutRoster(command)
    }
  }

  private mutating func carryOut(_ command: AssignRole) throws(Refusal) {
    let topic = state.topics[command.topic]
    if command.from == nil, command.to == nil,
      topic?.role(of: command.party, at: now) == command.role
    {
      _ = try act(
        .topicRoleEnded(.init(topic: command.topic, party: command.party, at: now)),
        to: "topic/\(command.topic)")
      return
    }
    readsFiles(on: command.topic)
    reads.insert("roster")
    try add(
      .topicRoleAssigned(
        TopicRoleAssigned(
          topic: command.topic, party: command.party, role: command.role,
          from: command.from ?? now, to: command.to, basis: command.basis,
          reason: command.reason)),
      to: "topic/\(command.topic)")
  }

  private mutating func carryOut(_ command: EndRole) throws(Refusal) {
    readsFiles(on: command.topic)
    try add(
      .topicRoleEnded(
        TopicRoleEnded(
          topic: command.topic, party: command.party, at: command.at ?? now,
          reason: command.reason)),
      to: "topic/\(command.topic)")
  }

  /// A role is not lowered over an objection, so the files that may hold one are depended on.
  private mutating func readsFiles(on topic: String) {
    for file in state.files.values where file.isLive && file.topics.contains(topic) {
      reads.insert(file.stream)
    }
  }

  private mutating func carryOut(_ command: AdoptRule) throws(Refusal) {
    try add(
      .decisionRuleAdopted(
        DecisionRuleAdopted(
          scope: command.scope, rule: command.rule, version: command.version,
          params: command.params)),
      to: "rules")
  }

  private mutating func carryOut(_ command: PublishCalendar) throws(Refusal) {
    if !state.zones.isEmpty { _ = try state.zone(named: command.zone) }
    try add(
      .calendarPublished(
        CalendarPublished(
          calendar: command.calendar, year: command.year, zone: command.zone,
          holidays: command.holidays.sorted(), names: command.names)),
      to: "calendar/\(command.calendar)")
  }

  private mutating func carryOutRoster(_ command: Command) throws(Refusal) {
    switch command {
    case .admitPrincipal(let command):
      try add(
        .principalAdmitted(
          PrincipalAdmitted(
            login: command.login, person: command.person, party: command.party,
            government: command.government)),
        to: "roster")
    case .removePrincipal(let command):
      try add(
        .principalRemoved(PrincipalRemoved(login: command.login, reason: command.reason)),
        to: "roster")
    case .recordAppointment(let command):
      try add(
        .appointmentRecorded(
          AppointmentRecorded(
            login: command.login, party: command.party, government: command.government,
            post: command.post, level: command.level, capacities: command.capacities,
            from: command.from, to: command.to, acting: command.acting)),
        to: "roster")
    case .endAppointment(let command):
      try add(
        .appointmentEnded(
          AppointmentEnded(
            appointment: command.appointment, at: command.at ?? now, reason: command.reason)),
        to: "roster")
    case .registerAgency(let command):
      try add(
        .agencyRegistered(
          AgencyRegistered(
            code: command.code, government: command.government ?? state.government ?? state.code,
            from: command.from ?? effective.local.date, to: command.to, name: command.name)),
        to: "roster", onBehalfOf: command.onBehalfOf)
    case .renameAgency(let command):
      try add(
        .agencyRenamed(
          AgencyRenamed(code: command.code, at: command.at, name: command.name)), to: "roster")
    case .succeedAgency(let command):
      try add(
        .agencySucceeded(
          AgencySucceeded(code: command.code, successor: command.successor, at: command.at)),
        to: "roster")
    case .admitMember(let command):
      try add(
        .memberAdmitted(
          MemberAdmitted(
            code: command.code, government: command.government, from: command.from,
            to: command.to, name: command.name)),
        to: "roster", onBehalfOf: command.onBehalfOf)
    case .endMember(let command):
      try add(
        .memberEnded(MemberEnded(code: command.code, at: command.at, reason: command.reason)),
        to: "roster")
    case .succeedMember(let command):
      try add(
        .memberSucceeded(
          MemberSucceeded(code: command.code, successor: command.successor, at: command.at)),
        to: "roster")
    default: break
    }
  }
}
