/// A node that never changes: the hash over the 2^`level` leaves that begin at `index` · 2^`level`.
public struct NodeID: Hashable, Sendable {
  public var level: Int
  public var index: UInt64

  public init(level: Int, index: UInt64) {
    self.level = level
    self.index = index
  }

  /// The complete subtrees that cover the leaves `start..<end`, from left to right.
  ///
  /// `start` must be a multiple of the smallest power of two that is no less than the length; then
  /// folding from the right gives the tree hash over the range. There are at most 64.
  static func covering(from start: UInt64, to end: UInt64) -> [NodeID] {
    var nodes: [NodeID] = []
    var at = start
    while at < end {
      let fits = UInt64.bitWidth - 1 - (end - at).leadingZeroBitCount
      let level = at == 0 ? fits : min(fits, at.trailingZeroBitCount)
      nodes.append(NodeID(level: level, index: at >> UInt64(level)))
      at &+= 1 << UInt64(level)
      if at == 0 { break }
    }
    return nodes
  }

  /// The complete subtrees of a tree of `size` leaves, largest first.
  public static func peaks(of size: UInt64) -> [NodeID] { covering(from: 0, to: size) }
}

extension NodeID: CustomStringConvertible {
  public var description: String { "node \(level)/\(index)" }
}
