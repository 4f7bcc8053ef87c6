internal import CLibPQ

extension Connection {
  /// Runs a `COPY … TO STDOUT` and hands over its data.
  ///
  /// Rows are never cut between chunks of about 64 KiB. While the closure works, the server waits:
  /// no more than a chunk is in memory, beyond what the operating system buffers. Leaving the
  /// closure by an error stops the server's work.
  public nonisolated func copyOut(
    _ sql: SQL, _ body: ([UInt8]) async throws -> Void
  ) async throws {
    let hold = try await beginCopy(sql, PGRES_COPY_OUT)
    do {
      try await Hold.$carried.withValue(Hold.carried + [hold]) {
        while let chunk = try await nextChunk() { try await body(chunk) }
      }
    } catch {
      // In a task of its own, because this one may be cancelled.
      await Task { await abandonCopyOut() }.value
      throw error
    }
    try await endCopy()
  }

  /// Runs a `COPY … TO STDOUT (FORMAT binary)` and hands over its rows, one at a time.
  public nonisolated func copyRows(
    _ sql: SQL, _ body: (CopyRow) async throws -> Void
  ) async throws {
    var decoder = CopyRowDecoder()
    try await copyOut(sql) { chunk in
      decoder.append(chunk)
      while let row = try decoder.next() { try await body(row) }
    }
    try decoder.finish()
  }

  /// Sends the statement and waits until the server is in the copy mode asked for.
  func beginCopy(_ sql: SQL, _ mode: ExecStatusType) async throws(PostgresError) -> Hold {
    let text = sql.text
    if let reason = sql.reasonNotToSend {
      throw PostgresError(.invalidStatement, reason, sql: text)
    }
    try await beginTurn(sql: text)
    do throws(PostgresError) {
      let request = try makeCancelRequest()
      let outcome = await withTaskCancellationHandler {
        await startCopy(sql, text, mode)
      } onCancel: {
        request.send()
      }
      if case .failure(let error) = outcome {
        throw await request.settle() ? error.tellingCancellation() : error
      }
      let hold = Hold(self, .copy)
      copy = CopyState(hold: hold, request: request, sql: text)
      return hold
    } catch {
      endTurn()
      throw error
    }
  }

  private func startCopy(
    _ sql: SQL, _ text: String, _ mode: ExecStatusType
  ) async -> Result<Void, PostgresError> {
    do throws(PostgresError) {
      let pointer = try live(sql: text)
      let types = sql.parameters.map { $0.type.rawValue }
      let isSent = sql.withParameters { count, values, lengths, formats in
        PQsendQueryParams(pointer, text, count, types, values, lengths, formats, 1)
      }
      guard isSent == 1 else { throw lose(libpqError(sql: text)) }
      guard let result = try await nextResult(sql: text) else {
        throw lose(PostgresError(.connectionLost, "the server gave no answer", sql: text))
      }
      if result.status == mode { return .success(()) }
      var failure = PostgresError(.misuse, "the statement is no COPY in this direction", sql: text)
      switch result.status {
      case PGRES_COPY_IN: _ = PQputCopyEnd(try live(sql: text), "not a COPY TO STDOUT")
      case PGRES_COPY_OUT: while try await nextCopyData(sql: text) != nil {}
      case PGRES_FATAL_ERROR: failure = error(of: result, sql: text)
      default: break
      }
      while try await nextResult(sql: text) != nil {}
      return .failure(failure)
    } catch {
      return .failure(error)
    }
  }

  /// Waits for one message of copy data; nil at the end.
  func nextCopyData(sql: String) async throws(PostgresError) -> CopyMessage? {
    while true {
      if let message = try copyDataAtHand(sql: sql) { return message.isEnd ? nil : message }
      await wait(read: true, write: false)
      try consumeInput(sql: sql)
    }
  }

  /// Takes a message that has arrived; nil if none has.
  private func copyDataAtHand(sql: String) throws(PostgresError) -> CopyMessage? {
    var buffer: UnsafeMutablePointer<CChar>?
    let length = PQgetCopyData(try live(sql: sql), &buffer, 1)
    switch length {
    case 1...: return CopyMessage(buffer, count: Int(length))
    case 0: return nil
    case -1: return CopyMessage(nil, count: 0)
    default: throw lose(libpqError(sql: sql))
    }
  }

  private func nextChunk() async throws(PostgresError) -> [UInt8]? {
    guard let copy, !copy.isDrained else { return nil }
    let outcome = await withTaskCancellationHandler {
      await gatherChunk(sql: copy.sql)
    } onCancel: {
      copy.request.send()
    }
    if Task.isCancelled { throw PostgresError(.cancelled, "the COPY was cancelled", sql: copy.sql) }
    return try outcome.get()
  }

  private func gatherChunk(sql: String) async -> Result<[UInt8]?, PostgresError> {
    var chunk: [UInt8] = []
    do throws(PostgresError) {
      while chunk.count < Self.chunkSize {
        guard let message = try copyDataAtHand(sql: sql) else {
          if !chunk.isEmpty { break }
          await wait(read: true, write: false)
          try consumeInput(sql: sql)
          continue
        }
        if message.isEnd {
          copy?.isDrained = true
          break
        }
        message.append(to: &chunk)
      }
      return .success(chunk.isEmpty ? nil : chunk)
    } catch {
      return .failure(error)
    }
  }

  /// Reads the statement's outcome after the last of the data, and ends the turn.
  private func endCopy() async throws(PostgresError) {
    guard let copy else { return }
    let outcome: Result<Void, PostgresError>
    do throws(PostgresError) {
      try await finishStatement(sql: copy.sql)
      outcome = .success(())
    } catch {
      outcome = .failure(error)
    }
    _ = await copy.request.settle()
    self.copy = nil
    endTurn()
    try outcome.get()
  }

  /// Stops the server's work and reads what is left of it.
  private func abandonCopyOut() async {
    guard let copy else { return }
    copy.request.send()
    do throws(PostgresError) {
      if !copy.isDrained { while try await nextCopyData(sql: copy.sql) != nil {} }
      try await finishStatement(sql: copy.sql)
    } catch {
      // The caller's error is the one to tell; this is its echo.
    }
    _ = await copy.request.settle()
    self.copy = nil
    endTurn()
  }

  private static let chunkSize = 64 * 1024
}

/// A message of copy data in libpq's memory, freed with it.
final class CopyMessage {
  private let start: UnsafeMutablePointer<CChar>?
  private let count: Int

  init(_ start: UnsafeMutablePointer<CChar>?, count: Int) {
    self.start = start
    self.count = count
  }

  var isEnd: Bool { start == nil }

  func append(to chunk: inout [UInt8]) {
    chunk.append(contentsOf: UnsafeRawBufferPointer(start: start, count: count))
  }

  deinit {
    PQfreemem(start)
  }
}
