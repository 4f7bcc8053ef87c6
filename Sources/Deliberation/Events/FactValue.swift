/// A value that stands in the facts or the text of an event.
protocol FactValue {
  /// `nil` where the JSON is of another shape.
  init?(fact: JSON)
  var fact: JSON { get }
}

extension String: FactValue {
  init?(fact: JSON) {
    guard case .string(let value) = fact else { return nil }
    self = value
  }
  var fact: JSON { .string(self) }
}

extension Int: FactValue {
  init?(fact: JSON) {
    guard case .int(let value) = fact else { return nil }
    self = Int(value)
  }
  var fact: JSON { .int(Int64(self)) }
}

extension Bool: FactValue {
  init?(fact: JSON) {
    guard case .bool(let value) = fact else { return nil }
    self = value
  }
  var fact: JSON { .bool(self) }
}

extension JSON: FactValue {
  init?(fact: JSON) { self = fact }
  var fact: JSON { self }
}

extension Optional: FactValue where Wrapped: FactValue {
  init?(fact: JSON) {
    if case .null = fact {
      self = .none
      return
    }
    guard let value = Wrapped(fact: fact) else { return nil }
    self = .some(value)
  }
  var fact: JSON { self?.fact ?? .null }
}

extension Array: FactValue where Element: FactValue {
  init?(fact: JSON) {
    guard case .array(let values) = fact else { return nil }
    self = []
    reserveCapacity(values.count)
    for value in values {
      guard let element = Element(fact: value) else { return nil }
      append(element)
    }
  }
  var fact: JSON { .array(map(\.fact)) }
}

extension Dictionary: FactValue where Key == String, Value: FactValue {
  init?(fact: JSON) {
    guard case .object(let object) = fact else { return nil }
    self = [:]
    for member in object.members {
      guard let value = Value(fact: member.value) else { return nil }
      self[member.key] = value
    }
  }
  var fact: JSON {
    .object(JSONObject(keys.sorted().map { .init(key: $0, value: self[$0]?.fact ?? .null) }))
  }
}

extension FactValue where Self: RawRepresentable, RawValue == String {
  init?(fact: JSON) {
    guard case .string(let value) = fact else { return nil }
    self.init(rawValue: value)
  }
  var fact: JSON { .string(rawValue) }
}

extension Level: FactValue {}
extension PositionCode: FactValue {}
extension Role: FactValue {}
extension LedgerKind: FactValue {}
extension Capacity: FactValue {}
extension Verdict: FactValue {}
extension RuleID: FactValue {}
extension TallyBasis: FactValue {}
extension CountsAs: FactValue {}
extension RuleScope: FactValue {}
extension ReleaseAct: FactValue {}
extension Instrument: FactValue {}
extension CorrectionKind: FactValue {}
extension Headline: FactValue {}

extension Timestamp: FactValue {
  init?(fact: JSON) {
    guard case .string(let value) = fact else { return nil }
    self.init(rfc3339: value)
  }
  var fact: JSON { .string(description) }
}

extension CivilDate: FactValue {
  init?(fact: JSON) {
    guard case .string(let value) = fact else { return nil }
    self.init(value)
  }
  var fact: JSON { .string(description) }
}

extension ZonedTime: FactValue {
  init?(fact: JSON) {
    guard let at = fact["at"]?.string, let zone = fact["zone"]?.string else { return nil }
    self.init(rfc3339: at, zone: zone)
  }
  var fact: JSON { ["at": .string(rfc3339), "zone": .string(zone)] }
}

extension LocalizedText: FactValue {
  init?(fact: JSON) {
    guard let values = [String: String](fact: fact) else { return nil }
    self.init(values)
  }
  var fact: JSON { values.fact }
}
