import Foundation

import struct Crypto.SHA256

@testable import TransparencyLog

enum SubtreeVectors {
  private struct Inclusion: Decodable {
    var leafIdx: UInt64
    var start: UInt64
    var end: UInt64
    var root: String?
    var leafHash: String?
    var proof: [String]?
    var wantErr: Bool
  }

  private struct Consistency: Decodable {
    var start: UInt64
    var end: UInt64
    var size: UInt64
    var root1: String?
    var root2: String?
    var proof: [String]?
    var wantErr: Bool
  }

  static func inclusion(_ tally: inout Tally) throws {
    for file in try SharedFolder.files(below: "tdev-merkle/subtreeinclusion") {
      let vector = try JSONDecoder().decode(Inclusion.self, from: Data(contentsOf: file))
      let verify = {
        let subtree = try Subtree(start: vector.start, end: vector.end)
        _ = try subtree.inclusionPlan(index: vector.leafIdx)
        let proof = InclusionProof(
          index: vector.leafIdx - subtree.start, size: subtree.end - subtree.start,
          hashes: try (vector.proof ?? []).map(TreeVectors.digest))
        try proof.verify(
          leaf: try TreeVectors.digest(vector.leafHash), root: try TreeVectors.digest(vector.root))
      }
      if vector.wantErr {
        tally.refuses(file.path, verify)
      } else {
        tally.accepts(file.path, verify)
      }
    }
  }

  static func consistency(_ tally: inout Tally) throws {
    for file in try SharedFolder.files(below: "tdev-merkle/subtreeconsistency") {
      let vector = try JSONDecoder().decode(Consistency.self, from: Data(contentsOf: file))
      let read = vector.wantErr ? TreeVectors.digest : TreeVectors.anyRoot
      let verify = {
        try Subtree(start: vector.start, end: vector.end).verify(
          hash: try read(vector.root1), size: vector.size, root: try read(vector.root2),
          hashes: try (vector.proof ?? []).map(TreeVectors.digest))
      }
      if vector.wantErr {
        tally.refuses(file.path, verify)
      } else {
        tally.accepts(file.path, verify)
      }
    }
  }

  private struct Accumulated: Decodable {
    var subtreeHash: String
    var inclusion: String
    var consistency: String
  }

  /// The published hashes run over one line for each subtree, or proof, of the trees up to 130; the
  /// empty subtrees count except where an index must lie within.
  static func accumulated(_ tally: inout Tally) throws {
    let vectors = try SharedFolder.decode(Accumulated.self, "subtree-accumulated.json")
    var kept = KeptNodes([])
    var roots = [Digest.emptyRoot]
    for byte in UInt8(0)..<130 {
      kept.append(.leaf([byte]))
      roots.append(kept.tree.root)
    }
    var (hashes, inclusion, consistency) = (Lines(), Lines(), Lines())
    for size in UInt64(0)...130 {
      for end in 0...size {
        for start in 0...end {
          guard let subtree = try? Subtree(start: start, end: end) else { continue }
          let hash = try subtree.plan.hashes(from: kept).first ?? .emptyRoot
          if end == size {
            hashes.add("[\(start), \(end)) \(hash)")
            for index in start..<end {
              let proof = try subtree.inclusionPlan(index: index).hashes(from: kept)
              inclusion.add("\(index) [\(start), \(end))", proof)
              tally.accepts("inclusion \(index) [\(start), \(end))") {
                try InclusionProof(index: index - start, size: end - start, hashes: proof)
                  .verify(leaf: .leaf([UInt8(index)]), root: hash)
              }
            }
          }
          let proof = try subtree.consistencyPlan(size: size).hashes(from: kept)
          consistency.add("[\(start), \(end)) \(size)", proof)
          tally.accepts("consistency [\(start), \(end)) \(size)") {
            try subtree.verify(hash: hash, size: size, root: roots[Int(size)], hashes: proof)
          }
        }
      }
    }
    tally.check(hashes.hex == vectors.subtreeHash, "subtree hashes")
    tally.check(inclusion.hex == vectors.inclusion, "inclusion")
    tally.check(consistency.hex == vectors.consistency, "consistency")
  }
}

/// SHA-256 over lines of text.
private struct Lines {
  private var hasher = SHA256()

  var hex: String { Hex.encode(Array(hasher.finalize())) }

  mutating func add(_ line: String, _ proof: [Digest] = []) {
    let text = ([line] + proof.map(\.hex)).joined(separator: " ") + "\n"
    hasher.update(data: Data(text.utf8))
  }
}
