import Deliberation
import EventStore
import Postgres

/// What the projection knows of a file: facts that events carry, no rule applied.
struct FileRow: Sendable {
  var ref: String
  var externalRef: String?
  var sponsor: String?
  var topics: [String]
  var level: String
  var revision: Int
  var jointRef: String?
  var decision: String?
  var verdict: String?
  var isWithdrawn: Bool
  var titleEN: String?
  var titleJA: String?
  var titleWithheld: Bool

  /// Nothing that the clock or a rule could still change.
  var isSettled: Bool { verdict.flatMap(Verdict.init(rawValue:))?.isFinal ?? false || isWithdrawn }
}

extension Ledger {
  /// Files as of a position, by reference.
  ///
  /// - Parameters:
  ///   - liveOnly: leaves out what is decided or withdrawn.
  ///   - after: the reference after which to go on; at most `limit` rows.
  func files(upTo: Int, liveOnly: Bool = false, after: String? = nil, limit: Int? = nil)
    async throws -> [FileRow]
  {
    let live: SQL =
      liveOnly
      ? "and f.withdrawn_position is null and (f.verdict is null or f.verdict in ('remitted', 'deferred'))"
      : ""
    return try await rows(
      """
      select f.ref, f.external_ref, f.sponsor, f.topics, f.level, f.revision, f.joint_ref, f.decision, f.verdict,
        f.withdrawn_position is not null as withdrawn, t.text is null and e.text_commitment is not null as withheld,
        t.text::json -> 'title' ->> 'en' as title_en, t.text::json -> 'title' ->> 'ja' as title_ja
      from ringi.file_at(\(upTo)) f
      left join ringi.payload t on t.position = f.title_position
      left join ringi.event e on e.position = f.title_position
      where f.ref > \(after ?? "") \(live)
      order by f.ref limit \(limit ?? Int.max)
      """
    ) { result, row throws(PostgresError) in
      FileRow(
        ref: try result.string(row, "ref"),
        externalRef: try result.optionalString(row, "external_ref"),
        sponsor: try result.optionalString(row, "sponsor"),
        topics: try result.value(row, "topics", as: [String]?.self) ?? [],
        level: try result.string(row, "level"), revision: try result.int(row, "revision"),
        jointRef: try result.optionalString(row, "joint_ref"),
        decision: try result.optionalString(row, "decision"),
        verdict: try result.optionalString(row, "verdict"),
        isWithdrawn: try result.bool(row, "withdrawn"),
        titleEN: try result.optionalString(row, "title_en"),
        titleJA: try result.optionalString(row, "title_ja"),
        titleWithheld: try result.bool(row, "withheld"))
    }
  }
}
