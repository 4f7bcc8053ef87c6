extension TileCoordinate {
  /// How many hashes level `level` of a tree of `size` holds: floor(size / 256^level).
  static func count(level: Int, size: UInt64) -> UInt64 {
    level > maximumLevel ? 0 : size >> UInt64(8 * level)
  }

  /// The tile of a tree of `size` in which the hash of `node` is kept or can be computed, or nil
  /// when the tree does not have that node.
  public static func containing(_ node: NodeID, size: UInt64) -> TileCoordinate? {
    guard (0..<64).contains(node.level) else { return nil }
    let level = node.level / 8
    let spread = UInt64(node.level % 8)
    let first = node.index << spread
    guard first >> spread == node.index else { return nil }
    let count = count(level: level, size: size)
    guard first < count, 1 << spread <= count - first else { return nil }
    let index = first >> 8
    let width = min(256, count - index << 8)
    return TileCoordinate(unchecked: .hashes(level: level), index: index, width: Int(width))
  }

  /// The partial tiles of a tree of `size`, lowest level first; their hashes are all that is needed
  /// to go on.
  public static func partialTiles(size: UInt64) -> [TileCoordinate] {
    (0...maximumLevel).compactMap { level in
      let count = count(level: level, size: size)
      let width = Int(count % 256)
      guard width > 0 else { return nil }
      return TileCoordinate(unchecked: .hashes(level: level), index: count / 256, width: width)
    }
  }

  /// The tiles of hashes that a tree of `size` has and one of `old` did not, without listing them
  /// in memory.
  public static func tiles(from old: UInt64 = 0, to size: UInt64) -> some Sequence<TileCoordinate> {
    (0...maximumLevel).lazy.flatMap { level in
      slots(
        .hashes(level: level), from: count(level: level, size: old),
        to: count(level: level, size: size))
    }
  }

  /// The entry bundles that a tree of `size` has and one of `old` did not.
  public static func bundles(from old: UInt64 = 0, to size: UInt64) -> some Sequence<TileCoordinate>
  {
    slots(.entries, from: old, to: size)
  }

  private static func slots(
    _ content: Content, from old: UInt64, to new: UInt64
  ) -> some Sequence<TileCoordinate> {
    // A tile is new when it gained something; the first one touched may have been partial before.
    let end = new > old ? new / 256 + (new % 256 == 0 ? 0 : 1) : old / 256
    return (old / 256..<max(end, old / 256)).lazy.map { index in
      let width = Int(min(256, new - index << 8))
      return TileCoordinate(unchecked: content, index: index, width: width)
    }
  }
}
