internal import CLibPQ

extension Connection {
  /// Runs a `COPY … FROM STDIN` with the data that the closure returns until it returns nil.
  ///
  /// The closure is asked for the next chunk when the one before is on its way. An error that it
  /// throws makes the server undo the COPY, and is thrown on.
  ///
  /// - Returns: the number of rows stored.
  @discardableResult
  public nonisolated func copyIn(
    _ sql: SQL, next: () async throws -> [UInt8]?
  ) async throws -> Int {
    let hold = try await beginCopy(sql, PGRES_COPY_IN)
    do {
      try await Hold.$carried.withValue(Hold.carried + [hold]) {
        while let chunk = try await next() { try await put(chunk) }
      }
      return try await endCopyIn()
    } catch {
      // In a task of its own, because this one may be cancelled.
      await Task { await abandonCopyIn() }.value
      throw error
    }
  }

  /// Runs a `COPY … FROM STDIN` with the chunks of a sequence.
  @discardableResult
  public nonisolated func copyIn<Chunks: AsyncSequence>(
    _ sql: SQL, from chunks: Chunks
  ) async throws -> Int where Chunks.Element == [UInt8] {
    var iterator = chunks.makeAsyncIterator()
    return try await copyIn(sql) { try await iterator.next(isolation: #isolation) }
  }

  private func put(_ chunk: [UInt8]) async throws(PostgresError) {
    guard let copy else { return }
    if Task.isCancelled { throw PostgresError(.cancelled, "the COPY was cancelled", sql: copy.sql) }
    let outcome = await withTaskCancellationHandler {
      await send(chunk, sql: copy.sql)
    } onCancel: {
      copy.request.send()
    }
    try outcome.get()
  }

  private func send(_ chunk: [UInt8], sql: String) async -> Result<Void, PostgresError> {
    var start = 0
    do throws(PostgresError) {
      while start < chunk.count {
        let end = min(chunk.count, start + Self.pieceSize)
        let pointer = try live(sql: sql)
        let status = chunk[start..<end].withUnsafeBytes { bytes in
          PQputCopyData(
            pointer, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count))
        }
        guard status >= 0 else { throw lose(libpqError(sql: sql)) }
        if status == 1 { start = end }
        try await flush(sql: sql)
      }
      return .success(())
    } catch {
      return .failure(error)
    }
  }

  /// Waits until everything is handed to the operating system.
  private func flush(sql: String) async throws(PostgresError) {
    while true {
      switch PQflush(try live(sql: sql)) {
      case 0: return
      case 1:
        await wait(read: true, write: true)
        try consumeInput(sql: sql)
      default: throw lose(libpqError(sql: sql))
      }
    }
  }

  private func endCopyIn() async throws(PostgresError) -> Int {
    guard let copy else { return 0 }
    let outcome = await withTaskCancellationHandler {
      await finishCopyIn(sql: copy.sql)
    } onCancel: {
      copy.request.send()
    }
    let wasCancelled = await copy.request.settle()
    self.copy = nil
    endTurn()
    do throws(PostgresError) {
      return try outcome.get()
    } catch {
      throw wasCancelled ? error.tellingCancellation() : error
    }
  }

  private func finishCopyIn(sql: String) async -> Result<Int, PostgresError> {
    do throws(PostgresError) {
      guard PQputCopyEnd(try live(sql: sql), nil) >= 0 else { throw lose(libpqError(sql: sql)) }
      var rows = 0
      var failure: PostgresError?
      while let result = try await nextResult(sql: sql) {
        if result.status == PGRES_COMMAND_OK {
          rows = QueryResult(handle: result, sql: sql).affectedRows
        } else {
          failure = failure ?? error(of: result, sql: sql)
        }
      }
      if let failure { throw failure }
      return .success(rows)
    } catch {
      return .failure(error)
    }
  }

  /// Makes the server undo what was copied; does nothing where the COPY has already ended.
  private func abandonCopyIn() async {
    guard let copy else { return }
    do throws(PostgresError) {
      _ = PQputCopyEnd(try live(sql: copy.sql), "abandoned by the client")
      try await finishStatement(sql: copy.sql)
    } catch {
      // The caller's error is the one to tell; this is its echo.
    }
    _ = await copy.request.settle()
    self.copy = nil
    endTurn()
  }

  private static let pieceSize = 1 << 20
}
