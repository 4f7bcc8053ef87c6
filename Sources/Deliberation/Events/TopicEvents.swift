/// There is a topic of this code.
public struct TopicOpened: Sendable, Hashable {
  public var code: String
  public var parent: String?
  public var title: LocalizedText?
  public var provenance = Provenance.live
}

extension TopicOpened: EventPayload {
  static let type = EventType(
    "TopicOpened", stream: .topic, ledgers: [.national, .joint],
    capacities: [.enrol, .records],
    requires: ["code"])

  init(from reader: FactReader) throws(EventError) {
    code = try reader.fact("code")
    parent = try reader.fact("parent")
    title = try reader.prose("title")
  }

  func write(to writer: inout FactWriter) {
    writer.fact("code", code)
    writer.fact("parent", parent)
    writer.prose("title", title)
  }
}

/// No file may be opened on the topic any more.
public struct TopicClosed: Sendable, Hashable {
  public var code: String
  public var reason: String?
  public var provenance = Provenance.live
}

extension TopicClosed: EventPayload {
  static let type = EventType(
    "TopicClosed", stream: .topic, ledgers: [.national, .joint],
    capacities: [.enrol, .records],
    requires: ["code"])

  init(from reader: FactReader) throws(EventError) {
    code = try reader.fact("code")
    reason = try reader.prose("reason")
  }

  func write(to writer: inout FactWriter) {
    writer.fact("code", code)
    writer.prose("reason", reason)
  }
}

/// An agency has this role on the topic over an interval.
public struct TopicRoleAssigned: Sendable, Hashable {
  public var topic: String
  public var party: String
  public var role: Role
  public var from: Timestamp
  public var to: Timestamp?
  public var basis: String?
  public var reason: String?
  public var provenance = Provenance.live
}

extension TopicRoleAssigned: EventPayload {
  static let type = EventType(
    "TopicRoleAssigned", stream: .topic, ledgers: [.national],
    capacities: [.enrol, .records],
    requires: ["topic", "party", "role", "from"])

  init(from reader: FactReader) throws(EventError) {
    topic = try reader.fact("topic")
    party = try reader.fact("party")
    role = try reader.fact("role")
    from = try reader.fact("from")
    to = try reader.fact("to")
    basis = try reader.fact("basis")
    reason = try reader.prose("reason")
  }

  func write(to writer: inout FactWriter) {
    writer.fact("basis", basis)
    writer.fact("from", from)
    writer.fact("party", party)
    writer.fact("role", role)
    writer.fact("to", to)
    writer.fact("topic", topic)
    writer.prose("reason", reason)
  }
}

/// An agency has no role on the topic any more.
public struct TopicRoleEnded: Sendable, Hashable {
  public var topic: String
  public var party: String
  public var at: Timestamp
  public var reason: String?
  public var provenance = Provenance.live
}

extension TopicRoleEnded: EventPayload {
  static let type = EventType(
    "TopicRoleEnded", stream: .topic, ledgers: [.national],
    capacities: [.enrol, .records],
    requires: ["topic", "party", "at"])

  init(from reader: FactReader) throws(EventError) {
    topic = try reader.fact("topic")
    party = try reader.fact("party")
    at = try reader.fact("at")
    reason = try reader.prose("reason")
  }

  func write(to writer: inout FactWriter) {
    writer.fact("at", at)
    writer.fact("party", party)
    writer.fact("topic", topic)
    writer.prose("reason", reason)
  }
}
