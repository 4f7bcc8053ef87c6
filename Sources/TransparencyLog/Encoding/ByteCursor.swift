/// Reads bytes from front to back, line by line or field by field; it never reads past the end.
struct ByteCursor {
  private(set) var rest: ArraySlice<UInt8>

  init(_ bytes: some Sequence<UInt8>) { rest = ArraySlice(bytes) }

  var isAtEnd: Bool { rest.isEmpty }

  /// Takes the next line without its LF, or gives nil when no LF is left.
  mutating func line() -> ArraySlice<UInt8>? {
    guard let end = rest.firstIndex(of: ASCII.lineFeed) else { return nil }
    defer { rest = rest[(end + 1)...] }
    return rest[..<end]
  }

  /// Takes exactly `count` bytes, or gives nil and takes none.
  mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
    guard count >= 0, count <= rest.count else { return nil }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }

  /// Takes `prefix` when it comes next.
  mutating func take(_ prefix: StaticString) -> Bool {
    let matches = prefix.withUTF8Buffer { rest.starts(with: $0) }
    if matches { rest = rest.dropFirst(prefix.utf8CodeUnitCount) }
    return matches
  }

  /// Takes a big-endian integer, or gives nil when too few bytes are left.
  mutating func integer<Value: FixedWidthInteger & UnsignedInteger>(_: Value.Type) -> Value? {
    take(Value.bitWidth / 8)?.reduce(0) { $0 << 8 | Value($1) }
  }
}
