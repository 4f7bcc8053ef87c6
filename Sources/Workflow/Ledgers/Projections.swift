import Deliberation
import EventStore
import Postgres

extension Session {
  public func projectionStatus(at moment: Moment?) async throws -> Answer {
    try await projections(
      "ringi.projections/1",
      "select name, version, position, behind, faults from ringi.projection_status()",
      at: moment
    ) { result, row throws(PostgresError) in
      [
        "projection": .string(try result.string(row, "name")),
        "version": .int(Int64(try result.int(row, "version"))),
        "position": .int(Int64(try result.int(row, "position"))),
        "behind": .int(Int64(try result.int(row, "behind"))),
        "faults": .int(Int64(try result.int(row, "faults"))),
      ]
    }
  }

  /// Makes every projection afresh from the log.
  public func rebuildProjections(at moment: Moment?) async throws -> Answer {
    try await projections(
      "ringi.projections/1", "select name, rows from ringi.rebuild_projections()", at: moment
    ) { result, row throws(PostgresError) in
      [
        "projection": .string(try result.string(row, "name")),
        "rows": .int(Int64(try result.int(row, "rows"))),
      ]
    }
  }

  /// Holds every projection against one made afresh beside it. `ok` is false when one differs.
  public func verifyProjections(at moment: Moment?) async throws -> Answer {
    var answer = try await projections(
      "ringi.projections/1", "select name, rows, differing from ringi.verify_projections()",
      at: moment
    ) { result, row throws(PostgresError) in
      [
        "projection": .string(try result.string(row, "name")),
        "rows": .int(Int64(try result.int(row, "rows"))),
        "differing": .int(Int64(try result.int(row, "differing"))),
      ]
    }
    answer.body["ok"] = .bool(answer.items.allSatisfy { $0["differing"]?.int == 0 })
    return answer
  }

  private func projections(
    _ schema: String, _ sql: SQL, at moment: Moment?,
    _ row: (QueryResult, Int) throws(PostgresError) -> JSON
  ) async throws -> Answer {
    let ledgers = try await ledgers()
    let frame = try await frame(ledgers, at: moment)
    var items: [JSON] = []
    for ledger in ledgers {
      for item in try await ledger.rows(sql, row) {
        var object: JSONObject = ["ledger": .string(ledger.code)]
        for member in item.object?.members ?? [] { object[member.key] = member.value }
        items.append(.object(object))
      }
    }
    return Answer(schema: schema, asOf: frame.asOf(ledgers.map(\.code)), items: items)
  }
}
