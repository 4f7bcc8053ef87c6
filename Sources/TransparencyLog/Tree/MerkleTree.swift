/// The right edge of a growing tree: at most 64 hashes, from which it goes on and knows its root.
public struct MerkleTree: Hashable, Sendable {
  public private(set) var size: UInt64 = 0
  /// The hashes of the complete subtrees, largest first: as many as `size` has one bits.
  public private(set) var peaks: [Digest] = []

  public init() {}

  /// Resumes a tree from its size and the hashes of ``NodeID/peaks(of:)``.
  public init(size: UInt64, peaks: [Digest]) throws(LogError) {
    guard peaks.count == size.nonzeroBitCount else {
      throw .malformed(
        .frontier, "\(size) leaves have \(size.nonzeroBitCount) peaks, not \(peaks.count)")
    }
    self.size = size
    self.peaks = peaks
  }

  /// The tree hash over all leaves; the hash of nothing when there are none.
  public var root: Digest {
    guard var root = peaks.last else { return .emptyRoot }
    for peak in peaks.dropLast().reversed() { root = .node(peak, root) }
    return root
  }

  /// Adds one leaf. A tree of 2^64 − 1 leaves is full and stays as it is.
  public mutating func append(_ leaf: Digest) { append(leaf) { _, _ in } }

  /// Adds one leaf and tells `completed` of each node that is now final, the leaf first.
  public mutating func append(_ leaf: Digest, completed: (NodeID, Digest) -> Void) {
    guard size < UInt64.max else { return }
    var node = NodeID(level: 0, index: size)
    var hash = leaf
    completed(node, hash)
    while node.index & 1 == 1, let left = peaks.popLast() {
      hash = .node(left, hash)
      node = NodeID(level: node.level + 1, index: node.index >> 1)
      completed(node, hash)
    }
    peaks.append(hash)
    size += 1
  }
}

extension MerkleTree: Codable {
  private enum CodingKeys: String, CodingKey { case size, peaks }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      size: try container.decode(UInt64.self, forKey: .size),
      peaks: try container.decode([Digest].self, forKey: .peaks))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(size, forKey: .size)
    try container.encode(peaks, forKey: .peaks)
  }
}
