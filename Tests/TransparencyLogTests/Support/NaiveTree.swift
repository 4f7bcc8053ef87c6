import struct Crypto.SHA256

@testable import TransparencyLog

/// The definitions of RFC 6962, section 2.1, written down as they stand there, to compare with.
struct NaiveTree {
  var leaves: [Digest]

  private static func hash(_ bytes: [UInt8]) -> Digest {
    Digest(Array(SHA256.hash(data: bytes))) ?? .emptyRoot
  }

  init(entries: [[UInt8]]) { leaves = entries.map { Self.hash([0] + $0) } }

  private func split(_ count: Int) -> Int {
    var power = 1
    while power * 2 < count { power *= 2 }
    return power
  }

  /// MTH(D[low:high])
  func root(_ low: Int, _ high: Int) -> Digest {
    if low == high { return Self.hash([]) }
    if high - low == 1 { return leaves[low] }
    let middle = low + split(high - low)
    return Self.hash([1] + root(low, middle).bytes + root(middle, high).bytes)
  }

  func root(_ size: Int) -> Digest { root(0, size) }

  /// PATH(index, D[low:high]), where index counts from low
  func path(_ index: Int, _ low: Int, _ high: Int) -> [Digest] {
    if high - low == 1 { return [] }
    let middle = split(high - low)
    if index < middle {
      return path(index, low, low + middle) + [root(low + middle, high)]
    }
    return path(index - middle, low + middle, high) + [root(low, low + middle)]
  }

  /// SUBPROOF(m, D[low:high], b)
  func subproof(_ old: Int, _ low: Int, _ high: Int, _ complete: Bool) -> [Digest] {
    let count = high - low
    if old == count { return complete ? [] : [root(low, high)] }
    let middle = split(count)
    if old <= middle {
      return subproof(old, low, low + middle, complete) + [root(low + middle, high)]
    }
    return subproof(old - middle, low + middle, high, false) + [root(low, low + middle)]
  }
}

/// Every node of a tree, kept as a log would keep them.
struct KeptNodes: NodeSource {
  private(set) var hashes: [NodeID: Digest] = [:]
  private(set) var tree = MerkleTree()

  init(_ leaves: some Sequence<Digest>) {
    for leaf in leaves { append(leaf) }
  }

  mutating func append(_ leaf: Digest) {
    tree.append(leaf) { hashes[$0] = $1 }
  }

  func hash(of node: NodeID) throws -> Digest {
    guard let digest = hashes[node] else { throw LogError.missing("\(node)") }
    return digest
  }
}
