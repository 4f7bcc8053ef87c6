extension Digest {
  /// The root of the tree without leaves: the hash of nothing.
  public static let emptyRoot = Digest(hashing: [])

  /// The leaf hash of an entry: SHA-256(0x00 || entry).
  public static func leaf(_ entry: some Sequence<UInt8>) -> Digest {
    let prefix: UInt8 = 0
    if let digest = entry.withContiguousStorageIfAvailable({ Digest(prefix: prefix, $0) }) {
      return digest
    }
    return Array(entry).withUnsafeBufferPointer { Digest(prefix: prefix, $0) }
  }

  /// The hash of an inner node: SHA-256(0x01 || left || right).
  public static func node(_ left: Digest, _ right: Digest) -> Digest {
    withUnsafeTemporaryAllocation(byteCount: 1 + 2 * byteCount, alignment: 8) { buffer in
      buffer[0] = 1
      left.withUnsafeBytes {
        UnsafeMutableRawBufferPointer(rebasing: buffer[1...]).copyMemory(from: $0)
      }
      right.withUnsafeBytes {
        UnsafeMutableRawBufferPointer(rebasing: buffer[(1 + byteCount)...]).copyMemory(from: $0)
      }
      return Digest(sha256: UnsafeRawBufferPointer(buffer))
    }
  }

  private init(prefix: UInt8, _ bytes: UnsafeBufferPointer<UInt8>) {
    // Short entries are copied behind the prefix: one update of the hasher costs more than the
    // copy.
    self = withUnsafeTemporaryAllocation(byteCount: 1 + bytes.count, alignment: 8) { buffer in
      buffer[0] = prefix
      UnsafeMutableRawBufferPointer(rebasing: buffer[1...]).copyMemory(
        from: UnsafeRawBufferPointer(bytes))
      return Digest(sha256: UnsafeRawBufferPointer(buffer))
    }
  }
}
