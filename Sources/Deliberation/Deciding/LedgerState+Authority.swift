extension LedgerState {
  /// What the authority that a record names lets its actor do.
  func act(for record: EventRecord) throws(Refusal) -> Act {
    let voice = try voice(
      login: record.actor, authority: record.authority, party: record.party, at: record.recordedAt,
      effective: record.effective.instant, isImported: record.event.provenance.imported != nil)
    let type = record.event.eventType
    let isCovered = type.capacities.contains(where: voice.capacities.contains)
    let isImport =
      voice.capacities.contains(.records) && record.event.provenance.imported != nil
    guard isCovered || isImport else {
      throw Refusal(
        "authority.none",
        "\(record.actor) does not act as \(type.capacities.map(\.rawValue).joined(separator: " or ")) here, which this takes.",
        hint: "`ringi whoami` says in which capacities you act.")
    }
    if record.onBehalfOf != nil {
      let speaksForOthers = voice.capacities.contains(.records)
      let founds = voice.capacities.contains(.enrol) && record.authority == roster.foundation
      guard speaksForOthers || founds else {
        throw Refusal(
          "authority.none", "Only the records capacity speaks on behalf of another party.")
      }
    }
    return Act(record: record, capacities: voice.capacities, level: voice.level)
  }

  struct Voice {
    var capacities: [Capacity]
    var level: Level?
    /// The last instant at which it may speak.
    var until: Timestamp?
  }

  /// Finds the appointment by which a login speaks and checks that it is in force.
  func voice(
    login: String, authority: String?, party: String?, at now: Timestamp, effective: Timestamp,
    isImported: Bool
  ) throws(Refusal) -> Voice {
    guard isOpen else {
      throw Refusal("ledger.closed", "The ledger has no first event.")
    }
    guard let principal = roster.principals[login], !principal.isRemoved, let authority else {
      throw Refusal("authority.none", "\(login) is not admitted to \(code).")
    }
    if authority == roster.foundation, !principal.capacities.isEmpty {
      guard party == nil else {
        throw Refusal("authority.none", "A founding principal belongs to no party.")
      }
      return Voice(capacities: principal.capacities, level: nil, until: nil)
    }
    guard let appointment = roster.appointments[authority], appointment.login == login,
      appointment.party == party
    else {
      throw Refusal("authority.none", "\(login) does not hold the appointment it names.")
    }
    guard appointment.isInForce(at: now), isImported || appointment.isInForce(at: effective) else {
      throw Refusal(
        "authority.none", "The appointment of \(login) as \(appointment.post) is not in force.")
    }
    let until = appointment.to.map { Timestamp(microseconds: $0.microseconds - 1) }
    return Voice(
      capacities: appointment.capacities, level: appointment.level, until: until)
  }

  /// The party of an act that only a party can do.
  func party(_ act: Act) throws(Refusal) -> String {
    guard let party = act.party else {
      throw Refusal(
        "authority.role", "\(act.record.actor) belongs to no party and cannot speak for one.")
    }
    return party
  }

  /// The party of an act of the lead or a co-lead of a file.
  @discardableResult
  func penHolder(_ act: Act, _ file: FileState) throws(Refusal) -> String {
    let party = try party(act)
    if act.isImported { return party }
    guard file.role(of: party, in: self, at: act.now)?.holdsPen ?? false else {
      throw Refusal(
        "authority.role", "\(party) is neither lead nor co-lead of \(file.ref).",
        hint: "Only the lead or a co-lead may do this.")
    }
    return party
  }

  /// The member of the forum whose word it is.
  @discardableResult
  func member(_ act: Act) throws(Refusal) -> String {
    let party = try party(act)
    let day = act.record.effective.local.date
    guard let member = roster.parties[party], member.isInForce(on: day) else {
      let code = act.isImported ? "member.unknown" : "authority.role"
      throw Refusal(code, "\(party) is not a member of \(self.code) on \(day).")
    }
    return party
  }

  /// Demands a level of the appointment; an import speaks for others and has none.
  func demand(_ level: Level, of act: Act, to what: String) throws(Refusal) {
    if act.isImported { return }
    guard let held = act.level, held >= level else {
      throw Refusal(
        "authority.level", "It takes the level \(level.rawValue) to \(what).",
        hint: act.level.map { "\(act.record.actor) speaks at the level \($0.rawValue)." })
    }
  }

  func demandAgency(_ code: String) throws(Refusal) {
    guard roster.parties[code] != nil else {
      throw Refusal("party.unknown", "\(self.code) knows no party \(code).")
    }
  }
}
