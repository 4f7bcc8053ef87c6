public import Deliberation
public import EventStore

/// The moment at which a question is answered, per ledger.
public struct Frame: Sendable {
  public var knownAt: Timestamp
  /// The last position that exists for the answer, by ledger.
  public var upTo: [String: Int]

  /// What goes with the answer: only ledgers that were used.
  public func asOf(_ ledgers: some Sequence<String>) -> AsOf {
    var heads: [String: Int] = [:]
    for code in ledgers { heads[code] = upTo[code] }
    return AsOf(knownAt: knownAt, heads: heads)
  }
}

extension Session {
  /// Lets the projections catch up and fixes the moment of an answer over these ledgers.
  ///
  /// - Throws: `not_found` when the moment names a ledger or a position that is not there for this
  ///   reader.
  ///
  /// - Parameter projecting: an audit reads no projection, and must not fail where only a
  ///   projection does.
  public func frame(
    _ ledgers: [Ledger], at moment: Moment?, projecting: Bool = true
  ) async throws -> Frame {
    var heads: [String: Head] = [:]
    for ledger in ledgers {
      let head = try await (projecting ? ledger.readyHead() : ledger.settledHead())
      heads[ledger.code] = head
    }
    guard let moment else {
      let now = heads.values.map(\.now).max() ?? 0
      let recorded = heads.values.compactMap(\.recordedAt).max() ?? now
      return Frame(
        knownAt: Timestamp(microseconds: max(now, recorded)), upTo: heads.mapValues(\.position))
    }
    return try await past(moment, ledgers, heads)
  }

  private func past(
    _ moment: Moment, _ ledgers: [Ledger], _ heads: [String: Head]
  ) async throws -> Frame {
    var upTo: [String: Int] = [:]
    var named: [Int64] = []
    for (code, position) in moment.positions {
      let typed = "\(code):\(position)"
      let ledger = try await ledger(code, typed: typed)
      let head = if let known = heads[code] { known } else { try await ledger.readyHead() }
      guard position >= -1, position <= head.position else { throw WorkflowError.notFound(typed) }
      upTo[code] = position
      if position >= 0, let event = try await ledger.log(from: position, limit: 1).first {
        named.append(event.entry.recordedAt)
      }
    }
    let knownAt = moment.time ?? Timestamp(microseconds: named.max() ?? 0)
    for ledger in ledgers where upTo[ledger.code] == nil {
      upTo[ledger.code] = try await ledger.position(at: knownAt.microseconds)
    }
    return Frame(knownAt: knownAt, upTo: upTo)
  }

  /// The latest time recorded in the other ledgers that this session has read: in a sandbox, whose
  /// clock stands still, an append must not come before what it was decided on.
  func latestRecorded(besides code: String, sandbox: Bool) async throws -> Int64? {
    guard sandbox else { return nil }
    var latest: Int64?
    for other in directory.codes where other != code {
      guard let ledger = openedLedger(other) else { continue }
      if let recorded = try await ledger.head().recordedAt { latest = max(latest ?? 0, recorded) }
    }
    // What crosses to a joint ledger crosses on the full second: a finer step would tell its
    // readers how much the national ledger holds.
    guard let latest, try await openedLedger(code)?.info().kind == LedgerKind.joint.rawValue
    else { return latest }
    let second: Int64 = 1_000_000
    return (latest + second - 1) / second * second - 1
  }
}

extension Ledger {
  /// The head after it became durable.
  func settledHead() async throws -> Head {
    let head = try await head()
    try await settle()
    return head
  }

  /// The head after the projections caught up with it and after it became durable.
  func readyHead() async throws -> Head {
    let head = try await head()
    let projected = try await project()
    if projected < head.position {
      throw WorkflowError(
        "projection.behind",
        "The projections of \(code) stand at position \(projected); the log ends at \(head.position).",
        hint: "`ringi projection status` says why.")
    }
    try await settle()
    return head
  }
}
