@testable import Deliberation

/// A ledger in memory: it appends what is decided, as the store would.
struct TestLedger {
  var state = LedgerState()
  var log: [EventRecord] = []
  var now: Timestamp
  private var logins: [String: Speaker] = [:]
  private var commands = 0

  init(
    _ code: String, _ kind: LedgerKind, government: String? = nil, homeZone: String,
    members: [String] = [], now: Timestamp
  ) {
    self.now = now
    state.zones = Zones.all
    let founders = [
      FoundingPrincipal(
        login: "founder", person: "設立者", capacities: [.enrol, .records])
    ]
    let opened = LedgerOpened(
      code: code, kind: kind, origin: "sandbox/ringi/\(code)/試験", homeZone: homeZone,
      sandbox: true, vkey: nil, government: government, members: members, principals: founders)
    append(
      [PlannedEvent(stream: "roster", event: .ledgerOpened(opened))], login: "founder", party: nil,
      authority: nil, effective: nil)
    logins["founder"] = Speaker(
      login: "founder", authority: log[0].eventID, capacities: [.enrol, .records])
  }

  /// Admits a login and appoints it.
  mutating func appoint(
    _ login: String, _ party: String?, _ level: Level,
    _ capacities: [Capacity] = [.officer], to: Timestamp? = nil
  ) throws {
    try run(
      .admitPrincipal(.init(login: login, person: "\(login)の担当者", party: party)), by: "founder")
    let records = try run(
      .recordAppointment(
        .init(
          login: login, party: party, government: state.government, post: "\(login)の職",
          level: level, capacities: capacities, from: now, to: to)), by: "founder")
    logins[login] = Speaker(
      login: login, authority: records[0].eventID, party: party, government: state.government,
      level: level, capacities: capacities)
  }

  func speaker(_ login: String) -> Speaker {
    logins[login] ?? Speaker(login: login, authority: "none", capacities: [])
  }

  func decide(
    _ command: Command, by login: String, effective: ZonedTime? = nil, lateReason: String? = nil,
    imported: Imported? = nil
  ) throws(Refusal) -> Decided {
    try state.decide(
      command, by: speaker(login), now: now, effective: effective, lateReason: lateReason,
      imported: imported)
  }

  /// Decides and appends; time moves on by a second.
  @discardableResult
  mutating func run(
    _ command: Command, by login: String, effective: ZonedTime? = nil, lateReason: String? = nil,
    imported: Imported? = nil
  ) throws(Refusal) -> [EventRecord] {
    let decided = try decide(
      command, by: login, effective: effective, lateReason: lateReason, imported: imported)
    let speaker = speaker(login)
    let start = log.count
    append(
      decided.events, login: login, party: speaker.party, authority: speaker.authority,
      effective: effective)
    now = now + .seconds(1)
    return Array(log[start...])
  }

  mutating func append(
    _ events: [PlannedEvent], login: String, party: String?, authority: String?,
    effective: ZonedTime?
  ) {
    commands += 1
    for planned in events {
      let record = EventRecord(
        position: Int64(log.count), eventID: "\(state.code)-event-\(log.count)",
        commandID: "command-\(commands)", stream: planned.stream,
        version: log.count { $0.stream == planned.stream } + 1, rulesVersion: state.rules.version,
        actor: login, party: party, authority: authority, onBehalfOf: planned.onBehalfOf,
        recordedAt: now, effective: effective ?? ZonedTime(utc: now), marking: nil,
        event: planned.event)
      log.append(record)
      state.evolve(record)
    }
  }

  func matrix(_ ref: String) throws -> Matrix {
    guard let file = state.files[ref] else { throw Refusal("not_found", ref) }
    return file.matrix(in: state, now: now)
  }

  func row(_ party: String, _ ref: String) throws -> Matrix.Row {
    guard let row = try matrix(ref).parties.first(where: { $0.party == party }) else {
      throw Refusal("not_found", party)
    }
    return row
  }

  func headline(_ ref: String) -> Headline? { state.files[ref]?.headline(in: state, now: now) }
}
