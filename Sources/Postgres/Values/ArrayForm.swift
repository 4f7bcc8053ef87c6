/// The binary form of a one-dimensional array: dimensions, NULL flag, element type, size, lower
/// bound, then each element behind its length (-1 for NULL).
enum ArrayForm {
  static func writeHeader(
    count: Int, hasNull: Bool, element: PostgresType, into buffer: inout [UInt8]
  ) {
    buffer.append(bigEndian: Int32(count == 0 ? 0 : 1))
    buffer.append(bigEndian: Int32(hasNull ? 1 : 0))
    buffer.append(bigEndian: element.rawValue)
    guard count > 0 else { return }
    buffer.append(bigEndian: Int32(clamping: count))
    buffer.append(bigEndian: Int32(1))
  }

  static func writeElement(_ value: some PostgresScalar, into buffer: inout [UInt8]) {
    let start = buffer.count
    buffer.append(bigEndian: Int32(0))
    value.write(into: &buffer)
    let length = Int32(clamping: buffer.count - start - 4)
    withUnsafeBytes(of: length.bigEndian) { bytes in
      for (offset, byte) in bytes.enumerated() { buffer[start + offset] = byte }
    }
  }

  static func read<Element: PostgresScalar>(
    _ bytes: RawSpan, of element: Element.Type,
    each: (Element?) throws(ValueFailure) -> Void
  ) throws(ValueFailure) {
    let dimensions = try bytes.bigEndian(Int32.self, at: 0)
    let type = PostgresType(rawValue: try bytes.bigEndian(UInt32.self, at: 8))
    guard Element.readableTypes.contains(type) else {
      throw ValueFailure(.wrongType, "the array's elements are \(type)")
    }
    guard dimensions != 0 else { return }
    guard dimensions == 1 else {
      throw ValueFailure(.malformed, "the array has \(dimensions) dimensions instead of one")
    }
    let count = try bytes.bigEndian(Int32.self, at: 12)
    guard count >= 0 else { throw ValueFailure(.malformed, "the array's size is negative") }
    var offset = 20
    for _ in 0..<count {
      let length = Int(try bytes.bigEndian(Int32.self, at: offset))
      offset += 4
      if length < 0 {
        try each(nil)
        continue
      }
      guard bytes.byteCount - offset >= length else {
        throw ValueFailure(.malformed, "the array ends too early")
      }
      try each(try Element.read(bytes.extracting(offset..<offset + length), as: type))
      offset += length
    }
  }
}
