/// A JSON value. Objects keep the order in which their members were written.
public enum JSON: Sendable, Hashable {
  case null
  case bool(Bool)
  case int(Int64)
  case double(Double)
  case string(String)
  case array([JSON])
  case object(JSONObject)
}

/// The members of a JSON object, in order, without duplicates.
public struct JSONObject: Sendable, Hashable {
  public struct Member: Sendable, Hashable {
    public var key: String
    public var value: JSON

    public init(key: String, value: JSON) {
      self.key = key
      self.value = value
    }
  }

  public private(set) var members: [Member]

  public init(_ members: [Member] = []) {
    self.members = members
  }

  public var isEmpty: Bool { members.isEmpty }

  public subscript(key: String) -> JSON? {
    get { members.first { $0.key == key }?.value }
    set {
      let index = members.firstIndex { $0.key == key }
      switch (index, newValue) {
      case (let index?, let value?): members[index].value = value
      case (let index?, nil): members.remove(at: index)
      case (nil, let value?): members.append(Member(key: key, value: value))
      case (nil, nil): break
      }
    }
  }

  /// The same object with only these members, in this order; a name that is absent is left out.
  public func only(_ keys: [String]) -> JSONObject {
    JSONObject(keys.compactMap { key in self[key].map { Member(key: key, value: $0) } })
  }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral elements: (String, JSON)...) {
    self.init(elements.map { Member(key: $0.0, value: $0.1) })
  }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral,
  ExpressibleByNilLiteral, ExpressibleByStringInterpolation
{
  public init(stringLiteral value: String) { self = .string(value) }
  public init(integerLiteral value: Int64) { self = .int(value) }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  public init(arrayLiteral elements: JSON...) { self = .array(elements) }
  public init(dictionaryLiteral elements: (String, JSON)...) {
    self = .object(JSONObject(elements.map { .init(key: $0.0, value: $0.1) }))
  }
  public init(nilLiteral: ()) { self = .null }

  /// A string, or `null` for `nil`.
  public init(_ value: String?) { self = value.map(JSON.string) ?? .null }
  /// A number, or `null` for `nil`.
  public init(_ value: Int?) { self = value.map { .int(Int64($0)) } ?? .null }
  public init(_ value: Int64?) { self = value.map(JSON.int) ?? .null }
  public init(_ value: Bool?) { self = value.map(JSON.bool) ?? .null }
  public init(_ values: [String]) { self = .array(values.map(JSON.string)) }
}

extension JSON {
  public var string: String? { if case .string(let value) = self { value } else { nil } }
  public var int: Int? { if case .int(let value) = self { Int(value) } else { nil } }
  public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
  public var array: [JSON]? { if case .array(let value) = self { value } else { nil } }
  public var object: JSONObject? { if case .object(let value) = self { value } else { nil } }
  public var isNull: Bool { self == .null }

  /// The member of an object, or `nil` where this is no object or has no such member.
  public subscript(key: String) -> JSON? { object?[key] }
  /// The strings of an array of strings, or `nil`.
  public var strings: [String]? {
    guard let array else { return nil }
    var out: [String] = []
    for element in array {
      guard let string = element.string else { return nil }
      out.append(string)
    }
    return out
  }
}
