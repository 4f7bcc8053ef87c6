/// A party took its stand on a revision; without a code it took its stand back.
public struct PositionRecorded: Sendable, Hashable {
  public var revision: Int
  public var code: PositionCode?
  public var replaces: String?
  public var conditions: [String]
  public var reviewBy: ZonedTime?
  public var defersTo: String?
  public var level: Level?
  public var reason: String?
  public var remedy: String?
  public var comment: String?
  public var conditionTexts: [String: String]?
  public var statement: String?
  public var provenance = Provenance.live
}

extension PositionRecorded: EventPayload {
  static let type = EventType(
    "PositionRecorded", stream: .proposal, ledgers: [.national, .joint],
    capacities: [.officer],
    requires: ["revision", "conditions"])

  init(from reader: FactReader) throws(EventError) {
    revision = try reader.fact("revision")
    code = try reader.fact("code")
    replaces = try reader.fact("replaces")
    conditions = try reader.fact("conditions")
    reviewBy = try reader.fact("review_by")
    defersTo = try reader.fact("defers_to")
    level = try reader.fact("level")
    reason = try reader.prose("reason")
    remedy = try reader.prose("remedy")
    comment = try reader.prose("comment")
    conditionTexts = try reader.prose("conditions")
    statement = try reader.prose("statement")
  }

  func write(to writer: inout FactWriter) {
    writer.fact("code", code)
    writer.fact("conditions", conditions)
    writer.fact("defers_to", defersTo)
    writer.fact("level", level)
    writer.fact("replaces", replaces)
    writer.fact("review_by", reviewBy)
    writer.fact("revision", revision)
    writer.prose("comment", comment)
    writer.prose("conditions", conditionTexts)
    writer.prose("reason", reason)
    writer.prose("remedy", remedy)
    writer.prose("statement", statement)
  }
}

/// The party that set a condition holds it to be met.
public struct ConditionMet: Sendable, Hashable {
  public var party: String
  public var condition: String
  public var evidence: String?
  public var provenance = Provenance.live
}

extension ConditionMet: EventPayload {
  static let type = EventType(
    "ConditionMet", stream: .proposal, ledgers: [.national],
    capacities: [.officer],
    requires: ["party", "condition"])

  init(from reader: FactReader) throws(EventError) {
    party = try reader.fact("party")
    condition = try reader.fact("condition")
    evidence = try reader.prose("evidence")
  }

  func write(to writer: inout FactWriter) {
    writer.fact("condition", condition)
    writer.fact("party", party)
    writer.prose("evidence", evidence)
  }
}

/// The party that set a condition gave it up.
public struct ConditionWaived: Sendable, Hashable {
  public var party: String
  public var condition: String
  public var reason: String?
  public var provenance = Provenance.live
}

extension ConditionWaived: EventPayload {
  static let type = EventType(
    "ConditionWaived", stream: .proposal, ledgers: [.national],
    capacities: [.officer],
    requires: ["party", "condition"])

  init(from reader: FactReader) throws(EventError) {
    party = try reader.fact("party")
    condition = try reader.fact("condition")
    reason = try reader.prose("reason")
  }

  func write(to writer: inout FactWriter) {
    writer.fact("condition", condition)
    writer.fact("party", party)
    writer.prose("reason", reason)
  }
}

/// A higher level overruled an objection in writing; `objection` is the event id of its record.
public struct ObjectionOverruled: Sendable, Hashable {
  public var party: String
  public var objection: String
  public var level: Level
  public var reason: String?
  public var provenance = Provenance.live
}

extension ObjectionOverruled: EventPayload {
  static let type = EventType(
    "ObjectionOverruled", stream: .proposal, ledgers: [.national],
    capacities: [.officer],
    requires: ["party", "objection", "level"])

  init(from reader: FactReader) throws(EventError) {
    party = try reader.fact("party")
    objection = try reader.fact("objection")
    level = try reader.fact("level")
    reason = try reader.prose("reason")
  }

  func write(to writer: inout FactWriter) {
    writer.fact("level", level)
    writer.fact("objection", objection)
    writer.fact("party", party)
    writer.prose("reason", reason)
  }
}
