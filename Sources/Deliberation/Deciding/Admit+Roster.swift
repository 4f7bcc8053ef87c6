extension LedgerState {
  func admitRoster(_ act: Act) throws(Refusal) {
    switch act.record.event {
    case .principalAdmitted(let event):
      try demandOwn(event.party, act)
      if let principal = roster.principals[event.login], !principal.isRemoved {
        throw Refusal("principal.exists", "\(event.login) is admitted already.")
      }
    case .principalRemoved(let event):
      guard let principal = roster.principals[event.login], !principal.isRemoved else {
        throw Refusal("principal.unknown", "\(event.login) is not admitted.")
      }
      try demandOwn(principal.party, act)
    case .appointmentRecorded(let event): try admit(event, act)
    case .appointmentEnded(let event):
      guard let appointment = roster.appointments[event.appointment] else {
        throw Refusal("appointment.unknown", "There is no such appointment.")
      }
      try demandOwn(appointment.party, act)
      guard appointment.to.map({ event.at < $0 }) ?? true else {
        throw Refusal("appointment.ended", "That appointment ends before.")
      }
    case .agencyRegistered(let event): try demandNew(event.code, event.from, event.to)
    case .memberAdmitted(let event): try demandNew(event.code, event.from, event.to)
    case .agencyRenamed(let event): try demandAgency(event.code)
    case .agencySucceeded(let event):
      try admitSuccession(of: event.code, by: event.successor)
    case .memberSucceeded(let event):
      try admitSuccession(of: event.code, by: event.successor)
    case .memberEnded(let event):
      try demandAgency(event.code)
      if let end = roster.parties[event.code]?.to, end <= event.at {
        throw Refusal("party.ended", "\(event.code) is no member from \(end) on.")
      }
      if let start = roster.parties[event.code]?.from, event.at <= start {
        throw Refusal("party.interval", "\(event.code) would end before it begins.")
      }
      try act.demandReason(event.reason)
    default: break
    }
  }

  /// In a joint ledger an enrolment officer acts for the own party only.
  private func demandOwn(_ party: String?, _ act: Act) throws(Refusal) {
    guard kind == .joint, let own = act.record.party, own != party else { return }
    throw Refusal("authority.role", "The enrolment officer of \(own) acts for \(own) only.")
  }

  private func admit(_ event: AppointmentRecorded, _ act: Act) throws(Refusal) {
    try demandOwn(event.party, act)
    guard let principal = roster.principals[event.login], !principal.isRemoved else {
      throw Refusal(
        "principal.unknown", "\(event.login) is not admitted.", hint: "Admit the login first.")
    }
    if let party = event.party { try demandAgency(party) }
    if let to = event.to, to <= event.from {
      throw Refusal("appointment.interval", "The appointment would end before it begins.")
    }
    guard let party = event.party, !event.acting else { return }
    let holder = roster.appointments.values.first { other in
      other.party == party && other.post == event.post && !other.isActing
        && (other.to.map { event.from < $0 } ?? true) && (event.to.map { other.from < $0 } ?? true)
    }
    if let holder {
      throw Refusal(
        "appointment.post_held", "\(holder.login) holds the post \(event.post) of \(party).",
        hint: "End that appointment first, or record this one as acting.")
    }
  }

  private func demandNew(_ code: String, _ from: CivilDate?, _ to: CivilDate?) throws(Refusal) {
    if let from, let to, to <= from {
      throw Refusal("party.interval", "\(code) would end before it begins.")
    }
    // Founding members stand on the roster before their names do.
    if let party = roster.parties[code], party.name != nil {
      throw Refusal("party.exists", "\(code) exists already.")
    }
  }

  private func admitSuccession(of code: String, by successor: String) throws(Refusal) {
    try demandAgency(code)
    try demandAgency(successor)
    guard code != successor else {
      throw Refusal("party.succession_cycle", "\(code) cannot succeed itself.")
    }
    if let earlier = roster.parties[code]?.successor {
      throw Refusal("party.succeeded", "\(code) is succeeded by \(earlier) already.")
    }
  }

  func admitRules(_ act: Act) throws(Refusal) {
    switch act.record.event {
    case .rulesVersionAdopted(let event):
      guard event.version == rules.version + 1, event.version <= Self.newestRules else {
        throw Refusal(
          "rules.version",
          "After version \(rules.version) comes \(rules.version + 1); this program knows "
            + "\(Self.newestRules).")
      }
    case .decisionRuleAdopted(let event):
      guard event.version == 1 else {
        throw Refusal(
          "rule.unknown", "There is no \(event.rule.rawValue) version \(event.version).")
      }
      guard event.scope.rawValue == kind.rawValue else {
        throw Refusal(
          "rule.scope", "A \(kind.rawValue) ledger has no use for a \(event.scope.rawValue) rule.")
      }
    case .calendarPublished(let event):
      guard event.holidays.allSatisfy({ $0.year == event.year }) else {
        throw Refusal("calendar.year", "A holiday lies outside \(event.year).")
      }
    default: break
    }
  }

  /// The newest version of the rules that this code judges by.
  static let newestRules = 1

  func admitRecord(_ act: Act) throws(Refusal) {
    switch act.record.event {
    case .recordCorrected(let event): try act.demandReason(event.reason)
    case .expungeProposed(let event):
      try demandOfficer(act)
      if let request = expungeProposals[event.target] {
        throw Refusal(
          request.isDone ? "expunge.done" : "expunge.proposed",
          request.isDone ? "That text is destroyed." : "That has been proposed already.")
      }
      try demandBasis(event.basis)
    case .textExpunged(let event):
      try demandOfficer(act)
      guard let request = expungeProposals[event.target] else {
        throw Refusal(
          "expunge.not_proposed", "Nobody has asked to destroy that text.",
          hint: "It takes two officers: one proposes, another expunges.")
      }
      guard !request.isDone else {
        throw Refusal("expunge.done", "That text is destroyed.")
      }
      // Two logins of one person are one officer.
      let first = roster.principals[request.login]?.person
      let second = roster.principals[act.record.actor]?.person
      guard request.login != act.record.actor, first == nil || first != second else {
        throw Refusal("expunge.second_officer", "A second officer must expunge.")
      }
      try demandBasis(event.basis)
    default: break
    }
  }

  /// Whoever set the ledger up keeps no record in it.
  private func demandOfficer(_ act: Act) throws(Refusal) {
    guard act.record.authority != roster.foundation else {
      throw Refusal(
        "authority.role", "The founding principal never destroys a text.",
        hint: "It takes two records officers.")
    }
  }

  private func demandBasis(_ basis: String) throws(Refusal) {
    guard basis.contains(where: { !$0.isWhitespace }) else {
      throw Refusal("expunge.basis_missing", "Name the legal basis.")
    }
  }
}
