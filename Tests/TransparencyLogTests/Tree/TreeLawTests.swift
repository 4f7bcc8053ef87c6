import Foundation
import Testing

@testable import TransparencyLog

/// The tree against the definitions of RFC 6962 written down naively.
@Suite struct TreeLawTests {
  private static let count = 90
  private static let naive = NaiveTree(
    entries: (0..<count).map { Array("項目 \($0)".utf8) })

  @Test func rootsPathsAndSubproofsAreThoseOfTheDefinitions() throws {
    let naive = Self.naive
    let kept = KeptNodes(naive.leaves)
    for size in 0...Self.count {
      let root = try ProofPlan.root(size: UInt64(size)).hashes(from: kept).first
      #expect(root == naive.root(size))
      for index in 0..<size {
        let proof = try InclusionProof(index: UInt64(index), size: UInt64(size), from: kept)
        #expect(proof.hashes == naive.path(index, 0, size))
        try proof.verify(leaf: naive.leaves[index], root: naive.root(size))
      }
      for old in 1..<max(size, 1) {
        let proof = try ConsistencyProof(
          oldSize: UInt64(old), newSize: UInt64(size), from: kept)
        #expect(proof.hashes == naive.subproof(old, 0, size, true))
        try proof.verify(oldRoot: naive.root(old), newRoot: naive.root(size))
      }
    }
  }

  /// Any change to a proof, its place or its roots must be noticed.
  @Test(arguments: [1, 2, 3] as [UInt64])
  func changedProofsAreRefused(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let naive = Self.naive
    let kept = KeptNodes(naive.leaves)
    for _ in 0..<400 {
      let size = Int.random(in: 2...Self.count, using: &random)
      let index = Int.random(in: 0..<size, using: &random)
      var inclusion = try InclusionProof(index: UInt64(index), size: UInt64(size), from: kept)
      var leaf = naive.leaves[index]
      var root = naive.root(size)
      switch Int.random(in: 0..<5, using: &random) {
      case 0: inclusion.hashes.append(random.digest())
      case 1: inclusion.hashes.removeLast()
      case 2:
        inclusion.hashes[Int.random(in: 0..<inclusion.hashes.count, using: &random)] =
          random.digest()
      case 3: leaf = random.digest()
      default: root = random.digest()
      }
      #expect(throws: LogError.self) { try inclusion.verify(leaf: leaf, root: root) }

      let old = Int.random(in: 1..<size, using: &random)
      var consistency = try ConsistencyProof(
        oldSize: UInt64(old), newSize: UInt64(size), from: kept)
      var (before, after) = (naive.root(old), naive.root(size))
      switch Int.random(in: 0..<5, using: &random) {
      case 0: consistency.hashes.append(random.digest())
      case 1: consistency.hashes.removeLast()
      case 2:
        consistency.hashes[Int.random(in: 0..<consistency.hashes.count, using: &random)] =
          random.digest()
      case 3: before = random.digest()
      default: after = random.digest()
      }
      #expect(throws: LogError.self) {
        try consistency.verify(oldRoot: before, newRoot: after)
      }
    }
  }

  /// Sizes up to the last of 64 bits, and proofs of any length, are refused or accepted but never
  /// trap.
  @Test func hostileSizesAndLengthsDoNotTrap() throws {
    let edges: [UInt64] = [
      0, 1, 2, 3, 1 << 62, 1 << 63 - 1, 1 << 63, 1 << 63 + 1, .max - 1, .max,
    ]
    let hash = Digest(hashing: [1])
    for first in edges {
      for second in edges {
        for count in [0, 1, 2, 62, 63, 64, 65, 200] {
          let hashes = Array(repeating: hash, count: count)
          let inclusion = InclusionProof(index: first, size: second, hashes: hashes)
          #expect((try? inclusion.verify(leaf: hash, root: .emptyRoot)) == nil)
          let consistency = ConsistencyProof(oldSize: first, newSize: second, hashes: hashes)
          #expect((try? consistency.verify(oldRoot: hash, newRoot: .emptyRoot)) == nil)
          if let subtree = try? Subtree(start: first, end: second) {
            for size in edges {
              _ = try? subtree.verify(hash: hash, size: size, root: hash, hashes: hashes)
            }
          }
        }
        if let plan = try? ProofPlan.inclusion(index: first, size: second) {
          #expect(plan.elements.count <= 64)
          #expect(plan.nodes.count <= 130)
        }
        if let plan = try? ProofPlan.consistency(from: first, to: second) {
          #expect(plan.elements.count <= 65)
          #expect(plan.nodes.count <= 130)
        }
        _ = TileCoordinate.containing(
          NodeID(level: Int(first % 70), index: second), size: first)
      }
      #expect(NodeID.peaks(of: first).count == first.nonzeroBitCount)
      #expect(TileCoordinate.partialTiles(size: first).count <= 8)
    }
  }

  @Test func emptyTreesAreConsistentOnlyByTheEmptyProofAndRoot() throws {
    let root = Digest.leaf([1])
    let proof = ConsistencyProof(oldSize: 0, newSize: 1, hashes: [])
    try proof.verify(oldRoot: .emptyRoot, newRoot: root)
    #expect(throws: LogError.self) { try proof.verify(oldRoot: root, newRoot: root) }
    let same = ConsistencyProof(oldSize: 0, newSize: 0, hashes: [])
    try same.verify(oldRoot: .emptyRoot, newRoot: .emptyRoot)
    #expect(throws: LogError.self) { try same.verify(oldRoot: .emptyRoot, newRoot: root) }
  }

  @Test func aTreeResumesFromItsStoredEdge() throws {
    var tree = MerkleTree()
    for leaf in Self.naive.leaves {
      let stored = try JSONEncoder().encode(tree)
      tree = try JSONDecoder().decode(MerkleTree.self, from: stored)
      tree.append(leaf)
    }
    #expect(tree.root == Self.naive.root(Self.count))
    #expect(tree.peaks.count == Self.count.nonzeroBitCount)
    #expect(throws: LogError.self) { try MerkleTree(size: 3, peaks: [.emptyRoot]) }
    #expect(throws: (any Error).self) {
      try JSONDecoder().decode(
        MerkleTree.self, from: Data(#"{"size":1,"peaks":["ABC"]}"#.utf8))
    }
  }

  @Test func digestsHaveOneSpelling() {
    let digest = Digest(hashing: Array("稟議".utf8))
    #expect(Digest(hex: digest.hex) == digest)
    #expect(Digest(base64: digest.base64) == digest)
    #expect(Digest(hex: digest.hex.uppercased()) == nil)
    #expect(Digest(base64: "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB=") == nil)
    #expect(Digest(base64: digest.base64 + "\n") == nil)
    #expect(Digest(digest.bytes.dropLast()) == nil)
    #expect(Digest(digest.bytes) == digest)
  }
}
