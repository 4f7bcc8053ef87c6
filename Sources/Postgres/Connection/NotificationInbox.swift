/// Where a connection's notifications go: to every stream, and to whoever waits for one.
struct NotificationInbox {
  typealias Waiter = CheckedContinuation<Result<PostgresNotification?, PostgresError>, Never>

  private var pending: [PostgresNotification] = []
  private var streams: [UInt64: AsyncStream<PostgresNotification>.Continuation] = [:]
  private var waiters: [(id: UInt64, waiter: Waiter)] = []
  private var nextID: UInt64 = 0

  /// The most that is kept for those who are slow to take them; older ones are dropped.
  static let limit = 1_000

  var isWatched: Bool { !streams.isEmpty || !waiters.isEmpty }

  mutating func makeID() -> UInt64 {
    nextID += 1
    return nextID
  }

  mutating func deliver(_ notification: PostgresNotification) {
    for stream in streams.values { stream.yield(notification) }
    if waiters.isEmpty {
      pending.append(notification)
      if pending.count > Self.limit { pending.removeFirst() }
    } else {
      waiters.removeFirst().waiter.resume(returning: .success(notification))
    }
  }

  mutating func takePending() -> PostgresNotification? {
    pending.isEmpty ? nil : pending.removeFirst()
  }

  mutating func add(_ stream: AsyncStream<PostgresNotification>.Continuation, id: UInt64) {
    streams[id] = stream
  }

  mutating func removeStream(_ id: UInt64) {
    streams[id] = nil
  }

  mutating func add(_ waiter: Waiter, id: UInt64) {
    waiters.append((id, waiter))
  }

  mutating func endWait(_ id: UInt64, _ outcome: Result<PostgresNotification?, PostgresError>) {
    guard let index = waiters.firstIndex(where: { $0.id == id }) else { return }
    waiters.remove(at: index).waiter.resume(returning: outcome)
  }

  mutating func finish(throwing error: PostgresError) {
    for stream in streams.values { stream.finish() }
    streams = [:]
    for (_, waiter) in waiters { waiter.resume(returning: .failure(error)) }
    waiters = []
  }
}
