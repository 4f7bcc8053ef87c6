/// The bookkeeping of a pipeline: which answer is due next, and what each statement came to.
///
/// It does no I/O. A statement counts as done only when the Sync behind it was confirmed, because
/// only then has its transaction committed.
struct PipelineProgress {
  enum Expected {
    case plan(statement: Int, key: PlanKey, name: String)
    case result(statement: Int)
    case sync
  }

  private(set) var expected: [Expected] = []
  private(set) var statements: [String] = []
  private var outcomes: [Result<QueryResult, PostgresError>?] = []
  /// The first statement whose Sync is not confirmed yet.
  private var groupStart = 0
  private var groupEnds: [Int] = []

  /// - Returns: the statement's number.
  mutating func sentStatement(_ text: String) -> Int {
    statements.append(text)
    outcomes.append(nil)
    return statements.count - 1
  }

  mutating func expect(_ answer: Expected) {
    expected.append(answer)
    if case .sync = answer { groupEnds.append(statements.count) }
  }

  mutating func succeeded(_ statement: Int, _ result: QueryResult) {
    outcomes[statement] = outcomes[statement] ?? .success(result)
  }

  mutating func failed(_ statement: Int, _ error: PostgresError) {
    outcomes[statement] = outcomes[statement] ?? .failure(error)
  }

  mutating func aborted(_ statement: Int) {
    failed(
      statement,
      PostgresError(
        .pipelineAborted, "an earlier statement of the pipeline failed", sql: statements[statement])
    )
  }

  /// The commit at the Sync failed: nothing of the group stands.
  mutating func commitFailed(_ error: PostgresError) {
    failGroup(upTo: groupEnds.first ?? statements.count, error)
  }

  /// The Sync was confirmed; notices of the commit belong to the group's last statement.
  mutating func synced(notices: [PostgresNotice]) {
    let end = groupEnds.isEmpty ? statements.count : groupEnds.removeFirst()
    if end > groupStart, case .success(var result) = outcomes[end - 1] {
      result.notices += notices
      outcomes[end - 1] = .success(result)
    }
    groupStart = end
  }

  /// The connection is gone: nobody knows what became of the statements not confirmed.
  mutating func lost(_ error: PostgresError) {
    failGroup(upTo: statements.count, error)
  }

  private mutating func failGroup(upTo end: Int, _ error: PostgresError) {
    for statement in groupStart..<max(groupStart, end) {
      if case .failure = outcomes[statement] { continue }
      outcomes[statement] = .failure(error.about(sql: statements[statement]))
    }
  }

  /// What each statement came to.
  func results() -> [Result<QueryResult, PostgresError>] {
    zip(outcomes, statements).map { outcome, sql in
      outcome
        ?? .failure(PostgresError(.connectionLost, "the server gave no answer", sql: sql))
    }
  }
}
