import Testing

@testable import TransparencyLog

@Suite struct TileTests {
  private static func entry(_ index: UInt64) -> [UInt8] { Array("決裁 \(index)".utf8) }

  /// A log that was published at several sizes, with its roots.
  private struct Published {
    let store: TileStore
    let roots: [Digest]

    init(sizes: [UInt64]) throws {
      store = try TileStore(entries: TileTests.entry, sizes: sizes)
      var tree = MerkleTree()
      var roots = [Digest.emptyRoot]
      for index in 0..<(sizes.max() ?? 0) {
        tree.append(.leaf(TileTests.entry(index)))
        roots.append(tree.root)
      }
      self.roots = roots
    }

    func reader(_ size: UInt64) throws -> TileReader<TileStore> {
      try TileReader(size: size, root: roots[Int(size)], source: store)
    }
  }

  @Test func writingInTwoRunsGivesTheSameTiles() throws {
    let total: UInt64 = 1500
    let whole = try TileStore(entries: Self.entry, sizes: [total])
    var random = SeededGenerator(seed: 4)
    for _ in 0..<20 {
      let stop = UInt64.random(in: 0...total, using: &random)
      var first = TileWriter()
      var tiles: [String: [UInt8]] = [:]
      for index in 0..<stop {
        first.append(.leaf(Self.entry(index))) { tiles[$0.coordinate.path] = $0.bytes }
      }
      var second = try TileWriter(size: stop, partialTiles: first.partialTiles)
      var new: Set<String> = []
      for index in stop..<total {
        second.append(.leaf(Self.entry(index))) {
          tiles[$0.coordinate.path] = $0.bytes
          new.insert($0.coordinate.path)
        }
      }
      for tile in second.partialTiles {
        tiles[tile.coordinate.path] = tile.bytes
        if stop < total { new.insert(tile.coordinate.path) }
      }
      #expect(tiles.allSatisfy { whole[$0.key] == $0.value })
      let planned = Set(TileCoordinate.tiles(from: stop, to: total).map(\.path))
      #expect(planned.subtracting(new).isEmpty == true)
      #expect(new.isSuperset(of: planned))
      #expect(second.tree.size == total)
    }
  }

