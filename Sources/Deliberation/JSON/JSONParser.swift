/// Why a text is not JSON, and where: `offset` counts bytes from the start.
public struct JSONError: Error, Hashable, CustomStringConvertible {
  public var reason: String
  public var offset: Int

  public var description: String { "\(reason) at byte \(offset)" }
}

extension JSON {
  /// Reads one JSON text (RFC 8259). Duplicate names, lone surrogates and nesting beyond 128 are
  /// refused, since two readers of a record must never understand it differently.
  public init(parsing bytes: some Collection<UInt8>) throws(JSONError) {
    let contiguous = Array(bytes)
    var parser = JSONParser(contiguous)
    self = try parser.document()
  }

  public init(parsing text: String) throws(JSONError) {
    try self.init(parsing: text.utf8)
  }
}

private struct JSONParser {
  private let bytes: [UInt8]
  private var at = 0
  private static let maximumDepth = 128

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func document() throws(JSONError) -> JSON {
    let value = try self.value(depth: 0)
    skipSpace()
    guard at == bytes.count else { throw error("something follows the value") }
    return value
  }

  private func error(_ reason: String) -> JSONError { JSONError(reason: reason, offset: at) }

  private mutating func skipSpace() {
    while at < bytes.count {
      switch bytes[at] {
      case 0x20, 0x0a, 0x0d, 0x09: at += 1
      default: return
      }
    }
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard at < bytes.count, bytes[at] == UInt8(ascii: scalar) else { return false }
    at += 1
    return true
  }

  private mutating func value(depth: Int) throws(JSONError) -> JSON {
    guard depth < Self.maximumDepth else { throw error("nested too deeply") }
    skipSpace()
    guard at < bytes.count else { throw error("a value is missing") }
    switch bytes[at] {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func word(_ word: StaticString, _ value: JSON) throws(JSONError) -> JSON {
    let length = word.utf8CodeUnitCount
    guard at + length <= bytes.count else { throw error("unknown word") }
    for index in 0..<length where bytes[at + index] != word.utf8Start[index] {
      throw error("unknown word")
    }
    at += length
    return value
  }

  private mutating func object(depth: Int) throws(JSONError) -> JSON {
    at += 1
    var members: [JSONObject.Member] = []
    var seen: Set<String> = []
    skipSpace()
    if take("}") { return .object(JSONObject()) }
    repeat {
      skipSpace()
      guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else {
        throw error("a name is missing")
      }
      let key = try string()
      // Small objects are the rule; comparing a few names is cheaper than hashing each.
      let isKnown =
        members.count < 16
        ? members.contains { $0.key == key } : seen.contains(key)
      guard !isKnown else { throw error("a name stands twice") }
      if members.count == 15 { seen = Set(members.map(\.key)) }
      if members.count >= 15 { seen.insert(key) }
      skipSpace()
      guard take(":") else { throw error("':' is missing") }
      members.append(.init(key: key, value: try value(depth: depth + 1)))
      skipSpace()
    } while take(",")
    guard take("}") else { throw error("'}' is missing") }
    return .object(JSONObject(members))
  }

  private mutating func array(depth: Int) throws(JSONError) -> JSON {
    at += 1
    var elements: [JSON] = []
    skipSpace()
    if take("]") { return .array([]) }
    repeat {
      elements.append(try value(depth: depth + 1))
      skipSpace()
    } while take(",")
    guard take("]") else { throw error("']' is missing") }
    return .array(elements)
  }

  private mutating func string() throws(JSONError) -> String {
    at += 1
    let start = at
    while at < bytes.count, bytes[at] != 0x22, bytes[at] != 0x5c, bytes[at] >= 0x20 { at += 1 }
    guard at < bytes.count else { throw error("a string does not end") }
    if bytes[at] == 0x22 {
      let plain = bytes[start..<at]
      at += 1
      return try decode(plain)
    }
    return try escapedString(from: start)
  }

  private func decode(_ utf8: some Collection<UInt8>) throws(JSONError) -> String {
    guard let string = String(validating: utf8, as: UTF8.self) else { throw error("not UTF-8") }
    return string
  }

  private mutating func escapedString(from start: Int) throws(JSONError) -> String {
    var out = Array(bytes[start..<at])
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      switch byte {
      case 0x22: return try decode(out)
      case 0..<0x20: throw error("a control character stands in a string")
      case 0x5c: try escape(into: &out)
      default: out.append(byte)
      }
    }
    throw error("a string does not end")
  }

  private mutating func escape(into out: inout [UInt8]) throws(JSONError) {
    guard at < bytes.count else { throw error("a string does not end") }
    let byte = bytes[at]
    at += 1
    switch byte {
    case 0x22, 0x5c, UInt8(ascii: "/"): out.append(byte)
    case UInt8(ascii: "b"): out.append(0x08)
    case UInt8(ascii: "t"): out.append(0x09)
    case UInt8(ascii: "n"): out.append(0x0a)
    case UInt8(ascii: "f"): out.append(0x0c)
    case UInt8(ascii: "r"): out.append(0x0d)
    case UInt8(ascii: "u"):
      var code = UInt32(try hex4())
      if (0xD800..<0xDC00).contains(code) {
        guard take("\\"), take("u") else { throw error("half a surrogate pair") }
        let low = UInt32(try hex4())
        guard (0xDC00..<0xE000).contains(low) else { throw error("half a surrogate pair") }
        code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
      }
      guard let scalar = Unicode.Scalar(code) else { throw error("half a surrogate pair") }
      out.append(contentsOf: Array(String(Character(scalar)).utf8))
    default: throw error("unknown escape")
    }
  }

  private mutating func hex4() throws(JSONError) -> UInt16 {
    guard at + 4 <= bytes.count else { throw error("four hex digits are missing") }
    var value: UInt16 = 0
    for byte in bytes[at..<at + 4] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
        throw error("four hex digits are missing")
      }
      value = value << 4 | UInt16(digit)
    }
    at += 4
    return value
  }

  private mutating func number() throws(JSONError) -> JSON {
    let start = at
    _ = take("-")
    let wholeStart = at
    let whole = digits()
    guard whole > 0, whole == 1 || bytes[wholeStart] != UInt8(ascii: "0") else {
      throw error("not a number")
    }
    var integral = true
    if take(".") {
      integral = false
      guard digits() > 0 else { throw error("digits are missing after '.'") }
    }
    if take("e") || take("E") {
      integral = false
      if !take("+") { _ = take("-") }
      guard digits() > 0 else { throw error("digits are missing in the exponent") }
    }
    let literal = String(decoding: bytes[start..<at], as: UTF8.self)
    // Beyond 2^53 readers disagree about integers, so those follow the double's rules as RFC 8785
    // does.
    if integral, let value = Int64(literal), value.magnitude <= 1 << 53 { return .int(value) }
    guard let value = Double(literal), value.isFinite else { throw error("a number out of range") }
    return .double(value)
  }

  private mutating func digits() -> Int {
    let start = at
    while at < bytes.count, (0x30...0x39).contains(bytes[at]) { at += 1 }
    return at - start
  }
}
