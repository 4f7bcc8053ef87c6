/// Makes the tiles of a growing log from its leaf hashes, holding one partial tile a level at most.
public struct TileWriter: Sendable {
  public private(set) var size: UInt64
  // The hashes of the partial tile of each level.
  private var rows: [[Digest]]

  /// Begins an empty log.
  public init() {
    size = 0
    rows = Array(repeating: [], count: TileCoordinate.maximumLevel + 1)
  }

  /// Goes on from a log of `size` whose ``TileCoordinate/partialTiles(size:)`` are given.
  public init(size: UInt64, partialTiles: [Tile]) throws(LogError) {
    self.init()
    let expected = TileCoordinate.partialTiles(size: size)
    guard partialTiles.count == expected.count, Set(partialTiles.map(\.coordinate)) == Set(expected)
    else { throw .malformed(.tile, "these are not the partial tiles of a log of \(size)") }
    for tile in partialTiles { rows[tile.coordinate.level] = tile.hashes }
    self.size = size
  }

  /// Adds a leaf hash and gives each tile that it completes to `full`, the lowest first.
  public mutating func append<Failure: Error>(
    _ leaf: Digest, full: (Tile) throws(Failure) -> Void
  ) throws(Failure) {
    guard size < UInt64.max else { return }
    size += 1
    var hash = leaf
    for level in rows.indices {
      rows[level].append(hash)
      guard rows[level].count == TileCoordinate.fullWidth else { return }
      let index = TileCoordinate.count(level: level, size: size) / 256 - 1
      let tile = Tile(
        unchecked: TileCoordinate(unchecked: .hashes(level: level), index: index, width: 256),
        hashes: rows[level])
      rows[level].removeAll(keepingCapacity: true)
      try full(tile)
      guard let root = tile.root else { return }
      hash = root
    }
  }

  /// The partial tiles of the log as it stands: what a checkpoint of this size needs besides the
  /// full ones.
  public var partialTiles: [Tile] {
    TileCoordinate.partialTiles(size: size).map {
      Tile(unchecked: $0, hashes: rows[$0.level])
    }
  }

  /// The root of the log as it stands.
  public var root: Digest { tree.root }

  /// The right edge of the log as it stands.
  public var tree: MerkleTree {
    let nodes = NodeID.peaks(of: size)
    let peaks = nodes.compactMap { node in
      let tile = Tile(
        unchecked: TileCoordinate(
          unchecked: .hashes(level: node.level / 8), index: 0, width: rows[node.level / 8].count),
        hashes: rows[node.level / 8])
      let height = node.level % 8
      return tile.hash(height: height, offset: Int(node.index % (256 >> UInt64(height))))
    }
    return (try? MerkleTree(size: size, peaks: peaks)) ?? MerkleTree()
  }
}
