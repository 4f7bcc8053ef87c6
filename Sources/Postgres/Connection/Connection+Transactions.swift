/// What a transaction sees of others.
public enum TransactionIsolation: String, Sendable {
  case readCommitted = "READ COMMITTED"
  case repeatableRead = "REPEATABLE READ"
  case serializable = "SERIALIZABLE"
}

extension Connection {
  /// Runs the body in a transaction and commits it, or rolls back where the body throws.
  ///
  /// While it runs, statements of other tasks on this connection wait; those of the body's own task
  /// and its children do not.
  ///
  /// - Throws: `TransactionError` with each of begin, body, rollback and commit that failed. A
  ///   commit that the server turned into a rollback is an error as well.
  public nonisolated func withTransaction<R>(
    isolation: TransactionIsolation = .readCommitted, readOnly: Bool = false,
    _ body: (Connection) async throws -> R
  ) async throws(TransactionError) -> R {
    let hold: Hold
    do throws(PostgresError) {
      hold = try await begin(isolation, readOnly: readOnly)
    } catch {
      throw TransactionError(beginError: error)
    }
    let outcome: Result<R, any Error>
    do {
      outcome = .success(
        try await Hold.$carried.withValue(Hold.carried + [hold]) { try await body(self) })
    } catch {
      outcome = .failure(error)
    }
    // In a task of its own, because this one may be cancelled and the end must be known.
    switch outcome {
    case .success(let value):
      let commitError = await Task { await commit(hold) }.value
      if let commitError { throw TransactionError(commitError: commitError) }
      return value
    case .failure(let error):
      let rollbackError = await Task { await rollBack(hold) }.value
      throw TransactionError(bodyError: error, rollbackError: rollbackError)
    }
  }

  private func begin(
    _ isolation: TransactionIsolation, readOnly: Bool
  ) async throws(PostgresError) -> Hold {
    if Hold.carried(on: self) != nil {
      throw PostgresError(.misuse, "a transaction inside another on the same connection")
    }
    let hold = try await beginHold(.transaction)
    do throws(PostgresError) {
      if isInTransaction {
        throw PostgresError(.misuse, "a transaction block is already open on the connection")
      }
      let access = readOnly ? "READ ONLY" : "READ WRITE"
      try await run(
        "BEGIN ISOLATION LEVEL \(unescaped: isolation.rawValue) \(unescaped: access)", hold)
      return hold
    } catch {
      // A BEGIN that was cancelled late may have taken effect.
      if isInTransaction { _ = await Task { await rollBack(hold) }.value }
      endHold(hold)
      throw error
    }
  }

  private func commit(_ hold: Hold) async -> PostgresError? {
    defer { endHold(hold) }
    do throws(PostgresError) {
      guard isClosed || isInTransaction else {
        throw PostgresError(.misuse, "the body of the transaction ended it by itself")
      }
      let tag = try await run("COMMIT", hold)
      if tag == "ROLLBACK" {
        throw PostgresError(
          .rolledBack, "the server rolled back, because a statement of the transaction failed")
      }
      return nil
    } catch {
      return error
    }
  }

  private func rollBack(_ hold: Hold) async -> PostgresError? {
    defer { endHold(hold) }
    guard isClosed || isInTransaction else { return nil }
    do throws(PostgresError) {
      try await run("ROLLBACK", hold)
      return nil
    } catch {
      return error
    }
  }

  @discardableResult
  private func run(_ sql: SQL, _ hold: Hold) async throws(PostgresError) -> String {
    let result: Result<QueryResult, PostgresError> =
      await Hold.$carried.withValue(Hold.carried + [hold]) {
        do throws(PostgresError) { return .success(try await query(sql)) } catch {
          return .failure(error)
        }
      }
    return try result.get().commandTag
  }
}
