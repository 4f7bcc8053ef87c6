import EventStore
import TransparencyLog

/// Writes a log as a tlog-tiles directory, going on from what is there.
///
/// Every file but `checkpoint` is written once and never changes; `checkpoint` comes last, after
/// all that it speaks of.
struct LogExport {
  private let folder: String
  private var writer: TileWriter
  // The entries of the bundle that is not full yet.
  private var bundle: [UInt8]
  private(set) var files = 0

  /// Goes on from the checkpoint of the directory; `nil` begins a new one.
  init(folder: String, from old: Checkpoint?) throws {
    self.folder = folder
    guard let old else {
      writer = TileWriter()
      bundle = []
      return
    }
    let source = TileDirectory(folder: folder)
    // The reader believes the tiles only if they lead to the signed root.
    var reader = try TileReader(old, source: source)
    let tiles = try TileCoordinate.partialTiles(size: old.size).map { coordinate in
      try Tile(coordinate, parsing: try source.bytes(at: coordinate))
    }
    writer = try TileWriter(size: old.size, partialTiles: tiles)
    let width = Int(old.size % 256)
    guard width > 0 else {
      bundle = []
      return
    }
    let partial = try TileCoordinate(.entries, index: old.size / 256, width: width)
    bundle = try EntryBundle.encode(try reader.entries(at: partial))
  }

  var size: UInt64 { writer.size }
  var root: Digest { writer.root }

  mutating func append(_ entry: [UInt8]) throws {
    try EntryBundle.append(entry, to: &bundle)
    var full: [Tile] = []
    writer.append(.leaf(entry)) { full.append($0) }
    for tile in full { try put(tile.bytes, tile.coordinate) }
    if size % 256 == 0 {
      try put(bundle, try TileCoordinate(.entries, index: size / 256 - 1))
      bundle = []
    }
  }

  /// Writes the partial tiles that a checkpoint of the present size needs.
  mutating func publish() throws {
    for tile in writer.partialTiles { try put(tile.bytes, tile.coordinate) }
    let width = Int(size % 256)
    if width > 0 { try put(bundle, try TileCoordinate(.entries, index: size / 256, width: width)) }
  }

  private mutating func put(_ bytes: [UInt8], _ coordinate: TileCoordinate) throws {
    let path = "\(folder)/\(coordinate.path)"
    if try Files.exists(path) {
      guard try Files.bytes(path) == bytes else {
        throw LogError.inconsistent("\(path) was published with other bytes")
      }
      return
    }
    try Files.makeDirectory(Files.parent(of: path), mode: 0o755, parentMode: 0o755)
    try Files.write(bytes: bytes, to: path, mode: 0o644, syncs: false)
    files += 1
  }
}
