/// The first event of a ledger: what it is and who founded it.
public struct LedgerOpened: Sendable, Hashable {
  public var code: String
  public var kind: LedgerKind
  public var origin: String
  public var homeZone: String
  public var sandbox: Bool
  public var vkey: String?
  public var government: String?
  public var members: [String]
  public var principals: [FoundingPrincipal]
  public var provenance = Provenance.live

  public init(
    code: String, kind: LedgerKind, origin: String, homeZone: String, sandbox: Bool, vkey: String?,
    government: String?, members: [String], principals: [FoundingPrincipal]
  ) {
    self.code = code
    self.kind = kind
    self.origin = origin
    self.homeZone = homeZone
    self.sandbox = sandbox
    self.vkey = vkey
    self.government = government
    self.members = members
    self.principals = principals
  }
}

extension LedgerOpened: EventPayload {
  static let type = EventType(
    "LedgerOpened", stream: .roster, ledgers: [.national, .joint],
    capacities: [.enrol],
    requires: ["code", "kind", "origin", "home_zone", "sandbox", "members", "principals"])

  init(from reader: FactReader) throws(EventError) {
    code = try reader.fact("code")
    kind = try reader.fact("kind")
    origin = try reader.fact("origin")
    homeZone = try reader.fact("home_zone")
    sandbox = try reader.fact("sandbox")
    vkey = try reader.fact("vkey")
    government = try reader.fact("government")
    members = try reader.fact("members")
    principals = try reader.fact("principals")
  }

  func write(to writer: inout FactWriter) {
    writer.fact("code", code)
    writer.fact("government", government)
    writer.fact("home_zone", homeZone)
    writer.fact("kind", kind)
    writer.fact("members", members)
    writer.fact("origin", origin)
    writer.fact("principals", principals)
    writer.fact("sandbox", sandbox)
    writer.fact("vkey", vkey)
  }
}

/// A login may open the ledger.
public struct PrincipalAdmitted: Sendable, Hashable {
  public var login: String
  public var person: String
  public var party: String?
  public var government: String?
  public var provenance = Provenance.live
}

extension PrincipalAdmitted: EventPayload {
  static let type = EventType(
    "PrincipalAdmitted", stream: .roster, ledgers: [.national, .joint],
    capacities: [.enrol],
    requires: ["login", "person"])

  init(from reader: FactReader) throws(EventError) {
    login = try reader.fact("login")
    person = try reader.fact("person")
    party = try reader.fact("party")
    government = try reader.fact("government")
  }

  func write(to writer: inout FactWriter) {
    writer.fact("government", government)
    writer.fact("login", login)
    writer.fact("party", party)
    writer.fact("person", person)
  }
}

/// A login may no longer open the ledger.
public struct PrincipalRemoved: Sendable, Hashable {
  public var login: String
  public var reason: String?
  public var provenance = Provenance.live
}

extension PrincipalRemoved: EventPayload {
  static let type = EventType(
    "PrincipalRemoved", stream: .roster, ledgers: [.national, .joint],
    capacities: [.enrol],
    requires: ["login"])

  init(from reader: FactReader) throws(EventError) {
    login = try reader.fact("login")
    reason = try reader.prose("reason")
  }

  func write(to writer: inout FactWriter) {
    writer.fact("login", login)
    writer.prose("reason", reason)
  }
}

/// A person holds a post over an interval; whoever speaks, speaks by one.
public struct AppointmentRecorded: Sendable, Hashable {
  public var login: String
  public var party: String?
  public var government: String?
  public var post: String
  public var level: Level
  public var capacities: [Capacity]
  public var from: Timestamp
  public var to: Timestamp?
  public var acting: Bool
  public var provenance = Provenance.live
}

extension AppointmentRecorded: EventPayload {
  static let type = EventType(
    "AppointmentRecorded", stream: .roster, ledgers: [.national, .joint],
    capacities: [.enrol],
    requires: ["login", "post", "level", "capacities", "from", "acting"])

  init(from reader: FactReader) throws(EventError) {
    login = try reader.fact("login")
    party = try reader.fact("party")
    government = try reader.fact("government")
    post = try reader.fact("post")
    level = try reader.fact("level")
    capacities = try reader.fact("capacities")
    from = try reader.fact("from")
    to = try reader.fact("to")
    acting = try reader.fact("acting")
  }

  func write(to writer: inout FactWriter) {
    writer.fact("acting", acting)
    writer.fact("capacities", capacities)
    writer.fact("from", from)
    writer.fact("government", government)
    writer.fact("level", level)
    writer.fact("login", login)
    writer.fact("party", party)
    writer.fact("post", post)
    writer.fact("to", to)
  }
}

/// A post was given up; `appointment` is the event id of its record.
public struct AppointmentEnded: Sendable, Hashable {
  public var appointment: String
  public var at: Timestamp
  public var reason: String?
  public var provenance = Provenance.live
}

extension AppointmentEnded: EventPayload {
  static let type = EventType(
    "AppointmentEnded", stream: .roster, ledgers: [.national, .joint],
    capacities: [.enrol],
    requires: ["appointment", "at"])

  init(from reader: FactReader) throws(EventError) {
    appointment = try reader.fact("appointment")
    at = try reader.fact("at")
    reason = try reader.prose("reason")
  }

  func write(to writer: inout FactWriter) {
    writer.fact("appointment", appointment)
    writer.fact("at", at)
    writer.prose("reason", reason)
  }
}
