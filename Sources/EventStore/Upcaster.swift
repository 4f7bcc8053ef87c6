/// Turns events of old schema versions into the present ones as they are read.
///
/// The log keeps the bytes that were hashed; only what a reader is handed changes. One step leads
/// from a version to the next.
public struct Upcaster: Sendable {
  /// The payload of one event, as canonical JSON.
  public struct Payload: Sendable, Hashable {
    public var type: String
    public var schemaVersion: Int
    public var facts: [UInt8]
    public var text: [UInt8]?

    public init(type: String, schemaVersion: Int, facts: [UInt8], text: [UInt8]?) {
      self.type = type
      self.schemaVersion = schemaVersion
      self.facts = facts
      self.text = text
    }
  }

  public typealias Step = @Sendable (Payload) throws -> Payload

  private struct Key: Hashable {
    var type: String
    var version: Int
  }

  private var steps: [Key: Step] = [:]

  public init() {}

  /// Registers what leads from one version of a type to a later one (or to another type).
  public mutating func register(_ type: String, from version: Int, _ step: @escaping Step) {
    steps[Key(type: type, version: version)] = step
  }

  /// - Throws: what a step throws, or `StoreError` when a step does not move on (it would never
  ///   end).
  public func upcast(_ payload: Payload) throws -> Payload {
    var current = payload
    while let step = steps[Key(type: current.type, version: current.schemaVersion)] {
      let next = try step(current)
      guard next.type != current.type || next.schemaVersion > current.schemaVersion else {
        throw StoreError(
          .schema, "The upcaster of \(current.type)/\(current.schemaVersion) does not move on.")
      }
      current = next
    }
    return current
  }

  var isEmpty: Bool { steps.isEmpty }
}
