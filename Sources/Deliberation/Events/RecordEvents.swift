/// A note that an entry is wrong; the entry itself stays.
public struct RecordCorrected: Sendable, Hashable {
  public var target: String
  public var kind: CorrectionKind
  public var reason: String?
  public var text: String?
  public var provenance = Provenance.live
}

extension RecordCorrected: EventPayload {
  static let type = EventType(
    "RecordCorrected", stream: nil, ledgers: [.national, .joint],
    capacities: [.records],
    requires: ["target", "kind"])

  init(from reader: FactReader) throws(EventError) {
    target = try reader.fact("target")
    kind = try reader.fact("kind")
    reason = try reader.prose("reason")
    text = try reader.prose("text")
  }

  func write(to writer: inout FactWriter) {
    writer.fact("kind", kind)
    writer.fact("target", target)
    writer.prose("reason", reason)
    writer.prose("text", text)
  }
}

/// The first of two officers asks to destroy the prose of an entry.
public struct ExpungeProposed: Sendable, Hashable {
  public var target: String
  public var basis: String
  public var provenance = Provenance.live
}

extension ExpungeProposed: EventPayload {
  static let type = EventType(
    "ExpungeProposed", stream: nil, ledgers: [.national, .joint],
    capacities: [.records],
    requires: ["target", "basis"])

  init(from reader: FactReader) throws(EventError) {
    target = try reader.fact("target")
    basis = try reader.fact("basis")
  }

  func write(to writer: inout FactWriter) {
    writer.fact("basis", basis)
    writer.fact("target", target)
  }
}

/// The second officer had the prose of an entry destroyed; this is its tombstone.
public struct TextExpunged: Sendable, Hashable {
  public var target: String
  public var basis: String
  public var provenance = Provenance.live
}

extension TextExpunged: EventPayload {
  static let type = EventType(
    "TextExpunged", stream: nil, ledgers: [.national, .joint],
    capacities: [.records],
    requires: ["target", "basis"])

  init(from reader: FactReader) throws(EventError) {
    target = try reader.fact("target")
    basis = try reader.fact("basis")
  }

  func write(to writer: inout FactWriter) {
    writer.fact("basis", basis)
    writer.fact("target", target)
  }
}
