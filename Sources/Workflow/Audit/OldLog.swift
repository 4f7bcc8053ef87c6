import TransparencyLog

/// An export that somebody kept, held against the present log entry by entry: it finds the very
/// position where a rewritten history leaves the old one.
struct OldLog: Sendable {
  /// The first position at which the present entry is another.
  private(set) var divergence: Int?
  /// Why the export could not be read to its end.
  private(set) var failure: LogError?
  private var reader: TileReader<TileDirectory>

  init(folder: String, checkpoint: Checkpoint) throws {
    reader = try TileReader(checkpoint, source: TileDirectory(folder: folder))
  }

  private func coordinate(
    _ content: TileCoordinate.Content, _ position: UInt64
  ) throws(LogError) -> TileCoordinate {
    let index = position >> 8
    let width = Int(min(256, reader.size - index << 8))
    return try TileCoordinate(content, index: index, width: width)
  }

  mutating func compare(_ position: Int, _ leaf: Digest) {
    guard divergence == nil, failure == nil, let position = UInt64(exactly: position),
      position < reader.size
    else { return }
    do {
      let tile = try reader.tile(at: try coordinate(.hashes(level: 0), position))
      if tile.hashes[Int(position & 255)] != leaf { divergence = Int(position) }
    } catch {
      failure = error as? LogError ?? .missing("\(error)")
    }
  }

  /// The id of the event that stood at a position.
  mutating func eventID(at position: Int) -> String? {
    guard let position = UInt64(exactly: position), position < reader.size,
      let coordinate = try? coordinate(.entries, position),
      let entries = try? reader.entries(at: coordinate)
    else { return nil }
    return EntryText(entries[Int(position & 255)])["event"]
  }
}
