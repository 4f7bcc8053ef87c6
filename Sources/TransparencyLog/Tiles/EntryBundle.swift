/// Up to 256 consecutive entries, each preceded by its length in two bytes.
public enum EntryBundle {
  /// The longest entry that a bundle can carry.
  public static let maximumEntryBytes = Int(UInt16.max)

  /// - Throws: ``LogError/limit(_:)`` for an entry over 65,535 bytes or more than 256 entries.
  public static func encode(_ entries: some Collection<[UInt8]>) throws(LogError) -> [UInt8] {
    guard entries.count <= TileCoordinate.fullWidth else {
      throw .limit("a bundle has at most 256 entries")
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(entries.reduce(0) { $0 + 2 + $1.count })
    for entry in entries { try append(entry, to: &bytes) }
    return bytes
  }

  /// Adds one entry to the bytes of a bundle, which is all that growing a partial bundle takes.
  public static func append(_ entry: [UInt8], to bytes: inout [UInt8]) throws(LogError) {
    guard let length = UInt16(exactly: entry.count) else {
      throw .limit("an entry has at most \(maximumEntryBytes) bytes, not \(entry.count)")
    }
    bytes += ASCII.bigEndian(length)
    bytes += entry
  }

  /// Reads exactly `width` entries. The bytes of a full bundle may be given for a partial one.
  public static func decode(_ bytes: [UInt8], width: Int) throws(LogError) -> [[UInt8]] {
    guard (1...TileCoordinate.fullWidth).contains(width) else {
      throw .malformed(.bundle, "a bundle has 1 to 256 entries")
    }
    var cursor = ByteCursor(bytes)
    var entries: [[UInt8]] = []
    while !cursor.isAtEnd {
      guard entries.count < TileCoordinate.fullWidth,
        let length = cursor.integer(UInt16.self), let entry = cursor.take(Int(length))
      else { throw .malformed(.bundle, "an entry is cut off or one too many") }
      entries.append(Array(entry))
    }
    guard entries.count == width || entries.count == TileCoordinate.fullWidth else {
      throw .malformed(.bundle, "\(entries.count) entries instead of \(width)")
    }
    return Array(entries.prefix(width))
  }
}
