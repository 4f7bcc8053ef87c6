public import Deliberation
import EventStore
import Postgres

/// One line of a question about the past, with what the order of such lines rests on.
struct PastItem {
  var recordedAt: Timestamp
  var ledger: String
  var position: Int64
  var json: JSON

  /// A line about an event.
  init(
    _ record: EventRecord, kind: String, ref: String, party: String?, reason: JSON? = nil,
    view: LedgerView, speakers: Speakers, _ more: JSONObject = [:]
  ) {
    recordedAt = record.recordedAt
    ledger = view.code
    position = record.position
    var body: JSONObject = [
      "ledger": .string(view.code), "ref": .string(ref), "party": JSON(party),
      "government": JSON(view.government(of: party)), "kind": .string(kind),
      "by": speakers.json(record), "recorded_at": .string(record.recordedAt.description),
      "effective_at": .string(record.effective.rfc3339),
      "effective_zone": .string(record.effective.zone),
      "reason": reason
        ?? (record.textIsWithheld ? view.withheld(record) : JSON(record.event.reason)),
      "event_id": .string(record.eventID),
    ]
    for member in more.members { body[member.key] = member.value }
    json = .object(body)
  }

  /// A line about something that nobody did, which therefore has no event.
  init(
    missing kind: String, ref: String, party: String, since: Timestamp, position: Int64,
    view: LedgerView, _ more: JSONObject = [:]
  ) {
    recordedAt = since
    ledger = view.code
    self.position = position
    var body: JSONObject = [
      "ledger": .string(view.code), "ref": .string(ref), "party": .string(party),
      "government": JSON(view.government(of: party)), "kind": .string(kind), "by": nil,
      "recorded_at": nil, "effective_at": nil, "effective_zone": nil, "reason": nil,
      "event_id": nil,
    ]
    for member in more.members { body[member.key] = member.value }
    json = .object(body)
  }

  /// By the clock, then by ledger and position.
  static func sorted(_ items: [PastItem]) -> [JSON] {
    items.sorted {
      ($0.recordedAt, $0.ledger, $0.position) < ($1.recordedAt, $1.ledger, $1.position)
    }
    .map(\.json)
  }
}

/// What a question about the past is narrowed to.
public struct Interval: Sendable, Hashable {
  /// Recorded at or after.
  public var since: Timestamp?
  /// Recorded before.
  public var until: Timestamp?

  public init(since: Timestamp? = nil, until: Timestamp? = nil) {
    self.since = since
    self.until = until
  }

  func holds(_ time: Timestamp) -> Bool {
    (since.map { $0 <= time } ?? true) && (until.map { time < $0 } ?? true)
  }
}

extension Ledger {
  /// The streams that hold an event of one of these types.
  func streams(holding types: [String], upTo: Int) async throws -> [String] {
    try await rows(
      """
      select distinct stream from ringi.event
      where type = any(\(types)) and position <= \(upTo) order by stream
      """
    ) { result, row throws(PostgresError) in try result.string(row, "stream") }
  }

  /// The streams that hold a late entry: its effective time was asserted, earlier than its record.
  func streamsWithLateEntries(upTo: Int) async throws -> [String] {
    try await rows(
      """
      select distinct e.stream from ringi.event e join ringi.payload p using (position)
      where e.recorded_at > e.effective_at and e.position <= \(upTo)
        and p.facts like '%"late":true%' order by e.stream
      """
    ) { result, row throws(PostgresError) in try result.string(row, "stream") }
  }

  /// When each decision on these files was taken, by the file.
  func decisionTimes(upTo: Int) async throws -> [String: [(ref: String, at: Timestamp)]] {
    let found = try await rows(
      """
      select d.proposal, d.ref, e.recorded_at from ringi.decision_at(\(upTo)) d
      join ringi.event e on e.position = d.taken_position order by e.position
      """
    ) { result, row throws(PostgresError) in
      (
        try result.string(row, "proposal"), try result.string(row, "ref"),
        Timestamp(microseconds: try result.timestamp(row, "recorded_at"))
      )
    }
    return Dictionary(grouping: found, by: \.0).mapValues { $0.map { ($0.1, $0.2) } }
  }

  /// Files with their decisions, some hundred at a time, so that memory stays bounded.
  func eachPiece(
    of refs: [String], upTo: Int, _ body: (LedgerView) throws -> Void
  ) async throws {
    var rest = refs[...]
    while !rest.isEmpty {
      let piece = Array(rest.prefix(300))
      rest = rest.dropFirst(piece.count)
      try body(try await fileView(piece, upTo: upTo))
    }
  }
}

extension String {
  /// The reference, code or other name that a stream is about.
  var streamName: String {
    firstIndex(of: "/").map { String(self[index(after: $0)...]) } ?? self
  }
}
