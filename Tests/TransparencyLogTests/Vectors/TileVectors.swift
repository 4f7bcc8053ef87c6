import struct Crypto.SHA256

@testable import TransparencyLog

/// Tiles kept in memory by path, as a directory would.
final class TileStore: TileSource {
  private(set) var files: [String: [UInt8]] = [:]
  private(set) var reads = 0

  func bytes(at coordinate: TileCoordinate) throws -> [UInt8] {
    reads += 1
    guard let bytes = files[coordinate.path] ?? files[coordinate.full.path] else {
      throw LogError.missing(coordinate.path)
    }
    return bytes
  }

  subscript(path: String) -> [UInt8]? {
    get { files[path] }
    set { files[path] = newValue }
  }

  /// Writes a log, publishing at each of `sizes`.
  init(entries: (UInt64) -> [UInt8], sizes: [UInt64]) throws {
    var writer = TileWriter()
    var bundle: [UInt8] = []
    for size in sizes.sorted() {
      while writer.size < size {
        let index = writer.size
        try EntryBundle.append(entries(index), to: &bundle)
        writer.append(.leaf(entries(index))) { files[$0.coordinate.path] = $0.bytes }
        if writer.size % 256 == 0 {
          let coordinate = try TileCoordinate(.entries, index: index / 256)
          files[coordinate.path] = bundle
          bundle = []
        }
      }
      for tile in writer.partialTiles { files[tile.coordinate.path] = tile.bytes }
      if size % 256 > 0 {
        let coordinate = try TileCoordinate(.entries, index: size / 256, width: Int(size % 256))
        files[coordinate.path] = bundle
      }
    }
  }
}

enum TileVectors {
  static func goTiles(_ tally: inout Tally) throws {
    let vectors = try SharedFolder.decode(TreeVectors.Go.self, "gosumdb-computed.json")
    let sizes: [UInt64] = [1, 255, 256, 257, 70_000]
    let store = try TileStore(entries: TreeVectors.entry, sizes: sizes)
    for (path, hash) in vectors.tileSha256 {
      let bytes = store[path] ?? []
      tally.check(Hex.encode(Array(SHA256.hash(data: bytes))) == hash, path)
    }
    tally.check(Set(store.files.keys) == Set(vectors.tileSha256.keys), "no other files")
    // What the lists of coordinates say must be what the writer wrote.
    var listed: Set<String> = []
    for size in sizes {
      listed.formUnion(TileCoordinate.tiles(to: size).map(\.path))
      listed.formUnion(TileCoordinate.bundles(to: size).map(\.path))
    }
    tally.check(listed == Set(store.files.keys), "the list of coordinates")
    for vector in vectors.inclusion where sizes.contains(vector.size) {
      guard let root = vectors.roots[String(vector.size)].flatMap(Digest.init(base64:)) else {
        continue
      }
      var reader = try TileReader(size: vector.size, root: root, source: store)
      let proof = try reader.inclusionProof(index: vector.index)
      tally.check(
        proof.hashes.map(\.base64) == vector.proof ?? [],
        "tiles: inclusion of \(vector.index) in \(vector.size)")
    }
    guard let root = vectors.roots["70000"].flatMap(Digest.init(base64:)) else { return }
    var reader = try TileReader(size: 70_000, root: root, source: store)
    for vector in vectors.consistency where vector.size2 <= 70_000 {
      let proof = try reader.consistencyProof(from: vector.size1, to: vector.size2)
      tally.check(
        proof.hashes.map(\.base64) == vector.proof ?? [],
        "tiles: consistency of \(vector.size1) with \(vector.size2)")
    }
  }

  private enum Field: Decodable {
    case text(String)
    case number(Int64)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(Int64.self) {
        self = .number(number)
      } else {
        self = .text(try container.decode(String.self))
      }
    }
  }

  private struct Paths: Decodable {
    var go: [[Field]]
    var goInvalid: [String]
    var c2spIndex: [String: String]
    var c2spTreeShape: [String: [String: Int]]
  }

  /// The paths of Go carry the height of the tile first, which C2SP fixes at 8 and leaves out.
  private static func withoutHeight(_ path: String) -> String {
    var parts = path.split(separator: "/", omittingEmptySubsequences: false)
    parts.remove(at: 1)
    return parts.map { $0 == "data" ? "entries" : String($0) }.joined(separator: "/")
  }

  static func paths(_ tally: inout Tally) throws {
    let vectors = try SharedFolder.decode(Paths.self, "tile-paths.json")
    for row in vectors.go {
      guard case .text(let path) = row[0], case .number(let height) = row[1],
        case .number(let level) = row[2], case .number(let index) = row[3],
        case .number(let width) = row[4]
      else { continue }
      let own = withoutHeight(path)
      tally.accepts(path) {
        let coordinate = try TileCoordinate(path: own)
        let expected = try TileCoordinate(
          level < 0 ? .entries : .hashes(level: Int(level)), index: UInt64(index),
          width: width == 1 << height ? 256 : Int(width))
        guard coordinate == expected, expected.path == own else {
          throw LogError.limit("\(coordinate)")
        }
      }
    }
    for path in vectors.goInvalid {
      tally.refuses(path) { _ = try TileCoordinate(path: withoutHeight(path)) }
    }
    for (index, path) in vectors.c2spIndex {
      tally.accepts(path) {
        let coordinate = try TileCoordinate(.hashes(level: 0), index: UInt64(index) ?? 0)
        guard coordinate.path == "tile/0/\(path)",
          try TileCoordinate(path: "tile/0/\(path)") == coordinate
        else { throw LogError.limit("\(coordinate)") }
      }
    }
    for (size, shape) in vectors.c2spTreeShape {
      let tiles = Array(TileCoordinate.tiles(to: UInt64(size) ?? 0))
      for (what, expected) in shape {
        guard let level = what.dropFirst().first?.wholeNumberValue else { continue }
        let found = tiles.filter { $0.level == level }
        let full = found.count(where: \.isFull)
        let partial = found.first { !$0.isFull }?.width ?? 0
        tally.check((what.hasSuffix("full") ? full : partial) == expected, "\(size) \(what)")
      }
    }
  }
}
