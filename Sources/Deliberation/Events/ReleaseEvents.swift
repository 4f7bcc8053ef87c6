/// The government has one position on one revision.
public struct NationalPositionAdopted: Sendable, Hashable {
  public var revision: Int
  public var code: PositionCode
  public var level: Level
  public var rule: RuleReference
  public var dissent: [Dissent]
  public var counted: [CountedPosition]
  public var conditions: [String]
  public var reviewBy: ZonedTime?
  public var statement: String?
  public var reason: String?
  public var remedy: String?
  public var conditionTexts: [String: String]?
  public var provenance = Provenance.live
}

extension NationalPositionAdopted: EventPayload {
  static let type = EventType(
    "NationalPositionAdopted", stream: .proposal, ledgers: [.national],
    capacities: [.officer],
    requires: ["revision", "code", "level", "rule", "dissent", "counted"])

  init(from reader: FactReader) throws(EventError) {
    revision = try reader.fact("revision")
    code = try reader.fact("code")
    level = try reader.fact("level")
    rule = try reader.fact("rule")
    dissent = try reader.fact("dissent")
    counted = try reader.fact("counted")
    conditions = try reader.fact("conditions") ?? []
    reviewBy = try reader.fact("review_by")
    statement = try reader.prose("statement")
    reason = try reader.prose("reason")
    remedy = try reader.prose("remedy")
    conditionTexts = try reader.prose("conditions")
  }

  func write(to writer: inout FactWriter) {
    writer.fact("code", code)
    writer.fact("conditions", conditions)
    writer.fact("counted", counted)
    writer.fact("dissent", dissent)
    writer.fact("level", level)
    writer.fact("review_by", reviewBy)
    writer.fact("revision", revision)
    writer.fact("rule", rule)
    writer.prose("conditions", conditionTexts)
    writer.prose("reason", reason)
    writer.prose("remedy", remedy)
    writer.prose("statement", statement)
  }
}

/// The text and the position may leave the government.
public struct ReleasedToPartner: Sendable, Hashable {
  public var to: String
  public var revision: Int
  public var code: PositionCode
  public var level: Level
  public var act: ReleaseAct
  public var jointRef: String?
  public var jointRevision: Int?
  public var provenance = Provenance.live
}

extension ReleasedToPartner: EventPayload {
  static let type = EventType(
    "ReleasedToPartner", stream: .proposal, ledgers: [.national],
    capacities: [.officer],
    requires: ["to", "revision", "code", "level", "act"])

  init(from reader: FactReader) throws(EventError) {
    to = try reader.fact("to")
    revision = try reader.fact("revision")
    code = try reader.fact("code")
    level = try reader.fact("level")
    act = try reader.fact("act")
    jointRef = try reader.fact("joint_ref")
    jointRevision = try reader.fact("joint_revision")
  }

  func write(to writer: inout FactWriter) {
    writer.fact("act", act)
    writer.fact("code", code)
    writer.fact("joint_ref", jointRef)
    writer.fact("joint_revision", jointRevision)
    writer.fact("level", level)
    writer.fact("revision", revision)
    writer.fact("to", to)
  }
}

/// What was released stands in the joint ledger; `release` is the event id of the release.
public struct ReleaseDelivered: Sendable, Hashable {
  public var to: String
  public var release: String
  public var jointRef: String
  public var jointRevision: Int
  public var provenance = Provenance.live
}

extension ReleaseDelivered: EventPayload {
  static let type = EventType(
    "ReleaseDelivered", stream: .proposal, ledgers: [.national],
    capacities: [.officer],
    requires: ["to", "release", "joint_ref", "joint_revision"])

  init(from reader: FactReader) throws(EventError) {
    to = try reader.fact("to")
    release = try reader.fact("release")
    jointRef = try reader.fact("joint_ref")
    jointRevision = try reader.fact("joint_revision")
  }

  func write(to writer: inout FactWriter) {
    writer.fact("joint_ref", jointRef)
    writer.fact("joint_revision", jointRevision)
    writer.fact("release", release)
    writer.fact("to", to)
  }
}

/// A text of the joint file became the current revision of the national one.
public struct JointRevisionReceived: Sendable, Hashable {
  public var jointRef: String
  public var jointRevision: Int
  public var revision: Int
  public var material: Bool
  public var languages: [String]
  public var originalLanguage: String
  public var textDigest: String
  public var body: LocalizedText?
  public var reason: String?
  public var provenance = Provenance.live
}

extension JointRevisionReceived: EventPayload {
  static let type = EventType(
    "JointRevisionReceived", stream: .proposal, ledgers: [.national],
    capacities: [.officer],
    requires: [
      "joint_ref", "joint_revision", "revision", "material", "languages", "original_language",
      "text_digest",
    ])

  init(from reader: FactReader) throws(EventError) {
    jointRef = try reader.fact("joint_ref")
    jointRevision = try reader.fact("joint_revision")
    revision = try reader.fact("revision")
    material = try reader.fact("material")
    languages = try reader.fact("languages")
    originalLanguage = try reader.fact("original_language")
    textDigest = try reader.fact("text_digest")
    body = try reader.prose("body")
    reason = try reader.prose("reason")
  }

  func write(to writer: inout FactWriter) {
    writer.fact("joint_ref", jointRef)
    writer.fact("joint_revision", jointRevision)
    writer.fact("languages", languages)
    writer.fact("material", material)
    writer.fact("original_language", originalLanguage)
    writer.fact("revision", revision)
    writer.fact("text_digest", textDigest)
    writer.prose("body", body)
    writer.prose("reason", reason)
  }
}

/// The one national file of a joint file.
public struct NationalFileOpened: Sendable, Hashable {
  public var ref: String
  public var jointRef: String
  public var provenance = Provenance.live
}

extension NationalFileOpened: EventPayload {
  static let type = EventType(
    "NationalFileOpened", stream: .joint, ledgers: [.national],
    capacities: [.officer],
    requires: ["ref", "joint_ref"])

  init(from reader: FactReader) throws(EventError) {
    ref = try reader.fact("ref")
    jointRef = try reader.fact("joint_ref")
  }

  func write(to writer: inout FactWriter) {
    writer.fact("joint_ref", jointRef)
    writer.fact("ref", ref)
  }
}

/// A government has received a joint revision: its proof of notice.
public struct PartnerReceiptAcknowledged: Sendable, Hashable {
  public var revision: Int
  public var provenance = Provenance.live
}

extension PartnerReceiptAcknowledged: EventPayload {
  static let type = EventType(
    "PartnerReceiptAcknowledged", stream: .proposal, ledgers: [.joint],
    capacities: [.officer],
    requires: ["revision"])

  init(from reader: FactReader) throws(EventError) {
    revision = try reader.fact("revision")
  }

  func write(to writer: inout FactWriter) {
    writer.fact("revision", revision)
  }
}
