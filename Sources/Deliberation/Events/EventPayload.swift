/// What one type of event carries.
protocol EventPayload: Sendable, Hashable {
  static var type: EventType { get }
  var provenance: Provenance { get set }
  init(from reader: FactReader) throws(EventError)
  func write(to writer: inout FactWriter)
}

/// A type of event: its name and version, where it may stand and who may write it.
public struct EventType: Sendable, Hashable {
  public let name: String
  public let schemaVersion: Int
  /// `nil` for a type that may stand in any stream.
  public let stream: StreamKind?
  public let ledgers: [LedgerKind]
  public let capacities: [Capacity]
  /// The facts that are never null.
  public let requiredFacts: [String]

  init(
    _ name: String, _ schemaVersion: Int = 1, stream: StreamKind?, ledgers: [LedgerKind],
    capacities: [Capacity], requires facts: [String]
  ) {
    self.name = name
    self.schemaVersion = schemaVersion
    self.stream = stream
    self.ledgers = ledgers
    self.capacities = capacities
    self.requiredFacts = facts
  }
}
