/// Which stored nodes a proof or root is made of, known before any is read.
///
/// A caller that reads asynchronously fetches ``nodes`` at once and passes them as
/// ``FetchedNodes``.
public struct ProofPlan: Hashable, Sendable {
  /// For each hash of the proof, the complete subtrees it is folded from, left to right.
  public let elements: [[NodeID]]

  /// Every node that is needed: in the order of the logarithm of the size.
  public var nodes: [NodeID] { elements.flatMap(\.self) }

  /// The hashes of the proof, with nodes read from `source`.
  public func hashes(from source: some NodeSource) throws -> [Digest] {
    try elements.map { nodes in
      guard let last = nodes.last else { return .emptyRoot }
      var hash = try source.hash(of: last)
      for node in nodes.dropLast().reversed() { hash = .node(try source.hash(of: node), hash) }
      return hash
    }
  }

  /// The root of the tree over the first `size` leaves.
  public static func root(size: UInt64) -> ProofPlan {
    ProofPlan(elements: [NodeID.peaks(of: size)])
  }

  /// PATH(index, size) of RFC 6962, section 2.1.1.
  public static func inclusion(index: UInt64, size: UInt64) throws(LogError) -> ProofPlan {
    guard index < size else { throw .missing("entry \(index) is not in a tree of \(size)") }
    var low: UInt64 = 0
    var high = size
    var elements: [[NodeID]] = []
    while high - low > 1 {
      let middle = low + split(high - low)
      if index < middle {
        elements.append(NodeID.covering(from: middle, to: high))
        high = middle
      } else {
        elements.append(NodeID.covering(from: low, to: middle))
        low = middle
      }
    }
    return ProofPlan(elements: elements.reversed())
  }

  /// PROOF(old, new) of RFC 6962, section 2.1.2; empty when either tree says nothing about the
  /// other.
  public static func consistency(from old: UInt64, to new: UInt64) throws(LogError) -> ProofPlan {
    guard old <= new else { throw .missing("a tree of \(new) has no earlier tree of \(old)") }
    guard old > 0, old < new else { return ProofPlan(elements: []) }
    var low: UInt64 = 0
    var high = new
    var elements: [[NodeID]] = []
    // SUBPROOF: b stays true as long as only left halves were entered, that is while low is 0.
    while old < high {
      let middle = low + split(high - low)
      if old <= middle {
        elements.append(NodeID.covering(from: middle, to: high))
        high = middle
      } else {
        elements.append(NodeID.covering(from: low, to: middle))
        low = middle
      }
    }
    if low > 0 { elements.append(NodeID.covering(from: low, to: high)) }
    return ProofPlan(elements: elements.reversed())
  }

  /// The largest power of two strictly below `count`, which must be at least 2.
  static func split(_ count: UInt64) -> UInt64 {
    1 << UInt64(UInt64.bitWidth - 1 - (count - 1).leadingZeroBitCount)
  }
}