  @Test func resumingNeedsExactlyThePartialTiles() throws {
    var writer = TileWriter()
    for index in 0..<300 { writer.append(.leaf(Self.entry(UInt64(index)))) { _ in } }
    #expect(writer.partialTiles.map(\.coordinate.path) == ["tile/0/001.p/44", "tile/1/000.p/1"])
    #expect(throws: LogError.self) {
      try TileWriter(size: 300, partialTiles: Array(writer.partialTiles.dropLast()))
    }
    #expect(throws: LogError.self) {
      try TileWriter(size: 301, partialTiles: writer.partialTiles)
    }
  }

  @Test func proofsFromTilesHoldAndReadAHandfulOfThem() throws {
    let size: UInt64 = 70_123
    let log = try Published(sizes: [size])
    var random = SeededGenerator(seed: 5)
    for _ in 0..<60 {
      let before = log.store.reads
      var reader = try log.reader(size)
      let index = UInt64.random(in: 0..<size, using: &random)
      let proof = try reader.inclusionProof(index: index)
      try proof.verify(leaf: .leaf(Self.entry(index)), root: log.roots[Int(size)])
      let old = UInt64.random(in: 1...size, using: &random)
      try reader.consistencyProof(from: old)
        .verify(oldRoot: log.roots[Int(old)], newRoot: log.roots[Int(size)])
      #expect(try reader.root(size: old) == log.roots[Int(old)])
      #expect(log.store.reads - before < 16)
    }
  }

  @Test func entriesAreCheckedAgainstTheirLeaves() throws {
    let log = try Published(sizes: [600])
    var reader = try log.reader(600)
    for coordinate in TileCoordinate.bundles(to: 600) {
      let entries = try reader.entries(at: coordinate)
      #expect(entries.first == Self.entry(coordinate.index * 256))
      #expect(entries.count == coordinate.width)
    }
    let path = "tile/entries/001"
    let bytes = try #require(log.store[path])
    log.store[path] = Array(bytes.dropLast()) + [0x21]
    #expect(throws: LogError.self) {
      try reader.entries(at: try TileCoordinate(path: path))
    }
    #expect(throws: LogError.self) {
      try reader.entries(at: try TileCoordinate(path: "tile/entries/002.p/87"))
    }
  }

  /// Whatever tile of those a proof needs is altered, it is noticed.
  @Test func alteredTilesAreRefused() throws {
    let size: UInt64 = 66_000
    for path in [
      "tile/0/000", "tile/0/257.p/208", "tile/1/000", "tile/1/001.p/1", "tile/2/000.p/1",
    ] {
      let log = try Published(sizes: [size])
      let bytes = try #require(log.store[path])
      log.store[path] = [bytes[0] ^ 1] + bytes.dropFirst()
      #expect(throws: LogError.self, "\(path)") {
        var reader = try log.reader(size)
        _ = try reader.inclusionProof(index: 3)
      }
      log.store[path] = nil
      #expect(throws: LogError.self, "\(path)") {
        var reader = try log.reader(size)
        _ = try reader.inclusionProof(index: 3)
      }
      log.store[path] = Array(bytes.dropLast())
      #expect(throws: LogError.self, "\(path)") {
        var reader = try log.reader(size)
        _ = try reader.inclusionProof(index: 3)
      }
    }
  }

  /// A partial tile may be gone once the full one is there.
  @Test func aFullTileStandsInForAPartialOne() throws {
    let log = try Published(sizes: [400, 600])
    for path in ["tile/0/001.p/144", "tile/entries/001.p/144"] {
      #expect(log.store[path] != nil)
      log.store[path] = nil
    }
    var reader = try TileReader(size: 400, root: log.roots[400], source: log.store)
    let proof = try reader.inclusionProof(index: 399)
    try proof.verify(leaf: .leaf(Self.entry(399)), root: log.roots[400])
    let entries = try reader.entries(at: try TileCoordinate(.entries, index: 1, width: 144))
    #expect(entries.last == Self.entry(399))
  }

  @Test(arguments: [
    "", "tile", "tile/0", "tile/0/", "tile/0/0", "tile/0/0000", "tile/0/x001", "tile/0/x000/001",
    "tile/0/001/002", "tile/00/000", "tile/64/000", "tile/-1/000", "tile/0/000.p/0",
    "tile/0/000.p/256", "tile/0/000.p/01", "tile/0/000.p", "tile/0/000.p/", "tile/0/000.p/1/2",
    "tile/entries/x1/000", "tile/data/000", "/tile/0/000", "tile/0/000/", "tile/0/x999/xx99/000",
    "tile/0/x018/x446/x744/x073/x709/x551/616", "tile/0/００１", "tile/0/.p/1",
  ])
  func onlyOneSpellingOfAPathIsRead(path: String) {
    #expect(throws: LogError.self) { try TileCoordinate(path: path) }
  }

  @Test func theLastIndexHasAPath() throws {
    let coordinate = try TileCoordinate(.entries, index: .max, width: 9)
    #expect(coordinate.path == "tile/entries/x018/x446/x744/x073/x709/x551/615.p/9")
    #expect(try TileCoordinate(path: coordinate.path) == coordinate)
  }

  @Test func bundlesCarryEntriesOfAnyLengthUpToTheirLimit() throws {
    let entries = [[], [1], Array(repeating: 7, count: 65_535)] as [[UInt8]]
    let bytes = try EntryBundle.encode(entries)
    #expect(try EntryBundle.decode(bytes, width: 3) == entries)
    #expect(throws: LogError.self) { try EntryBundle.decode(bytes, width: 2) }
    #expect(throws: LogError.self) { try EntryBundle.decode(Array(bytes.dropLast()), width: 3) }
    #expect(throws: LogError.self) { try EntryBundle.decode(bytes + [0], width: 3) }
    #expect(throws: LogError.self) { try EntryBundle.encode([Array(repeating: 7, count: 65_536)]) }
    #expect(throws: LogError.self) { try EntryBundle.encode(Array(repeating: [], count: 257)) }
  }
}
