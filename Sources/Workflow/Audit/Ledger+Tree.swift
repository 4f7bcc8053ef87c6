import EventStore
import Postgres
import TransparencyLog

/// Roots and proofs from the stored nodes of the tree: O(log n) rows each, in one round trip.
extension Ledger {
  /// Lets the stored nodes catch up with the log, as projections do.
  func growTree() async throws(StoreError) { _ = try await run("select ringi.grow_tree()") }

  /// The root over the first `size` entries.
  func root(size: UInt64) async throws -> Digest {
    let plan = ProofPlan.root(size: size)
    return try plan.hashes(from: try await hashes(of: plan.nodes)).first ?? .emptyRoot
  }

  /// The tree over the first `size` entries, ready to go on.
  func tree(size: UInt64) async throws -> MerkleTree {
    let nodes = NodeID.peaks(of: size)
    let hashes = try await hashes(of: nodes)
    return try MerkleTree(size: size, peaks: try nodes.map(hashes.hash(of:)))
  }

  func inclusionProof(index: UInt64, size: UInt64) async throws -> InclusionProof {
    let plan = try ProofPlan.inclusion(index: index, size: size)
    return try InclusionProof(
      index: index, size: size, from: try await hashes(of: plan.nodes))
  }

  func consistencyProof(from old: UInt64, to new: UInt64) async throws -> ConsistencyProof {
    let plan = try ProofPlan.consistency(from: old, to: new)
    return try ConsistencyProof(
      oldSize: old, newSize: new, from: try await hashes(of: plan.nodes))
  }

  /// Reads nodes. Every fourth level is stored; one between is folded from at most eight hashes
  /// below.
  func hashes(of nodes: [NodeID]) async throws -> FetchedNodes {
    guard !nodes.isEmpty else { return FetchedNodes() }
    let ranges = nodes.map(StoredRange.init)
    let levels = ranges.map(\.level)
    let low = ranges.map(\.low)
    let high = ranges.map(\.high)
    let result = try await run(
      """
      with r as (select * from unnest(\(levels), \(low), \(high)) as r(level, low, high))
      select 0::bigint as level, x.position as index, x.leaf_hash as hash from r cross join lateral (
        select e.position, e.leaf_hash from ringi.event e
        where r.level = 0 and e.position >= r.low and e.position < r.high) x
      union all
      select x.level::bigint, x.index, x.hash from r cross join lateral (
        select n.level, n.index, n.hash from ringi.node n
        where r.level > 0 and n.level = r.level and n.index >= r.low and n.index < r.high) x
      """)
    var stored: [NodeID: Digest] = [:]
    for row in 0..<result.count {
      let node = NodeID(
        level: try result.int(row, "level"), index: UInt64(try result.int(row, "index")))
      stored[node] = Digest(try result.bytes(row, "hash"))
    }
    var fetched = FetchedNodes()
    for (node, range) in zip(nodes, ranges) {
      fetched.hashes[node] = range.fold(stored)
    }
    return fetched
  }
}

/// The stored hashes from which one node is folded.
private struct StoredRange {
  var level: Int
  var low: Int
  var high: Int

  init(_ node: NodeID) {
    let height = node.level % 4
    level = node.level - height
    low = Int(node.index) << height
    high = low + 1 << height
  }

  /// `nil` where one is not there: the proof then says which node it lacks.
  func fold(_ stored: [NodeID: Digest]) -> Digest? {
    var row: [Digest] = []
    for index in low..<high {
      guard let hash = stored[NodeID(level: level, index: UInt64(index))] else { return nil }
      row.append(hash)
    }
    while row.count > 1 {
      row = stride(from: 0, to: row.count, by: 2).map { .node(row[$0], row[$0 + 1]) }
    }
    return row.first
  }
}
