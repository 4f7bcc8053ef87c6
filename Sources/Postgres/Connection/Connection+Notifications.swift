internal import CLibPQ

extension Connection {
  /// Begins to receive what NOTIFY sends to a channel, once a transaction that is open commits.
  public func listen(_ channel: String) async throws(PostgresError) {
    _ = try await query("LISTEN \(identifier: channel)")
  }

  public func unlisten(_ channel: String) async throws(PostgresError) {
    _ = try await query("UNLISTEN \(identifier: channel)")
  }

  /// The notifications that arrive from now on; ends when the connection does.
  ///
  /// Of those not taken in time only the newest 1,000 are kept.
  public var notifications: AsyncStream<PostgresNotification> {
    let (stream, continuation) = AsyncStream.makeStream(
      of: PostgresNotification.self,
      bufferingPolicy: .bufferingNewest(NotificationInbox.limit))
    guard case .open = state else {
      continuation.finish()
      return stream
    }
    let id = inbox.makeID()
    inbox.add(continuation, id: id)
    continuation.onTermination = { [weak self] _ in
      Task { [weak self] in await self?.removeStream(id) }
    }
    watchForNotifications()
    return stream
  }

  /// Waits for a notification that no other call of this method has taken.
  ///
  /// - Returns: nil where none came within the timeout.
  public func waitForNotification(
    timeout: Duration? = nil
  ) async throws(PostgresError) -> PostgresNotification? {
    _ = try live()
    if Task.isCancelled { throw PostgresError(.cancelled, "cancelled while waiting") }
    if !turns.isBusy { try consumeInput(sql: nil) }
    if let notification = inbox.takePending() { return notification }
    let id = inbox.makeID()
    let timer = timeout.map { timeout in
      Task { [weak self] in
        do { try await Task.sleep(for: timeout) } catch { return }
        await self?.endWait(id, .success(nil))
      }
    }
    defer { timer?.cancel() }
    let outcome = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        inbox.add(continuation, id: id)
        watchForNotifications()
        if Task.isCancelled { endWait(id, Self.waitCancelled) }
      }
    } onCancel: {
      Task { await self.endWait(id, Self.waitCancelled) }
    }
    return try outcome.get()
  }

  private static let waitCancelled: Result<PostgresNotification?, PostgresError> = .failure(
    PostgresError(.cancelled, "cancelled while waiting"))

  private func endWait(_ id: UInt64, _ outcome: Result<PostgresNotification?, PostgresError>) {
    inbox.endWait(id, outcome)
  }

  private func removeStream(_ id: UInt64) {
    inbox.removeStream(id)
  }

  /// Takes the notifications that have arrived.
  func drainNotifications() {
    guard let pointer = handle?.pointer else { return }
    while let notify = PQnotifies(pointer) {
      defer { PQfreemem(notify) }
      inbox.deliver(
        PostgresNotification(
          channel: String(cString: notify.pointee.relname),
          payload: String(cString: notify.pointee.extra),
          senderPID: Int(notify.pointee.be_pid)))
    }
  }

  /// Reads the socket while no statement does, as long as anybody cares.
  func watchForNotifications() {
    guard case .open = state, !turns.isBusy, inbox.isWatched else { return }
    watcher?.arm(read: true, write: false) { [weak self] in
      self?.assumeIsolated { connection in connection.readWhileIdle() }
    }
  }

  private func readWhileIdle() {
    guard case .open = state, !turns.isBusy else { return }
    do throws(PostgresError) {
      try consumeInput(sql: nil)
      watchForNotifications()
    } catch {
      // `consumeInput` has recorded the loss and told everyone who waits.
    }
  }
}
