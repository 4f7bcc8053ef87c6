/// Wherever the tiles of a log are kept: a directory, a mirror, memory.
public protocol TileSource {
  /// The bytes at a coordinate, or an error when there are none. For a partial tile, a source that
  /// has only the full one gives that.
  func bytes(at coordinate: TileCoordinate) throws -> [UInt8]
}

/// Reads a log from its tiles and believes nothing that does not hang under the root of a
/// checkpoint.
///
/// It keeps the right edge and the last tile used of each level, so memory stays bounded.
public struct TileReader<Source: TileSource> {
  public let size: UInt64
  public let root: Digest
  public let source: Source
  private let edge: [TileCoordinate: Tile]
  private var recent: [Int: Tile] = [:]

  /// Reads the right edge and checks it against `root`.
  ///
  /// - Throws: ``LogError`` when the tiles do not lead to the root, or what the source throws.
  public init(size: UInt64, root: Digest, source: Source) throws {
    self.size = size
    self.root = root
    self.source = source
    let tiles = try TileCoordinate.partialTiles(size: size).map {
      try Tile($0, parsing: try source.bytes(at: $0))
    }
    let writer = try TileWriter(size: size, partialTiles: tiles)
    guard writer.root == root else {
      throw LogError.inconsistent("the tiles of size \(size) do not lead to the root")
    }
    edge = Dictionary(uniqueKeysWithValues: tiles.map { ($0.coordinate, $0) })
  }

  public init(_ checkpoint: Checkpoint, source: Source) throws {
    try self.init(size: checkpoint.size, root: checkpoint.root, source: source)
  }

  /// A tile that is known to hang under the root.
  public mutating func tile(at coordinate: TileCoordinate) throws -> Tile {
    if let tile = edge[coordinate] { return tile }
    let level = coordinate.level
    if let tile = recent[level], tile.coordinate == coordinate { return tile }
    guard coordinate.isFull, coordinate.content != .entries,
      coordinate.index < TileCoordinate.count(level: level, size: size) >> 8
    else { throw LogError.missing("\(coordinate) is not in a log of \(size)") }
    let tile = try Tile(coordinate, parsing: try source.bytes(at: coordinate))
    guard tile.root == (try hash(of: NodeID(level: 8 * (level + 1), index: coordinate.index)))
    else { throw LogError.inconsistent("\(coordinate) does not hang under the root") }
    recent[level] = tile
    return tile
  }

  /// The hash of a node, checked.
  public mutating func hash(of node: NodeID) throws -> Digest {
    guard let coordinate = TileCoordinate.containing(node, size: size) else {
      throw LogError.missing("\(node) is not in a log of \(size)")
    }
    let height = node.level % 8
    let offset = Int(node.index % (256 >> UInt64(height)))
    guard let hash = try tile(at: coordinate).hash(height: height, offset: offset) else {
      throw LogError.missing("\(node) is not in \(coordinate)")
    }
    return hash
  }

  /// The entries of a bundle, each checked against its leaf hash.
  public mutating func entries(at coordinate: TileCoordinate) throws -> [[UInt8]] {
    let first = coordinate.index << 8
    guard coordinate.content == .entries, first >> 8 == coordinate.index,
      let hashes = TileCoordinate.containing(NodeID(level: 0, index: first), size: size),
      hashes.width == coordinate.width
    else { throw LogError.missing("\(coordinate) is not in a log of \(size)") }
    let entries = try EntryBundle.decode(
      try source.bytes(at: coordinate), width: coordinate.width)
    let tile = try tile(at: hashes)
    for (offset, entry) in entries.enumerated() where .leaf(entry) != tile.hashes[offset] {
      throw LogError.inconsistent("entry \(first + UInt64(offset)) is not the one in the tree")
    }
    return entries
  }

  /// Proof that entry `index` is in the tree of the first `size` entries, by default the whole log.
  public mutating func inclusionProof(
    index: UInt64, size: UInt64? = nil
  ) throws -> InclusionProof {
    let size = size ?? self.size
    let nodes = try fetch(try ProofPlan.inclusion(index: index, size: size))
    return try InclusionProof(index: index, size: size, from: nodes)
  }

  /// Proof that the log grew out of its first `oldSize` entries.
  public mutating func consistencyProof(
    from oldSize: UInt64, to newSize: UInt64? = nil
  ) throws -> ConsistencyProof {
    let newSize = newSize ?? size
    let nodes = try fetch(try ProofPlan.consistency(from: oldSize, to: newSize))
    return try ConsistencyProof(oldSize: oldSize, newSize: newSize, from: nodes)
  }

  /// The root over the first `size` entries.
  public mutating func root(size: UInt64) throws -> Digest {
    let plan = ProofPlan.root(size: size)
    let nodes = try fetch(plan)
    return try plan.hashes(from: nodes).first ?? .emptyRoot
  }

  private mutating func fetch(_ plan: ProofPlan) throws -> FetchedNodes {
    var fetched = FetchedNodes()
    for node in plan.nodes { fetched.hashes[node] = try hash(of: node) }
    return fetched
  }
}

extension TileReader: Sendable where Source: Sendable {}
