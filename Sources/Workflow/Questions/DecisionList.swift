import Deliberation
import EventStore
import Postgres

extension Session {
  /// The decisions of every ledger that the reader opens, by reference.
  public func listDecisions(at moment: Moment?, page: Page) async throws -> Answer {
    let ledgers = try await ledgers()
    let frame = try await frame(ledgers, at: moment)
    var items: [JSON] = []
    for ledger in ledgers {
      guard let upTo = frame.upTo[ledger.code], upTo >= 0 else { continue }
      items += try await ledger.rows(
        """
        select ref, proposal, revision, verdict, level, rule, superseded_by
        from ringi.decision_at(\(upTo)) order by ref
        """
      ) { result, row throws(PostgresError) -> JSON in
        [
          "ref": .string(try result.string(row, "ref")),
          "proposal": .string(try result.string(row, "proposal")),
          "revision": .int(Int64(try result.int(row, "revision"))),
          "verdict": .string(try result.string(row, "verdict")),
          "level": JSON(try result.optionalString(row, "level")),
          "rule": JSON(try result.optionalString(row, "rule")),
          "superseded_by": JSON(try result.optionalString(row, "superseded_by")),
        ]
      }
    }
    return try Answer(
      schema: "ringi.decisions/1", asOf: frame.asOf(ledgers.map(\.code)), items: items, page: page)
  }
}
