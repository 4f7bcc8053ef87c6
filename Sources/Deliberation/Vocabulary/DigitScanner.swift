/// Reads fixed-width numbers and punctuation from ASCII text, left to right.
struct DigitScanner {
  private let bytes: [UInt8]
  private(set) var offset = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  var atEnd: Bool { offset == bytes.count }
  var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  mutating func advance() { offset += 1 }

  mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: scalar) else { return false }
    offset += 1
    return true
  }

  mutating func skip(anyOf scalars: Unicode.Scalar...) -> Bool {
    for scalar in scalars where skip(scalar) { return true }
    return false
  }

  /// A number of exactly `width` digits.
  mutating func number(_ width: Int) -> Int? {
    guard offset + width <= bytes.count else { return nil }
    var value = 0
    for byte in bytes[offset..<offset + width] {
      guard (0x30...0x39).contains(byte) else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    offset += width
    return value
  }

  /// One to `limit` digits as a fraction, scaled to `limit` digits; further digits must not follow.
  mutating func fraction(upTo limit: Int) -> Int? {
    var value = 0
    var digits = 0
    while let byte = next, (0x30...0x39).contains(byte) {
      guard digits < limit else { return nil }
      value = value * 10 + Int(byte - 0x30)
      digits += 1
      offset += 1
    }
    guard digits > 0 else { return nil }
    for _ in digits..<limit { value *= 10 }
    return value
  }

  /// Digits, at least one, up to the first other character.
  mutating func number() -> Int? {
    var value = 0
    let start = offset
    while let byte = next, (0x30...0x39).contains(byte), offset - start < 9 {
      value = value * 10 + Int(byte - 0x30)
      offset += 1
    }
    return offset > start ? value : nil
  }
}
