internal import CLibPQ
internal import Dispatch

/// A session on a PostgreSQL server.
///
/// It works on a queue of its own and never blocks a thread of Swift's pool. Statements of several
/// tasks take turns in the order in which they came. A cancelled task stops its statement on the
/// server, after which the connection is as good as new.
///
/// Once the connection is lost, every call throws at once an error whose `isConnectionLost` is
/// true; open another.
public actor Connection {
  enum State {
    case opening
    case open
    case lost(PostgresError)
    case closed
  }

  private let executor: DispatchQueueExecutor
  let options: ConnectionOptions
  var state = State.opening
  var handle: ConnectionHandle?
  var watcher: SocketWatcher?
  var cancelKey: CancelKey?
  var interruption: ConnectInterruption?
  var turns = TurnQueue()
  var plans: [PlanKey: String] = [:]
  var planNumber = 0
  var copy: CopyState?
  var inbox = NotificationInbox()

  public nonisolated var unownedExecutor: UnownedSerialExecutor {
    executor.asUnownedSerialExecutor()
  }

  nonisolated var queue: DispatchQueue { executor.queue }

  init(options: ConnectionOptions) {
    self.options = options
    executor = DispatchQueueExecutor(label: "postgres.connection")
  }

  /// Ends the session; whatever is under way fails.
  public func close() {
    guard !isClosed else { return }
    state = .closed
    tearDown()
  }

  /// A Boolean value indicating whether the connection was closed or lost.
  public var isClosed: Bool {
    switch state {
    case .opening, .open: false
    case .lost, .closed: true
    }
  }

  /// Gives libpq's connection, or the error that ended it.
  func live(sql: String? = nil) throws(PostgresError) -> OpaquePointer {
    switch state {
    case .opening, .open:
      guard let pointer = handle?.pointer else {
        throw PostgresError(.closed, "the connection is not open", sql: sql)
      }
      return pointer
    case .lost(let error): throw error.about(sql: sql)
    case .closed: throw PostgresError(.closed, "the connection was closed", sql: sql)
    }
  }

  /// Gives up the connection and makes the error that every later call throws.
  func lose(_ error: PostgresError) -> PostgresError {
    let error = error.asConnectionLost()
    guard !isClosed else { return error }
    state = .lost(error)
    tearDown()
    return error
  }

  private func tearDown() {
    watcher?.cancel()
    watcher = nil
    cancelKey = nil
    handle?.finish()
    inbox.finish(
      throwing: PostgresError(.connectionLost, "the connection ended while waiting"))
  }

  deinit {
    let (watcher, handle) = (watcher, handle)
    inbox.finish(throwing: PostgresError(.closed, "the connection was closed"))
    executor.queue.async {
      watcher?.cancel()
      handle?.finish()
    }
  }
}
