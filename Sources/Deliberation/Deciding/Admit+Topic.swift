extension LedgerState {
  func admitTopic(_ act: Act) throws(Refusal) {
    switch act.record.event {
    case .topicOpened(let event):
      guard topics[event.code] == nil else {
        throw Refusal("topic.exists", "The topic \(event.code) exists already.")
      }
    case .topicClosed(let event):
      try demandTopics([event.code])
      try act.demandReason(event.reason)
    case .topicRoleAssigned(let event):
      try demandTopics([event.topic])
      try demandAgency(event.party)
      if let to = event.to, to <= event.from {
        throw Refusal("role.interval", "The role would end before it begins.")
      }
      try admitChange(of: event.party, on: event.topic, to: event.role, act)
    case .topicRoleEnded(let event):
      try demandTopics([event.topic])
      guard topics[event.topic]?.role(of: event.party, at: act.now) != nil else {
        throw Refusal("role.none", "\(event.party) has no role on \(event.topic).")
      }
      try act.demandReason(event.reason)
      try admitChange(of: event.party, on: event.topic, to: nil, act)
    default: break
    }
  }

  /// Refuses to lower a role over an open objection, and to leave a topic without a lead.
  private func admitChange(
    of party: String, on topic: String, to role: Role?, _ act: Act
  ) throws(Refusal) {
    guard let held = topics[topic]?.role(of: party, at: act.now),
      role.map({ $0 < held }) ?? true
    else { return }
    let open = files.values.filter { file in
      file.isLive && file.topics.contains(topic) && file.openObjection(of: party) != nil
    }
    guard open.isEmpty else {
      throw Refusal(
        "role.objection_open",
        "The objection of \(party) is open on "
          + open.map(\.ref).sorted().joined(separator: ", ") + ".",
        hint: "No role is lowered while its holder's objection is open.")
    }
    guard held.holdsPen, !(role?.holdsPen ?? false) else { return }
    let others = topics[topic]?.roles(at: act.now).filter { $0.key != party && $0.value.holdsPen }
    guard !(others?.isEmpty ?? true) else {
      throw Refusal("role.lead_missing", "\(topic) would have no lead.")
    }
  }
}
