/// Whoever is silent until it closes agrees.
public struct SilenceOpened: Sendable, Hashable {
  public var revision: Int
  public var closes: ZonedTime
  public var workingDays: Int?
  public var members: [String]
  public var notice: [Notice]
  public var provenance = Provenance.live
}

extension SilenceOpened: EventPayload {
  static let type = EventType(
    "SilenceOpened", stream: .proposal, ledgers: [.joint],
    capacities: [.secretariat, .officer],
    requires: ["revision", "closes", "members", "notice"])

  init(from reader: FactReader) throws(EventError) {
    revision = try reader.fact("revision")
    closes = try reader.fact("closes")
    workingDays = try reader.fact("working_days")
    members = try reader.fact("members")
    notice = try reader.fact("notice")
  }

  func write(to writer: inout FactWriter) {
    writer.fact("closes", closes)
    writer.fact("members", members)
    writer.fact("notice", notice)
    writer.fact("revision", revision)
    writer.fact("working_days", workingDays)
  }
}

/// A government broke the silence.
public struct SilenceBroken: Sendable, Hashable {
  public var reason: String?
  public var provenance = Provenance.live
}

extension SilenceBroken: EventPayload {
  static let type = EventType(
    "SilenceBroken", stream: .proposal, ledgers: [.joint],
    capacities: [.officer],
    requires: [])

  init(from reader: FactReader) throws(EventError) {
    reason = try reader.prose("reason")
  }

  func write(to writer: inout FactWriter) {
    writer.prose("reason", reason)
  }
}

/// The silence was called off, as when a new revision was filed.
public struct SilenceCancelled: Sendable, Hashable {
  public var reason: String?
  public var provenance = Provenance.live
}

extension SilenceCancelled: EventPayload {
  static let type = EventType(
    "SilenceCancelled", stream: .proposal, ledgers: [.joint],
    capacities: [.secretariat, .officer],
    requires: [])

  init(from reader: FactReader) throws(EventError) {
    reason = try reader.prose("reason")
  }

  func write(to writer: inout FactWriter) {
    writer.prose("reason", reason)
  }
}
