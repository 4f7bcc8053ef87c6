internal import CLibPQ

extension Connection {
  /// Runs one statement in the extended protocol, its values bound, its rows in binary form.
  ///
  /// COPY statements have methods of their own.
  public func query(_ sql: SQL) async throws(PostgresError) -> QueryResult {
    let result = await pipeline([.query(sql)])[0]
    // A plan that no longer fits fails before anything ran, so trying again is safe.
    if case .failure(let error) = result, error.isStalePlan, options.cachesPlans, !isInTransaction {
      return try await pipeline([.query(sql)])[0].get()
    }
    return try result.get()
  }

  /// Sends statements in one go, without waiting for each one's result.
  ///
  /// Outside a transaction block, the statements up to a `.sync` (or to the end) are one
  /// transaction. After a failure the rest of its group is reported as `pipelineAborted`. A success
  /// before a failure in the same group was rolled back with it. Where the commit itself failed, or
  /// the connection broke before it was confirmed, every statement of the group reports that.
  ///
  /// Notices that the commit caused are with the group's last statement.
  ///
  /// - Returns: one result for each `.query` step, in order.
  public func pipeline(
    _ steps: [PipelineStep]
  ) async -> [Result<QueryResult, PostgresError>] {
    let statements = steps.compactMap { step in
      if case .query(let sql) = step { sql } else { nil }
    }
    guard !statements.isEmpty else { return [] }
    do throws(PostgresError) {
      if let failures = refusing(statements) { return failures }
      try await beginTurn(sql: statements[0].text)
      defer { endTurn() }
      let request = try makeCancelRequest()
      var results = await withTaskCancellationHandler {
        await run(steps)
      } onCancel: {
        request.send()
      }
      if await request.settle() { results = results.map { $0.tellingCancellation() } }
      return results
    } catch {
      return statements.map { .failure(error.about(sql: $0.text)) }
    }
  }

  /// Finds statements that cannot be sent, before anything is.
  private func refusing(_ statements: [SQL]) -> [Result<QueryResult, PostgresError>]? {
    let reasons = statements.map { $0.reasonNotToSend }
    guard reasons.contains(where: { $0 != nil }) else { return nil }
    return zip(statements, reasons).map { sql, reason in
      .failure(
        reason.map { PostgresError(.invalidStatement, $0, sql: sql.text) }
          ?? PostgresError(
            .pipelineAborted, "another statement of the pipeline cannot be sent", sql: sql.text))
    }
  }

  private func run(_ steps: [PipelineStep]) async -> [Result<QueryResult, PostgresError>] {
    var progress = PipelineProgress()
    do throws(PostgresError) {
      try send(steps, &progress)
      for expected in progress.expected {
        switch expected {
        case .plan(let statement, let key, let name):
          try await receivePlan(statement, key, name, &progress)
        case .result(let statement):
          try await receiveResult(statement, &progress)
        case .sync:
          try await receiveSync(&progress)
        }
      }
      guard PQexitPipelineMode(try live()) == 1 else { throw lose(libpqError(sql: nil)) }
    } catch {
      for step in steps.dropFirst(progress.statements.count) {
        if case .query(let sql) = step { _ = progress.sentStatement(sql.text) }
      }
      progress.lost(error)
    }
    return progress.results()
  }

