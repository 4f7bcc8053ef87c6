public import FoundationEssentials
import Postgres

extension Ledger {
  /// Which streams to read.
  public struct Selection: Sendable {
    public var streams: [String]
    /// Whole kinds by prefix, such as `topic/`.
    public var prefixes: [String]
    /// Events after this position do not exist for the reader.
    public var upTo: Int?

    public init(streams: [String], prefixes: [String] = [], upTo: Int? = nil) {
      self.streams = streams
      self.prefixes = prefixes
      self.upTo = upTo
    }
  }

  private static let columns = """
    e.position, e.event_id, e.command_id, e.stream, e.version, e.type, e.schema_version, e.rules_version, e.actor, e.party, \
    e.authority, e.on_behalf_of, e.recorded_at, ringi.effective_text(e.effective_at, e.effective_offset, e.effective_zone) \
    as effective, e.marking, e.causation_id, e.correlation_id, e.facts_commitment, e.text_commitment, e.signature, \
    e.leaf_hash, p.facts, p.facts_salt, p.text, p.text_salt
    """

  /// The events of some streams, in order of position.
  public func read(_ selection: Selection) async throws -> [StoredEvent] {
    try storedEvents(try await run(Self.streamsQuery(selection)))
  }

  static func streamsQuery(_ selection: Selection) -> SQL {
    let upTo = selection.upTo ?? Int.max
    // A range a prefix instead of LIKE: it is an index range scan under every plan. '0' follows
    // '/'.
    let lower = selection.prefixes
    let upper = selection.prefixes.map { String($0.dropLast()) + "0" }
    return """
      select \(unescaped: columns) from ringi.event e left join ringi.payload p using (position)
      where e.position in (
        select position from ringi.event where stream = any(\(selection.streams)) and position <= \(upTo)
        union all
        select x.position from unnest(\(lower)::text[], \(upper)::text[]) as r(lo, hi)
        cross join lateral (select position from ringi.event where stream >= r.lo and stream < r.hi and position <= \(upTo)) x)
      order by e.position
      """
  }

  /// A piece of the log: at most `limit` events from a position on.
  public func log(from position: Int, limit: Int, upTo: Int? = nil) async throws -> [StoredEvent] {
    try await events(
      """
      select \(unescaped: Self.columns) from ringi.event e left join ringi.payload p using (position)
      where e.position >= \(position) and e.position <= \(upTo ?? Int.max) order by e.position limit \(limit)
      """)
  }

  /// Hands the log over in order, piece by piece, so that memory stays bounded.
  public func eachEvent(
    from start: Int = 0, upTo: Int? = nil, piece: Int = 1000,
    _ body: (StoredEvent) async throws -> Void
  ) async throws {
    var next = start
    while true {
      let events = try await log(from: next, limit: piece, upTo: upTo)
      for event in events { try await body(event) }
      guard events.count == piece, let last = events.last else { return }
      next = last.position + 1
    }
  }

  /// One event by its id, or `nil`.
  public func event(id: UUID) async throws -> StoredEvent? {
    try await events(
      "select \(unescaped: Self.columns) from ringi.event e left join ringi.payload p using (position) where e.event_id = \(id)"
    ).first
  }

  private func events(_ sql: SQL) async throws -> [StoredEvent] {
    try storedEvents(try await run(sql))
  }

  func storedEvents(_ result: QueryResult) throws -> [StoredEvent] {
    do {
      return try result.rows { result, row throws(PostgresError) in
        StoredEvent(
          entry: try result.entry(row, from: 0, ledger: code),
          facts: try result.textBytes(row, 21),
          factsSalt: try result.optionalBytes(row, 22),
          text: try result.textBytes(row, 23),
          textSalt: try result.optionalBytes(row, 24),
          leafHash: try result.bytes(row, 20))
      }.map(upcast)
    } catch let error as PostgresError {
      throw StoreError(error)
    }
  }

  private func upcast(_ event: StoredEvent) throws -> StoredEvent {
    guard !upcaster.isEmpty, let facts = event.facts else { return event }
    let present = try upcaster.upcast(
      .init(type: event.type, schemaVersion: event.schemaVersion, facts: facts, text: event.text))
    var event = event
    event.type = present.type
    event.schemaVersion = present.schemaVersion
    event.facts = present.facts
    event.text = present.text
    return event
  }
}
