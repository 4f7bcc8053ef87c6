import Foundation
import Testing

@testable import TransparencyLog

@Suite struct TimingTests {
  private static let isAsked = ProcessInfo.processInfo.environment["RINGI_TIMING"] != nil

  /// A million entries of 600 bytes, about what an event takes: hashed, grown into a tree, and into
  /// tiles.
  @Test(.enabled(if: isAsked, "set RINGI_TIMING and build for release"))
  func aMillionLeaves() throws {
    let count: UInt64 = 1_000_000
    var entry = [UInt8](repeating: 0x61, count: 600)
    let clock = ContinuousClock()
    var tree = MerkleTree()
    let growing = clock.measure {
      for index in 0..<count {
        entry.replaceSubrange(0..<8, with: ASCII.bigEndian(index))
        tree.append(.leaf(entry))
      }
      _ = tree.root
    }
    var nodesOnly = MerkleTree()
    let leaf = Digest.leaf(entry)
    let nodes = clock.measure {
      for _ in 0..<count { nodesOnly.append(leaf) }
      _ = nodesOnly.root
    }
    var writer = TileWriter()
    var tiles = 0
    let tiling = clock.measure {
      for _ in 0..<count { writer.append(leaf) { _ in tiles += 1 } }
    }
    #expect(writer.root == nodesOnly.root)
    #expect(tiles == 3906 + 15)
    print("timing: 1,000,000 entries of 600 bytes hashed and grown into a root: \(growing)")
    print("timing: 1,000,000 leaf hashes grown into a root: \(nodes)")
    print("timing: 1,000,000 leaf hashes written to tiles: \(tiling)")
  }
}
