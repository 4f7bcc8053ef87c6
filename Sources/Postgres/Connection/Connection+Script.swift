internal import CLibPQ

extension Connection {
  /// Runs a text of any number of statements in the simple protocol, as for migrations.
  ///
  /// Statements that open no transaction block of their own are one transaction together. The
  /// first failure ends the script.
  ///
  /// - Returns: the messages that the server sent, in order.
  @discardableResult
  public func execute(script: String) async throws(PostgresError) -> [PostgresNotice] {
    if let reason = SQL(unsafeSQL: script).reasonNotToSend {
      throw PostgresError(.invalidStatement, reason, sql: script)
    }
    try await beginTurn(sql: script)
    defer { endTurn() }
    let request = try makeCancelRequest()
    let outcome = await withTaskCancellationHandler {
      await run(script: script)
    } onCancel: {
      request.send()
    }
    let wasCancelled = await request.settle()
    do throws(PostgresError) {
      return try outcome.get()
    } catch {
      throw wasCancelled ? error.tellingCancellation() : error
    }
  }

  private func run(script: String) async -> Result<[PostgresNotice], PostgresError> {
    do throws(PostgresError) {
      let pointer = try live(sql: script)
      guard PQsendQuery(pointer, script) == 1 else { throw lose(libpqError(sql: script)) }
      return .success(try await finishStatement(sql: script))
    } catch {
      return .failure(error)
    }
  }

  /// Reads a statement's results to the end and throws the first error among them.
  @discardableResult
  func finishStatement(sql: String) async throws(PostgresError) -> [PostgresNotice] {
    var failure: PostgresError?
    var notices: [PostgresNotice] = []
    while let result = try await nextResult(sql: sql) {
      notices += result.notices
      switch result.status {
      case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY, PGRES_SINGLE_TUPLE:
        break
      case PGRES_COPY_IN:
        failure = failure ?? PostgresError(.misuse, "COPY FROM needs copyIn", sql: sql)
        _ = PQputCopyEnd(try live(sql: sql), "COPY FROM needs copyIn")
      case PGRES_COPY_OUT, PGRES_COPY_BOTH:
        failure = failure ?? PostgresError(.misuse, "COPY TO needs copyOut", sql: sql)
        while try await nextCopyData(sql: sql) != nil {}
      default:
        failure = failure ?? error(of: result, sql: sql)
      }
    }
    if let failure { throw failure }
    return notices + takeNotices()
  }
}
