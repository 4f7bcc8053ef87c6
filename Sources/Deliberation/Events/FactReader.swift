/// Reads the members of one event's facts and text, naming what is missing.
struct FactReader {
  let type: String
  let facts: JSONObject
  /// `nil` where there is none or where it is withheld.
  let text: JSONObject?

  func fact<Value: FactValue>(_ name: String) throws(EventError) -> Value {
    let json = facts[name]
    if let value = Value(fact: json ?? .null) { return value }
    switch json {
    case nil, .null: throw .missing(type: type, member: name)
    default: throw .malformed(type: type, member: name)
    }
  }

  /// Prose may always be absent, since it can be withheld or destroyed.
  func prose<Value: FactValue>(_ name: String) throws(EventError) -> Value? {
    guard let json = text?[name], json != .null else { return nil }
    guard let value = Value(fact: json) else { throw .malformed(type: type, member: name) }
    return value
  }
}

/// Collects the members of one event's facts and text.
struct FactWriter {
  private(set) var facts: [JSONObject.Member] = []
  private(set) var text: [JSONObject.Member] = []

  /// A fact that is absent is written as `null`.
  mutating func fact(_ name: String, _ value: some FactValue) {
    facts.append(.init(key: name, value: value.fact))
  }

  /// Prose that is absent is left out.
  mutating func prose(_ name: String, _ value: (some FactValue)?) {
    guard let value else { return }
    text.append(.init(key: name, value: value.fact))
  }
}
