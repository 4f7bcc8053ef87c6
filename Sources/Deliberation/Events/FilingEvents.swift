/// A file was opened in a government, with its first revision.
public struct ProposalFiled: Sendable, Hashable {
  public var ref: String
  public var topics: [String]
  public var level: Level
  public var instrument: Instrument?
  public var languages: [String]
  public var originalLanguage: String
  public var textDigest: String
  public var externalRef: String?
  public var jointRef: String?
  public var jointRevision: Int?
  public var title: LocalizedText?
  public var body: LocalizedText?
  public var source: JSON?
  public var provenance = Provenance.live
}

extension ProposalFiled: EventPayload {
  static let type = EventType(
    "ProposalFiled", stream: .proposal, ledgers: [.national],
    capacities: [.officer],
    requires: ["ref", "topics", "level", "languages", "original_language", "text_digest"])

  init(from reader: FactReader) throws(EventError) {
    ref = try reader.fact("ref")
    topics = try reader.fact("topics")
    level = try reader.fact("level")
    instrument = try reader.fact("instrument")
    languages = try reader.fact("languages")
    originalLanguage = try reader.fact("original_language")
    textDigest = try reader.fact("text_digest")
    externalRef = try reader.fact("external_ref")
    jointRef = try reader.fact("joint_ref")
    jointRevision = try reader.fact("joint_revision")
    title = try reader.prose("title")
    body = try reader.prose("body")
    source = try reader.prose("source")
  }

  func write(to writer: inout FactWriter) {
    writer.fact("external_ref", externalRef)
    writer.fact("instrument", instrument)
    writer.fact("joint_ref", jointRef)
    writer.fact("joint_revision", jointRevision)
    writer.fact("languages", languages)
    writer.fact("level", level)
    writer.fact("original_language", originalLanguage)
    writer.fact("ref", ref)
    writer.fact("text_digest", textDigest)
    writer.fact("topics", topics)
    writer.prose("body", body)
    writer.prose("source", source)
    writer.prose("title", title)
  }
}

/// A file was opened between governments, with its first revision.
public struct ProposalTabled: Sendable, Hashable {
  public var ref: String
  public var topics: [String]
  public var level: Level
  public var instrument: Instrument?
  public var languages: [String]
  public var originalLanguage: String
  public var textDigest: String
  public var externalRef: String?
  public var title: LocalizedText?
  public var body: LocalizedText?
  public var source: JSON?
  public var provenance = Provenance.live
}

extension ProposalTabled: EventPayload {
  static let type = EventType(
    "ProposalTabled", stream: .proposal, ledgers: [.joint],
    capacities: [.officer],
    requires: ["ref", "topics", "level", "languages", "original_language", "text_digest"])

  init(from reader: FactReader) throws(EventError) {
    ref = try reader.fact("ref")
    topics = try reader.fact("topics")
    level = try reader.fact("level")
    instrument = try reader.fact("instrument")
    languages = try reader.fact("languages")
    originalLanguage = try reader.fact("original_language")
    textDigest = try reader.fact("text_digest")
    externalRef = try reader.fact("external_ref")
    title = try reader.prose("title")
    body = try reader.prose("body")
    source = try reader.prose("source")
  }

  func write(to writer: inout FactWriter) {
    writer.fact("external_ref", externalRef)
    writer.fact("instrument", instrument)
    writer.fact("languages", languages)
    writer.fact("level", level)
    writer.fact("original_language", originalLanguage)
    writer.fact("ref", ref)
    writer.fact("text_digest", textDigest)
    writer.fact("topics", topics)
    writer.prose("body", body)
    writer.prose("source", source)
    writer.prose("title", title)
  }
}

/// The text has a new revision; a material one makes positions stale.
public struct RevisionFiled: Sendable, Hashable {
  public var revision: Int
  public var parent: Int
  public var material: Bool
  public var languages: [String]
  public var originalLanguage: String
  public var textDigest: String
  public var reason: String?
  public var body: LocalizedText?
  public var provenance = Provenance.live
}

extension RevisionFiled: EventPayload {
  static let type = EventType(
    "RevisionFiled", stream: .proposal, ledgers: [.national, .joint],
    capacities: [.officer],
    requires: ["revision", "parent", "material", "languages", "original_language", "text_digest"])

  init(from reader: FactReader) throws(EventError) {
    revision = try reader.fact("revision")
    parent = try reader.fact("parent")
    material = try reader.fact("material")
    languages = try reader.fact("languages")
    originalLanguage = try reader.fact("original_language")
    textDigest = try reader.fact("text_digest")
    reason = try reader.prose("reason")
    body = try reader.prose("body")
  }

  func write(to writer: inout FactWriter) {
    writer.fact("languages", languages)
    writer.fact("material", material)
    writer.fact("original_language", originalLanguage)
    writer.fact("parent", parent)
    writer.fact("revision", revision)
    writer.fact("text_digest", textDigest)
    writer.prose("body", body)
    writer.prose("reason", reason)
  }
}

/// Somebody holds that a revision filed as formal is material, which makes it so.
public struct MaterialityChallenged: Sendable, Hashable {
  public var revision: Int
  public var reason: String?
  public var provenance = Provenance.live
}

extension MaterialityChallenged: EventPayload {
  static let type = EventType(
    "MaterialityChallenged", stream: .proposal, ledgers: [.national],
    capacities: [.officer],
    requires: ["revision"])

  init(from reader: FactReader) throws(EventError) {
    revision = try reader.fact("revision")
    reason = try reader.prose("reason")
  }

  func write(to writer: inout FactWriter) {
    writer.fact("revision", revision)
    writer.prose("reason", reason)
  }
}

/// The file was taken back.
public struct ProposalWithdrawn: Sendable, Hashable {
  public var reason: String?
  public var provenance = Provenance.live
}

extension ProposalWithdrawn: EventPayload {
  static let type = EventType(
    "ProposalWithdrawn", stream: .proposal, ledgers: [.national, .joint],
    capacities: [.officer],
    requires: [])

  init(from reader: FactReader) throws(EventError) {
    reason = try reader.prose("reason")
  }

  func write(to writer: inout FactWriter) {
    writer.prose("reason", reason)
  }
}

/// The status that an imported source states.
public struct StatusRecorded: Sendable, Hashable {
  public var status: Headline
  public var reason: String?
  public var provenance = Provenance.live
}

extension StatusRecorded: EventPayload {
  static let type = EventType(
    "StatusRecorded", stream: .proposal, ledgers: [.national, .joint],
    capacities: [.records],
    requires: ["status", "imported"])

  init(from reader: FactReader) throws(EventError) {
    status = try reader.fact("status")
    reason = try reader.prose("reason")
  }

  func write(to writer: inout FactWriter) {
    writer.fact("status", status)
    writer.prose("reason", reason)
  }
}
