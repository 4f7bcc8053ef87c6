extension Connection {
  /// Waits for the turn; `endTurn` must follow.
  func beginTurn(sql: String?) async throws(PostgresError) {
    if Hold.carried(on: self)?.purpose == .copy {
      throw PostgresError(.misuse, "a statement inside a COPY on the same connection", sql: sql)
    }
    _ = try live(sql: sql)
    if Task.isCancelled { throw Self.cancelled(sql: sql) }
    let holds = Hold.carried
    if !turns.takeTurn(holds: holds) {
      guard await line(up: nil, holds: holds) else { throw Self.cancelled(sql: sql) }
    }
    do throws(PostgresError) {
      _ = try live(sql: sql)
      if Task.isCancelled { throw Self.cancelled(sql: sql) }
    } catch {
      endTurn()
      throw error
    }
    watcher?.disarm()
    _ = takeNotices()
  }

  func endTurn() {
    drainNotifications()
    turns.endTurn()
    watchForNotifications()
  }

  /// Waits until the connection is nobody's and reserves it; `endHold` must follow.
  func beginHold(_ purpose: Hold.Purpose) async throws(PostgresError) -> Hold {
    _ = try live()
    if Task.isCancelled { throw Self.cancelled(sql: nil) }
    let hold = Hold(self, purpose)
    if !turns.takeHold(hold) {
      guard await line(up: hold, holds: []) else { throw Self.cancelled(sql: nil) }
    }
    return hold
  }

  func endHold(_ hold: Hold) {
    turns.endHold(hold)
  }

  private func line(up hold: Hold?, holds: [Hold]) async -> Bool {
    let id = turns.makeID()
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        turns.enqueue(.init(id: id, holds: holds, hold: hold, continuation: continuation))
        // The handler ran before this if the task was cancelled already.
        if Task.isCancelled { turns.giveUp(id) }
      }
    } onCancel: {
      Task { await self.giveUp(id) }
    }
  }

  private func giveUp(_ id: UInt64) {
    turns.giveUp(id)
  }

  static func cancelled(sql: String?) -> PostgresError {
    PostgresError(.cancelled, "cancelled before the statement was sent", sql: sql)
  }
}
