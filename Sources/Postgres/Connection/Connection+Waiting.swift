internal import CLibPQ

extension Connection {
  /// Waits until the socket can be read or written, or the connection is gone.
  func wait(read: Bool, write: Bool) async {
    guard let watcher else { return }
    await withCheckedContinuation { continuation in
      watcher.arm(read: read, write: write) { continuation.resume() }
    }
  }

  /// Takes in what the server has sent.
  func consumeInput(sql: String?) throws(PostgresError) {
    let pointer = try live(sql: sql)
    let isAlive = PQconsumeInput(pointer) == 1
    drainNotifications()
    guard !isAlive else { return }
    // The server's last words, if any, are still to be parsed; then libpq tells of the loss.
    while PQstatus(pointer) == CONNECTION_BAD || PQisBusy(pointer) == 0 {
      guard let result = PQgetResult(pointer) else { break }
      defer { PQclear(result) }
      guard PQresultStatus(result) == PGRES_FATAL_ERROR else { continue }
      throw lose(PostgresError(result: result, sql: sql))
    }
    throw lose(libpqError(sql: sql))
  }

  /// Sends what is still to be sent and waits for the next result; nil ends a statement.
  func nextResult(sql: String?) async throws(PostgresError) -> ResultHandle? {
    while true {
      let pointer = try live(sql: sql)
      let pending = PQflush(pointer)
      if pending == -1 { throw lose(libpqError(sql: sql)) }
      if PQisBusy(pointer) == 0 {
        // Notices are taken at once: whatever libpq parses next belongs to the next statement.
        return PQgetResult(pointer).map { ResultHandle($0, notices: takeNotices()) }
      }
      let isReady = watcher?.isReady(read: true, write: pending == 1, within: Self.patience) ?? true
      if !isReady { await wait(read: true, write: pending == 1) }
      try consumeInput(sql: sql)
    }
  }

  /// Milliseconds for which an answer is awaited on the connection's own thread. Most answers come
  /// sooner, and to be woken through an event source takes as long again.
  private static let patience: Int32 = 1

  /// Reads the error of a result; one that ends the session ends this connection as well.
  func error(of result: ResultHandle, sql: String?) -> PostgresError {
    let error = result.withPointer { PostgresError(result: $0, sql: sql) }
    let isBroken = handle?.pointer.map { PQstatus($0) == CONNECTION_BAD } ?? true
    return error.endsSession || isBroken ? lose(error) : error
  }

  /// Makes an error of libpq's own last message.
  func libpqError(sql: String?) -> PostgresError {
    let text = handle?.pointer.flatMap { PQerrorMessage($0) }.map { String(cString: $0) } ?? ""
    let message = text.trimmingLineEnd()
    return PostgresError(
      .connectionLost, message.isEmpty ? "the connection was lost" : message, sql: sql)
  }

  func takeNotices() -> [PostgresNotice] {
    handle?.notices.take() ?? []
  }

  /// Makes the right to cancel the statement that is about to be sent.
  func makeCancelRequest() throws(PostgresError) -> CancelRequest {
    guard let cancelKey else {
      throw PostgresError(.closed, "the connection is not open")
    }
    return CancelRequest(key: cancelKey) { [weak self] message in
      Task { [weak self] in await self?.cancelFailed(message) }
    }
  }

  /// A server that cannot be told to stop cannot be waited for either.
  private func cancelFailed(_ message: String) {
    guard turns.isBusy else { return }
    _ = lose(PostgresError(.connectionLost, "cancelling failed: \(message)"))
  }
}
