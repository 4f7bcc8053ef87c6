/// Whatever keeps the hashes of a tree: a table, a directory of tiles, an array.
public protocol NodeSource {
  /// The hash of `node`, or an error when it is not kept.
  func hash(of node: NodeID) throws -> Digest
}

/// Hashes already fetched, for instance by one query for the nodes of a ``ProofPlan``.
public struct FetchedNodes: NodeSource, Sendable {
  public var hashes: [NodeID: Digest]

  public init(_ hashes: [NodeID: Digest] = [:]) { self.hashes = hashes }

  public func hash(of node: NodeID) throws(LogError) -> Digest {
    guard let digest = hashes[node] else { throw .missing("\(node) is not there") }
    return digest
  }
}
