/// A range of leaves that can be hashed and proved by itself (draft-ietf-plants-merkle-tree-certs):
/// `start` is a multiple of the smallest power of two that is no less than the length.
public struct Subtree: Hashable, Sendable {
  public let start: UInt64
  public let end: UInt64

  public init(start: UInt64, end: UInt64) throws(LogError) {
    guard start <= end else { throw .missing("a subtree does not end before it begins") }
    let count = end - start
    // Lengths above 2^63 round up to 2^64, of which only 0 is a multiple.
    let exponent = count <= 1 ? 0 : UInt64.bitWidth - (count - 1).leadingZeroBitCount
    guard start == 0 || start.trailingZeroBitCount >= exponent else {
      throw .missing("\(start) to \(end) is not a subtree")
    }
    self.start = start
    self.end = end
  }

  /// The nodes from which the hash over the range is folded.
  public var plan: ProofPlan { ProofPlan(elements: [NodeID.covering(from: start, to: end)]) }

  /// Which nodes prove that entry `index` is in the range.
  public func inclusionPlan(index: UInt64) throws(LogError) -> ProofPlan {
    guard index >= start, index < end else {
      throw .missing("entry \(index) is not in the subtree")
    }
    let inner = try ProofPlan.inclusion(index: index - start, size: end - start)
    let start = start
    return ProofPlan(
      elements: inner.elements.map { nodes in
        nodes.map { NodeID(level: $0.level, index: $0.index + start >> UInt64($0.level)) }
      })
  }

  /// Which nodes prove that the range is part of the tree of `size`.
  public func consistencyPlan(size: UInt64) throws(LogError) -> ProofPlan {
    let descent = try descent(size: size)
    var elements = descent.steps.map(\.sibling)
    if descent.steps.contains(where: { $0.side == .both }) { elements.append(descent.last) }
    return ProofPlan(elements: elements.reversed())
  }

  /// Throws ``LogError/inconsistent(_:)`` unless `hashes` bind the hash of the range to the root of
  /// the tree.
  public func verify(
    hash: Digest, size: UInt64, root: Digest, hashes: [Digest]
  ) throws(LogError) {
    guard start < end else {
      guard end <= size, hashes.isEmpty, hash == .emptyRoot else {
        throw .inconsistent("the empty subtree has another hash or a proof")
      }
      return
    }
    let steps = try descent(size: size).steps
    let isWhole = !steps.contains { $0.side == .both }
    guard hashes.count == steps.count + (isWhole ? 0 : 1) else {
      throw .inconsistent("the subtree proof has \(hashes.count) hashes")
    }
    var rest = hashes[...]
    var part = isWhole ? hash : rest.removeFirst()
    var whole = part
    for (step, sibling) in zip(steps.reversed(), rest) {
      switch step.side {
      case .right: whole = .node(whole, sibling)
      case .left: whole = .node(sibling, whole)
      case .both:
        part = .node(sibling, part)
        whole = .node(sibling, whole)
      }
    }
    guard part == hash else { throw .inconsistent("the proof does not contain the subtree") }
    guard whole == root else { throw .inconsistent("the proof does not lead to the root") }
  }

  private enum Side {
    case left, right
    /// The sibling on the left belongs to the subtree as well.
    case both
  }

  /// The way from the root to the lower right corner of the range: the sibling passed at each step.
  private func descent(size: UInt64) throws(LogError) -> (
    steps: [(side: Side, sibling: [NodeID])], last: [NodeID]
  ) {
    guard end <= size else { throw .inconsistent("the subtree ends beyond \(size)") }
    guard start < end else { return ([], []) }
    var (from, low, high) = (start, UInt64(0), size)
    var steps: [(side: Side, sibling: [NodeID])] = []
    while from != low || end != high {
      let middle = low + ProofPlan.split(high - low)
      if end <= middle {
        steps.append((.right, NodeID.covering(from: middle, to: high)))
        high = middle
      } else {
        steps.append((from < middle ? .both : .left, NodeID.covering(from: low, to: middle)))
        from = max(from, middle)
        low = middle
      }
    }
    return (steps, NodeID.covering(from: low, to: high))
  }
}
