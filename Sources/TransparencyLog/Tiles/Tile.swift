/// Up to 256 consecutive hashes of one level.
public struct Tile: Hashable, Sendable {
  public let coordinate: TileCoordinate
  public let hashes: [Digest]

  init(unchecked coordinate: TileCoordinate, hashes: [Digest]) {
    self.coordinate = coordinate
    self.hashes = hashes
  }

  /// - Throws: ``LogError/malformed(_:_:)`` unless there are as many hashes as the coordinate says.
  public init(_ coordinate: TileCoordinate, hashes: [Digest]) throws(LogError) {
    guard coordinate.content != .entries, hashes.count == coordinate.width else {
      throw .malformed(.tile, "\(coordinate) does not hold \(hashes.count) hashes")
    }
    self.init(unchecked: coordinate, hashes: hashes)
  }

  /// Reads the content of a tile: its hashes one after the other. The bytes of a full tile may be
  /// given for a partial one, since a log may drop the partial tile then.
  public init(_ coordinate: TileCoordinate, parsing bytes: [UInt8]) throws(LogError) {
    let full = TileCoordinate.fullWidth * Digest.byteCount
    guard bytes.count == coordinate.width * Digest.byteCount || bytes.count == full else {
      throw .malformed(.tile, "\(coordinate) has \(bytes.count) bytes")
    }
    var hashes: [Digest] = []
    hashes.reserveCapacity(coordinate.width)
    var cursor = ByteCursor(bytes)
    for _ in 0..<coordinate.width {
      guard let part = cursor.take(Digest.byteCount), let hash = Digest(part) else { break }
      hashes.append(hash)
    }
    try self.init(coordinate, hashes: hashes)
  }

  public var bytes: [UInt8] { hashes.flatMap(\.bytes) }

  /// The hash of a node that lies within the tile: `height` 0 to 8 above its hashes, counted from
  /// its left edge; nil when the tile does not cover it.
  func hash(height: Int, offset: Int) -> Digest? {
    guard (0...8).contains(height), (0..<256 >> height).contains(offset) else { return nil }
    let start = offset << height
    let end = start + 1 << height
    guard end <= hashes.count else { return nil }
    var row = Array(hashes[start..<end])
    while row.count > 1 {
      row = stride(from: 0, to: row.count, by: 2).map { .node(row[$0], row[$0 + 1]) }
    }
    return row.first
  }

  /// The hash over a full tile, which the tile above holds.
  var root: Digest? { hash(height: 8, offset: 0) }
}
