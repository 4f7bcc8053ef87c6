/// A government has an agency of this code.
public struct AgencyRegistered: Sendable, Hashable {
  public var code: String
  public var government: String
  public var from: CivilDate
  public var to: CivilDate?
  public var name: LocalizedText?
  public var provenance = Provenance.live
}

extension AgencyRegistered: EventPayload {
  static let type = EventType(
    "AgencyRegistered", stream: .roster, ledgers: [.national],
    capacities: [.enrol],
    requires: ["code", "government", "from"])

  init(from reader: FactReader) throws(EventError) {
    code = try reader.fact("code")
    government = try reader.fact("government")
    from = try reader.fact("from")
    to = try reader.fact("to")
    name = try reader.prose("name")
  }

  func write(to writer: inout FactWriter) {
    writer.fact("code", code)
    writer.fact("from", from)
    writer.fact("government", government)
    writer.fact("to", to)
    writer.prose("name", name)
  }
}

/// An agency goes by another name from a day on.
public struct AgencyRenamed: Sendable, Hashable {
  public var code: String
  public var at: CivilDate
  public var name: LocalizedText?
  public var provenance = Provenance.live
}

extension AgencyRenamed: EventPayload {
  static let type = EventType(
    "AgencyRenamed", stream: .roster, ledgers: [.national],
    capacities: [.enrol],
    requires: ["code", "at"])

  init(from reader: FactReader) throws(EventError) {
    code = try reader.fact("code")
    at = try reader.fact("at")
    name = try reader.prose("name")
  }

  func write(to writer: inout FactWriter) {
    writer.fact("at", at)
    writer.fact("code", code)
    writer.prose("name", name)
  }
}

/// One agency took over from another.
public struct AgencySucceeded: Sendable, Hashable {
  public var code: String
  public var successor: String
  public var at: CivilDate
  public var provenance = Provenance.live
}

extension AgencySucceeded: EventPayload {
  static let type = EventType(
    "AgencySucceeded", stream: .roster, ledgers: [.national],
    capacities: [.enrol],
    requires: ["code", "successor", "at"])

  init(from reader: FactReader) throws(EventError) {
    code = try reader.fact("code")
    successor = try reader.fact("successor")
    at = try reader.fact("at")
  }

  func write(to writer: inout FactWriter) {
    writer.fact("at", at)
    writer.fact("code", code)
    writer.fact("successor", successor)
  }
}

/// A government or other member joined the forum.
public struct MemberAdmitted: Sendable, Hashable {
  public var code: String
  public var government: String?
  public var from: CivilDate?
  public var to: CivilDate?
  public var name: LocalizedText?
  public var provenance = Provenance.live
}

extension MemberAdmitted: EventPayload {
  static let type = EventType(
    "MemberAdmitted", stream: .roster, ledgers: [.joint],
    capacities: [.enrol, .records],
    requires: ["code"])

  init(from reader: FactReader) throws(EventError) {
    code = try reader.fact("code")
    government = try reader.fact("government")
    from = try reader.fact("from")
    to = try reader.fact("to")
    name = try reader.prose("name")
  }

  func write(to writer: inout FactWriter) {
    writer.fact("code", code)
    writer.fact("from", from)
    writer.fact("government", government)
    writer.fact("to", to)
    writer.prose("name", name)
  }
}

/// One member took the seat of another.
public struct MemberSucceeded: Sendable, Hashable {
  public var code: String
  public var successor: String
  public var at: CivilDate
  public var provenance = Provenance.live
}

extension MemberSucceeded: EventPayload {
  static let type = EventType(
    "MemberSucceeded", stream: .roster, ledgers: [.joint],
    capacities: [.enrol],
    requires: ["code", "successor", "at"])

  init(from reader: FactReader) throws(EventError) {
    code = try reader.fact("code")
    successor = try reader.fact("successor")
    at = try reader.fact("at")
  }

  func write(to writer: inout FactWriter) {
    writer.fact("at", at)
    writer.fact("code", code)
    writer.fact("successor", successor)
  }
}

/// A member left the forum, and nobody took its seat.
public struct MemberEnded: Sendable, Hashable {
  public var code: String
  /// The first day on which it is no member.
  public var at: CivilDate
  public var reason: String?
  public var provenance = Provenance.live
}

extension MemberEnded: EventPayload {
  static let type = EventType(
    "MemberEnded", stream: .roster, ledgers: [.joint],
    capacities: [.enrol],
    requires: ["code", "at"])

  init(from reader: FactReader) throws(EventError) {
    code = try reader.fact("code")
    at = try reader.fact("at")
    reason = try reader.prose("reason")
  }

  func write(to writer: inout FactWriter) {
    writer.fact("at", at)
    writer.fact("code", code)
    writer.prose("reason", reason)
  }
}
