extension RawSpan {
  /// Reads a big-endian integer, the form of every number in PostgreSQL's protocol.
  func bigEndian<T: FixedWidthInteger & BitwiseCopyable>(
    _ type: T.Type, at offset: Int
  ) throws(ValueFailure) -> T {
    guard offset >= 0, byteCount - offset >= MemoryLayout<T>.size else {
      throw ValueFailure(.malformed, "the value ends too early")
    }
    return T(bigEndian: unsafeLoadUnaligned(fromByteOffset: offset, as: T.self))
  }

  /// Copies the bytes.
  func copied() -> [UInt8] {
    withUnsafeBytes { unsafe in [UInt8](unsafe) }
  }
}

extension [UInt8] {
  /// Appends an integer in network order.
  mutating func append<T: FixedWidthInteger>(bigEndian value: T) {
    Swift.withUnsafeBytes(of: value.bigEndian) { bytes in append(contentsOf: bytes) }
  }
}
