/// Evidence that a tree grew out of an earlier one by appending only.
public struct ConsistencyProof: Hashable, Sendable {
  public var oldSize: UInt64
  public var newSize: UInt64
  public var hashes: [Digest]

  public init(oldSize: UInt64, newSize: UInt64, hashes: [Digest]) {
    self.oldSize = oldSize
    self.newSize = newSize
    self.hashes = hashes
  }

  /// Makes the proof from stored nodes, reading O(log newSize) of them.
  public init(oldSize: UInt64, newSize: UInt64, from source: some NodeSource) throws {
    let plan = try ProofPlan.consistency(from: oldSize, to: newSize)
    self.init(oldSize: oldSize, newSize: newSize, hashes: try plan.hashes(from: source))
  }

  /// Throws ``LogError/inconsistent(_:)`` unless the proof binds both roots (RFC 9162, section
  /// 2.1.4.2).
  public func verify(oldRoot: Digest, newRoot: Digest) throws(LogError) {
    guard oldSize <= newSize else {
      throw .inconsistent("the tree shrank from \(oldSize) to \(newSize)")
    }
    if oldSize == newSize || oldSize == 0 {
      guard hashes.isEmpty else { throw .inconsistent("the consistency proof must be empty") }
      let expected = oldSize == 0 ? Digest.emptyRoot : newRoot
      guard oldRoot == expected, newSize > 0 || newRoot == expected else {
        throw .inconsistent("two roots for a tree of \(oldSize)")
      }
      return
    }
    try walk(oldRoot: oldRoot, newRoot: newRoot)
  }

  private func walk(oldRoot: Digest, newRoot: Digest) throws(LogError) {
    guard !hashes.isEmpty else { throw .inconsistent("the consistency proof is empty") }
    var rest = hashes[...]
    // A complete old tree is itself a node of the new one, so the proof leaves it out.
    let first = oldSize.nonzeroBitCount == 1 ? oldRoot : rest.removeFirst()
    var node = oldSize - 1
    var last = newSize - 1
    while node & 1 == 1 {
      node >>= 1
      last >>= 1
    }
    var old = first
    var new = first
    for hash in rest {
      guard last != 0 else { throw .inconsistent("the consistency proof is too long") }
      if node & 1 == 1 || node == last {
        old = .node(hash, old)
        new = .node(hash, new)
        while node & 1 == 0, node != 0 {
          node >>= 1
          last >>= 1
        }
      } else {
        new = .node(new, hash)
      }
      node >>= 1
      last >>= 1
    }
    guard last == 0 else { throw .inconsistent("the consistency proof is too short") }
    guard old == oldRoot else { throw .inconsistent("the proof does not contain the old tree") }
    guard new == newRoot else { throw .inconsistent("the proof does not lead to the new tree") }
  }
}
