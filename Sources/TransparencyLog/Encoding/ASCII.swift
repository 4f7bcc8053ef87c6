/// What the formats of the log have in common at the level of bytes.
enum ASCII {
  static let lineFeed: UInt8 = 0x0a
  static let space: UInt8 = 0x20
  static let plus = UInt8(ascii: "+")
  /// Em dash and space, which open a signature line.
  static let signatureMark: [UInt8] = [0xe2, 0x80, 0x94, 0x20]

  /// Reads a decimal without sign or leading zeros, or gives nil; nil also beyond 64 bits.
  static func decimal(_ text: some Collection<UInt8>) -> UInt64? {
    guard let first = text.first, text.count == 1 || first != UInt8(ascii: "0") else { return nil }
    var value: UInt64 = 0
    for character in text {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(character) else { return nil }
      let (product, over) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.addingReportingOverflow(UInt64(character - UInt8(ascii: "0")))
      guard !over, !carry else { return nil }
      value = sum
    }
    return value
  }

  /// The text of `bytes`, or nil when they are not UTF-8.
  static func utf8(_ bytes: some Collection<UInt8>) -> String? {
    String(validating: bytes, as: UTF8.self)
  }

  static func bigEndian<Value: FixedWidthInteger>(_ value: Value) -> [UInt8] {
    withUnsafeBytes(of: value.bigEndian) { Array($0) }
  }
}

extension String {
  /// Whether both hold the same bytes; `==` takes canonically equivalent texts for equal,
  /// signatures do not.
  func hasSameBytes(as other: String) -> Bool { utf8.elementsEqual(other.utf8) }
}
