extension JSON {
  /// The value on one line, members in their own order, UTF-8 unescaped.
  public var text: String { String(decoding: bytes(sorted: false), as: UTF8.self) }

  /// Canonical JSON: RFC 8785 (members sorted by UTF-16 code units, shortest numbers, no white
  /// space).
  public var canonical: [UInt8] { bytes(sorted: true) }

  /// The value over several lines, two spaces a level.
  public var pretty: String {
    var out: [UInt8] = []
    write(to: &out, sorted: false, indent: 0)
    return String(decoding: out, as: UTF8.self)
  }

  private func bytes(sorted: Bool) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(256)
    write(to: &out, sorted: sorted, indent: nil)
    return out
  }

  private func write(to out: inout [UInt8], sorted: Bool, indent: Int?) {
    switch self {
    case .null: out.append(contentsOf: "null".utf8)
    case .bool(let value): out.append(contentsOf: (value ? "true" : "false").utf8)
    case .int(let value): out.append(contentsOf: String(value).utf8)
    case .double(let value): out.append(contentsOf: JSON.number(value).utf8)
    case .string(let value): JSON.writeString(value, to: &out)
    case .array(let values):
      JSON.writeList(values, open: "[", close: "]", to: &out, indent: indent) {
        value, out, indent in
        value.write(to: &out, sorted: sorted, indent: indent)
      }
    case .object(let object):
      let members =
        sorted && !JSON.isSorted(object.members)
        ? object.members.sorted { JSON.precedes($0.key, $1.key) } : object.members
      JSON.writeList(members, open: "{", close: "}", to: &out, indent: indent) {
        member, out, indent in
        JSON.writeString(member.key, to: &out)
        out.append(UInt8(ascii: ":"))
        if indent != nil { out.append(UInt8(ascii: " ")) }
        member.value.write(to: &out, sorted: sorted, indent: indent)
      }
    }
  }

  private static func writeList<Element>(
    _ elements: [Element], open: Unicode.Scalar, close: Unicode.Scalar, to out: inout [UInt8],
    indent: Int?, element: (Element, inout [UInt8], Int?) -> Void
  ) {
    out.append(UInt8(ascii: open))
    for (index, each) in elements.enumerated() {
      if index > 0 { out.append(UInt8(ascii: ",")) }
      if let indent { newline(to: &out, indent: indent + 2) }
      element(each, &out, indent.map { $0 + 2 })
    }
    if let indent, !elements.isEmpty { newline(to: &out, indent: indent) }
    out.append(UInt8(ascii: close))
  }

  private static func newline(to out: inout [UInt8], indent: Int) {
    out.append(UInt8(ascii: "\n"))
    out.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent))
  }

  private static func precedes(_ a: String, _ b: String) -> Bool {
    // UTF-8 bytes order as UTF-16 units do as long as no surrogate is involved.
    let isPlain = a.utf8.allSatisfy { $0 < 0x80 } && b.utf8.allSatisfy { $0 < 0x80 }
    if isPlain { return a.utf8.lexicographicallyPrecedes(b.utf8) }
    return a.utf16.lexicographicallyPrecedes(b.utf16)
  }

  private static func isSorted(_ members: [JSONObject.Member]) -> Bool {
    zip(members, members.dropFirst()).allSatisfy { precedes($0.key, $1.key) }
  }

  private static let hex = Array("0123456789abcdef".utf8)

  private static func writeString(_ value: String, to out: inout [UInt8]) {
    out.append(UInt8(ascii: "\""))
    for byte in value.utf8 {
      switch byte {
      case 0x22: out.append(contentsOf: [0x5c, 0x22])
      case 0x5c: out.append(contentsOf: [0x5c, 0x5c])
      case 0x08: out.append(contentsOf: [0x5c, UInt8(ascii: "b")])
      case 0x09: out.append(contentsOf: [0x5c, UInt8(ascii: "t")])
      case 0x0a: out.append(contentsOf: [0x5c, UInt8(ascii: "n")])
      case 0x0c: out.append(contentsOf: [0x5c, UInt8(ascii: "f")])
      case 0x0d: out.append(contentsOf: [0x5c, UInt8(ascii: "r")])
      case 0..<0x20:
        out.append(contentsOf: "\\u00".utf8)
        out.append(hex[Int(byte >> 4)])
        out.append(hex[Int(byte & 15)])
      default: out.append(byte)
      }
    }
    out.append(UInt8(ascii: "\""))
  }

  /// A finite double as ECMAScript prints it (RFC 8785 §3.2.2.3); the parser admits no other kind.
  private static func number(_ value: Double) -> String {
    if value == 0 { return "0" }
    // Swift prints the shortest digits that read back as the same double; only their layout
    // differs.
    let shortest = value.magnitude.description
    let parts = shortest.split(separator: "e", maxSplits: 1)
    let mantissa = parts[0].split(separator: ".", maxSplits: 1)
    let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    let whole = String(mantissa[0])
    let fraction = mantissa.count > 1 && mantissa[1] != "0" ? String(mantissa[1]) : ""
    var digits = whole + fraction
    var point = whole.count + exponent
    while digits.hasPrefix("0"), digits.count > 1 {
      digits.removeFirst()
      point -= 1
    }
    while digits.hasSuffix("0"), digits.count > 1 { digits.removeLast() }
    return (value < 0 ? "-" : "") + layout(digits: digits, point: point)
  }

  /// `point` is where the decimal point stands, counted in digits from the left.
  private static func layout(digits: String, point: Int) -> String {
    let count = digits.count
    if count <= point, point <= 21 { return digits + String(repeating: "0", count: point - count) }
    if 0 < point, point <= 21 { return digits.prefix(point) + "." + digits.dropFirst(point) }
    if -6 < point, point <= 0 { return "0." + String(repeating: "0", count: -point) + digits }
    let power = point - 1
    let sign = power < 0 ? "-" : "+"
    let rest = count > 1 ? "." + digits.dropFirst() : ""
    return digits.prefix(1) + rest + "e" + sign + String(power.magnitude)
  }
}
