import Foundation

@testable import TransparencyLog

enum TreeVectors {
  // MARK: RFC 6962 reference

  private struct Reference: Decodable {
    var leafInputs: [String]
    var nodeHashesByLevel: [[String]]
    var rootByTreeSize: [String]
    var largeTree: Large
    struct Large: Decodable { var rootB64: [String: String] }
  }

  static func reference(_ tally: inout Tally) throws {
    let vectors = try SharedFolder.decode(Reference.self, "rfc6962-reference.json")
    let entries = vectors.leafInputs.map { Hex.decode($0.utf8) ?? [] }
    var kept = KeptNodes([])
    tally.check(kept.tree.root.hex == vectors.rootByTreeSize[0], "root of 0")
    for (index, entry) in entries.enumerated() {
      kept.append(.leaf(entry))
      tally.check(
        kept.tree.root.hex == vectors.rootByTreeSize[index + 1], "root of \(index + 1)")
    }
    for (level, row) in vectors.nodeHashesByLevel.enumerated() {
      for (index, hash) in row.enumerated() {
        let node = NodeID(level: level, index: UInt64(index))
        tally.check(kept.hashes[node]?.hex == hash, "\(node)")
      }
    }
    for (size, root) in vectors.largeTree.rootB64 {
      var tree = MerkleTree()
      var entry = [UInt8](repeating: 0, count: 256)
      for index in 0..<(UInt64(size) ?? 0) {
        entry.replaceSubrange(0..<8, with: ASCII.bigEndian(index))
        tree.append(.leaf(entry))
      }
      tally.check(tree.root.base64 == root, "root of \(size)")
    }
  }

  // MARK: transparency-dev

  private struct Inclusion: Decodable {
    var leafIdx: UInt64
    var treeSize: UInt64
    var root: String?
    var leafHash: String?
    var proof: [String]?
    var wantErr: Bool
  }

  private struct Consistency: Decodable {
    var size1: UInt64
    var size2: UInt64
    var root1: String?
    var root2: String?
    var proof: [String]?
    var wantErr: Bool
  }

  /// Vectors hold hashes of any length; here a hash has 32 bytes or the input is refused.
  static func digest(_ text: String?) throws -> Digest {
    guard let text, let digest = Digest(base64: text) else {
      throw LogError.malformed(.digest, text ?? "nothing")
    }
    return digest
  }

  static func inclusion(_ tally: inout Tally) throws {
    for file in try SharedFolder.files(below: "tdev-merkle/inclusion") {
      let vector = try JSONDecoder().decode(Inclusion.self, from: Data(contentsOf: file))
      let verify = {
        let proof = InclusionProof(
          index: vector.leafIdx, size: vector.treeSize,
          hashes: try (vector.proof ?? []).map(digest))
        try proof.verify(leaf: try digest(vector.leafHash), root: try digest(vector.root))
      }
      if vector.wantErr {
        tally.refuses(file.path, verify)
      } else {
        tally.accepts(file.path, verify)
      }
    }
  }

  static func consistency(_ tally: inout Tally) throws {
    for file in try SharedFolder.files(below: "tdev-merkle/consistency") {
      let vector = try JSONDecoder().decode(Consistency.self, from: Data(contentsOf: file))
      let verify = {
        let proof = ConsistencyProof(
          oldSize: vector.size1, newSize: vector.size2,
          hashes: try (vector.proof ?? []).map(digest))
        let read = vector.wantErr ? digest : anyRoot
        try proof.verify(oldRoot: try read(vector.root1), newRoot: try read(vector.root2))
      }
      if vector.wantErr {
        tally.refuses(file.path, verify)
      } else {
        tally.accepts(file.path, verify)
      }
    }
  }

  /// One valid case has placeholders of 12 bytes for roots: equal texts stand for equal hashes.
  static func anyRoot(_ text: String?) throws -> Digest {
    Digest(base64: text ?? "") ?? Digest(hashing: Array((text ?? "").utf8))
  }

  // MARK: Go

  struct Go: Decodable {
    var roots: [String: String]
    var inclusion: [GoInclusion]
    var consistency: [GoConsistency]
    var tileSha256: [String: String]
  }

  struct GoInclusion: Decodable {
    var index: UInt64
    var size: UInt64
    var proof: [String]?
  }

  struct GoConsistency: Decodable {
    var size1: UInt64
    var size2: UInt64
    var proof: [String]?
  }

  static func entry(_ index: UInt64) -> [UInt8] { Array("leaf \(index)".utf8) }

  static func goTrees(_ tally: inout Tally) throws {
    let vectors = try SharedFolder.decode(Go.self, "gosumdb-computed.json")
    let sizes = vectors.roots.keys.compactMap(UInt64.init)
    var kept = KeptNodes([])
    var roots: [UInt64: Digest] = [0: .emptyRoot]
    for index in 0..<(sizes.max() ?? 0) {
      kept.append(.leaf(entry(index)))
      roots[index + 1] = kept.tree.root
    }
    for (size, root) in vectors.roots {
      tally.check(roots[UInt64(size) ?? 0]?.base64 == root, "root of \(size)")
      let plan = ProofPlan.root(size: UInt64(size) ?? 0)
      tally.check(try plan.hashes(from: kept).first?.base64 == root, "planned root of \(size)")
    }
    for vector in vectors.inclusion {
      let name = "inclusion of \(vector.index) in \(vector.size)"
      let proof = try InclusionProof(index: vector.index, size: vector.size, from: kept)
      tally.check(proof.hashes.map(\.base64) == vector.proof ?? [], name)
      tally.accepts(name) {
        try proof.verify(
          leaf: .leaf(entry(vector.index)), root: roots[vector.size] ?? .emptyRoot)
      }
    }
    for vector in vectors.consistency {
      let name = "consistency of \(vector.size1) with \(vector.size2)"
      let proof = try ConsistencyProof(
        oldSize: vector.size1, newSize: vector.size2, from: kept)
      tally.check(proof.hashes.map(\.base64) == vector.proof ?? [], name)
      tally.accepts(name) {
        try proof.verify(
          oldRoot: roots[vector.size1] ?? .emptyRoot, newRoot: roots[vector.size2] ?? .emptyRoot)
      }
    }
  }
}
