/// Evidence that an entry stands at an index of a tree.
public struct InclusionProof: Hashable, Sendable {
  public var index: UInt64
  public var size: UInt64
  /// From the sibling of the leaf up to the child of the root.
  public var hashes: [Digest]

  public init(index: UInt64, size: UInt64, hashes: [Digest]) {
    self.index = index
    self.size = size
    self.hashes = hashes
  }

  /// Makes the proof from stored nodes, reading O(log size) of them.
  public init(index: UInt64, size: UInt64, from source: some NodeSource) throws {
    let plan = try ProofPlan.inclusion(index: index, size: size)
    self.init(index: index, size: size, hashes: try plan.hashes(from: source))
  }

  /// The root that the proof leads to from `leaf` (RFC 9162, section 2.1.3.2).
  public func root(from leaf: Digest) throws(LogError) -> Digest {
    guard index < size else {
      throw .inconsistent("entry \(index) is not in a tree of \(size)")
    }
    var first = index
    var last = size - 1
    var root = leaf
    for hash in hashes {
      guard last != 0 else { throw .inconsistent("the inclusion proof is too long") }
      if first & 1 == 1 || first == last {
        root = .node(hash, root)
        while first & 1 == 0, first != 0 {
          first >>= 1
          last >>= 1
        }
      } else {
        root = .node(root, hash)
      }
      first >>= 1
      last >>= 1
    }
    guard last == 0 else { throw .inconsistent("the inclusion proof is too short") }
    return root
  }

  /// Throws ``LogError/inconsistent(_:)`` unless `leaf` is under `root` at the index.
  public func verify(leaf: Digest, root: Digest) throws(LogError) {
    guard try self.root(from: leaf) == root else {
      throw .inconsistent("the inclusion proof leads to another root")
    }
  }
}
