import TransparencyLog

/// A tlog-tiles directory on disk.
struct TileDirectory: TileSource, Sendable {
  let folder: String

  func bytes(at coordinate: TileCoordinate) throws -> [UInt8] {
    if let bytes = try Files.bytes("\(folder)/\(coordinate.path)") { return bytes }
    // A mirror may have dropped a partial tile once the full one was there.
    if !coordinate.isFull, let bytes = try Files.bytes("\(folder)/\(coordinate.full.path)") {
      return bytes
    }
    throw LogError.missing("\(folder) has no \(coordinate.path)")
  }

  /// The checkpoint of the directory; `nil` where there is none.
  func checkpoint() throws -> Note? {
    guard let bytes = try Files.bytes(folder + "/checkpoint") else { return nil }
    return try Note(parsing: bytes)
  }
}