  private func send(
    _ steps: [PipelineStep], _ progress: inout PipelineProgress
  ) throws(PostgresError) {
    let pointer = try live()
    var isSent = PQenterPipelineMode(pointer) == 1
    // Plans that were asked for, in this group, and not yet confirmed.
    var asked: [PlanKey: String] = [:]
    for step in steps {
      switch step {
      case .query(let sql):
        let text = sql.text
        let statement = progress.sentStatement(text)
        let types = sql.parameters.map { $0.type }
        let key = PlanKey(text: text, types: types)
        if let (name, isNew) = planName(for: sql, key, asked) {
          if isNew {
            asked[key] = name
            progress.expect(.plan(statement: statement, key: key, name: name))
            isSent =
              isSent
              && PQsendPrepare(
                pointer, name, text, Int32(types.count), types.map { $0.rawValue }) == 1
          }
          isSent =
            isSent
            && sql.withParameters { count, values, lengths, formats in
              PQsendQueryPrepared(pointer, name, count, values, lengths, formats, 1)
            } == 1
        } else {
          isSent =
            isSent
            && sql.withParameters { count, values, lengths, formats in
              PQsendQueryParams(
                pointer, text, count, types.map { $0.rawValue }, values, lengths, formats, 1)
            } == 1
        }
        progress.expect(.result(statement: statement))
      case .sync:
        asked = [:]
        progress.expect(.sync)
        isSent = isSent && PQpipelineSync(pointer) == 1
      }
    }
    if case .query = steps.last {
      progress.expect(.sync)
      isSent = isSent && PQpipelineSync(pointer) == 1
    }
    guard isSent else { throw lose(libpqError(sql: nil)) }
  }

  private func planName(
    for sql: SQL, _ key: PlanKey, _ asked: [PlanKey: String]
  ) -> (name: String, isNew: Bool)? {
    guard options.cachesPlans, sql.cachesPlan else { return nil }
    if let name = plans[key] ?? asked[key] { return (name, false) }
    guard plans.count + asked.count < ConnectionOptions.cachedPlanLimit else { return nil }
    planNumber += 1
    return ("plan_\(planNumber)", true)
  }

  private func receivePlan(
    _ statement: Int, _ key: PlanKey, _ name: String, _ progress: inout PipelineProgress
  ) async throws(PostgresError) {
    let sql = progress.statements[statement]
    while let result = try await nextResult(sql: sql) {
      switch result.status {
      case PGRES_COMMAND_OK: plans[key] = name
      case PGRES_PIPELINE_ABORTED: progress.aborted(statement)
      default: progress.failed(statement, error(of: result, sql: sql))
      }
    }
  }

  private func receiveResult(
    _ statement: Int, _ progress: inout PipelineProgress
  ) async throws(PostgresError) {
    let sql = progress.statements[statement]
    while let result = try await nextResult(sql: sql) {
      switch result.status {
      case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY:
        progress.succeeded(
          statement, QueryResult(handle: result, sql: sql))
      case PGRES_PIPELINE_ABORTED:
        progress.aborted(statement)
      case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
        // A pipeline cannot leave the copy mode, so this is the end of the session.
        let error = PostgresError(.misuse, "COPY needs copyIn or copyOut", sql: sql)
        progress.failed(statement, error)
        throw lose(error)
      default:
        let error = error(of: result, sql: sql)
        if error.isStalePlan { plans = plans.filter { $0.key.text != sql } }
        progress.failed(statement, error)
      }
    }
  }

  private func receiveSync(_ progress: inout PipelineProgress) async throws(PostgresError) {
    // libpq may end the statement before with a nil of its own; more of them would be its error.
    for _ in 0..<3 {
      guard let result = try await nextResult(sql: nil) else { continue }
      switch result.status {
      case PGRES_PIPELINE_SYNC:
        progress.synced(notices: result.notices)
        return
      default:
        progress.commitFailed(error(of: result, sql: nil))
      }
    }
    throw lose(PostgresError(.connectionLost, "the server and libpq are out of step"))
  }
}

extension Result where Success == QueryResult, Failure == PostgresError {
  /// Tells the server's answer to a cancel request from a statement timeout of its own.
  fileprivate func tellingCancellation() -> Self {
    mapError { $0.tellingCancellation() }
  }
}

extension PostgresError {
  func tellingCancellation() -> PostgresError {
    guard code == .server, sqlState == "57014" else { return self }
    var error = self
    error.code = .cancelled
    return error
  }
}
