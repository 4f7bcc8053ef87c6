/// An agency was asked for its position by a time.
public struct ClearanceRequested: Sendable, Hashable {
  public var revision: Int
  public var party: String
  public var role: Role
  public var suspense: ZonedTime
  public var level: Level
  public var reason: String?
  public var provenance = Provenance.live
}

extension ClearanceRequested: EventPayload {
  static let type = EventType(
    "ClearanceRequested", stream: .proposal, ledgers: [.national],
    capacities: [.officer],
    requires: ["revision", "party", "role", "suspense", "level"])

  init(from reader: FactReader) throws(EventError) {
    revision = try reader.fact("revision")
    party = try reader.fact("party")
    role = try reader.fact("role")
    suspense = try reader.fact("suspense")
    level = try reader.fact("level")
    reason = try reader.prose("reason")
  }

  func write(to writer: inout FactWriter) {
    writer.fact("level", level)
    writer.fact("party", party)
    writer.fact("revision", revision)
    writer.fact("role", role)
    writer.fact("suspense", suspense)
    writer.prose("reason", reason)
  }
}

/// An agency need not answer any more.
public struct ClearerDropped: Sendable, Hashable {
  public var party: String
  public var reason: String?
  public var provenance = Provenance.live
}

extension ClearerDropped: EventPayload {
  static let type = EventType(
    "ClearerDropped", stream: .proposal, ledgers: [.national],
    capacities: [.officer],
    requires: ["party"])

  init(from reader: FactReader) throws(EventError) {
    party = try reader.fact("party")
    reason = try reader.prose("reason")
  }

  func write(to writer: inout FactWriter) {
    writer.fact("party", party)
    writer.prose("reason", reason)
  }
}

/// Why an agency with an equity is not asked.
public struct NotConsultedReasonRecorded: Sendable, Hashable {
  public var party: String
  public var reason: String?
  public var provenance = Provenance.live
}

extension NotConsultedReasonRecorded: EventPayload {
  static let type = EventType(
    "NotConsultedReasonRecorded", stream: .proposal, ledgers: [.national],
    capacities: [.officer],
    requires: ["party"])

  init(from reader: FactReader) throws(EventError) {
    party = try reader.fact("party")
    reason = try reader.prose("reason")
  }

  func write(to writer: inout FactWriter) {
    writer.fact("party", party)
    writer.prose("reason", reason)
  }
}

/// An agency has more time to answer.
public struct SuspenseExtended: Sendable, Hashable {
  public var party: String
  public var suspense: ZonedTime
  public var reason: String?
  public var provenance = Provenance.live
}

extension SuspenseExtended: EventPayload {
  static let type = EventType(
    "SuspenseExtended", stream: .proposal, ledgers: [.national],
    capacities: [.officer],
    requires: ["party", "suspense"])

  init(from reader: FactReader) throws(EventError) {
    party = try reader.fact("party")
    suspense = try reader.fact("suspense")
    reason = try reader.prose("reason")
  }

  func write(to writer: inout FactWriter) {
    writer.fact("party", party)
    writer.fact("suspense", suspense)
    writer.prose("reason", reason)
  }
}

/// The lead passed over a late clearer.
public struct ProceededWithoutPosition: Sendable, Hashable {
  public var party: String
  public var noticeHours: Int
  public var attempts: Int
  public var reason: String?
  public var provenance = Provenance.live
}

extension ProceededWithoutPosition: EventPayload {
  static let type = EventType(
    "ProceededWithoutPosition", stream: .proposal, ledgers: [.national],
    capacities: [.officer],
    requires: ["party", "notice_hours", "attempts"])

  init(from reader: FactReader) throws(EventError) {
    party = try reader.fact("party")
    noticeHours = try reader.fact("notice_hours")
    attempts = try reader.fact("attempts")
    reason = try reader.prose("reason")
  }

  func write(to writer: inout FactWriter) {
    writer.fact("attempts", attempts)
    writer.fact("notice_hours", noticeHours)
    writer.fact("party", party)
    writer.prose("reason", reason)
  }
}
