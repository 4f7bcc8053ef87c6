import Postgres

extension Ledger {
  /// Hands over every event from a position on, in order, without skipping or repeating one, until
  /// the task is cancelled or the body says that it has seen enough.
  ///
  /// Positions have no gaps in commit order, so "after the last one seen" is all there is to
  /// remember. A notification is only a hint to look; without one it looks every `interval` all the
  /// same. An event is handed over once it is durable.
  ///
  /// - Parameter body: returns `false` to end.
  public func follow(
    from start: Int, interval: Duration = .seconds(1), piece: Int = 500,
    _ body: (StoredEvent) async throws -> Bool
  ) async throws {
    var next = start
    try await connection.listen("ringi")
    while !Task.isCancelled {
      let events = try await log(from: next, limit: piece)
      if !events.isEmpty { try await settle() }
      for event in events {
        guard event.position == next else {
          throw StoreError(
            .other, "The log of \(code) has no event at position \(next).",
            hint: "Run `ringi audit verify` and tell the operator.")
        }
        next += 1
        if try await !body(event) { return }
      }
      if events.count < piece { _ = try await connection.waitForNotification(timeout: interval) }
    }
  }
}
