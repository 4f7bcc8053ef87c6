/// Who may use a connection now, and who waits for it.
///
/// A turn is one statement. A hold reserves all turns for the tasks that carry it, so that nobody
/// else's statement slips into a transaction.
struct TurnQueue {
  struct Waiter {
    var id: UInt64
    var holds: [Hold]
    /// The hold that is asked for; nil where it is a turn.
    var hold: Hold?
    var continuation: CheckedContinuation<Bool, Never>
  }

  private(set) var isBusy = false
  private(set) var holder: Hold?
  private var waiters: [Waiter] = []
  private var nextID: UInt64 = 0

  mutating func makeID() -> UInt64 {
    nextID += 1
    return nextID
  }

  /// Takes the turn, if it is free.
  mutating func takeTurn(holds: [Hold]) -> Bool {
    guard mayTakeTurn(holds) else { return false }
    isBusy = true
    return true
  }

  /// Takes the hold, if it is free.
  mutating func takeHold(_ hold: Hold) -> Bool {
    guard holder == nil, !isBusy else { return false }
    holder = hold
    return true
  }

  mutating func enqueue(_ waiter: Waiter) {
    waiters.append(waiter)
  }

  mutating func endTurn() {
    isBusy = false
    wakeNext()
  }

  mutating func endHold(_ hold: Hold) {
    guard holder === hold else { return }
    holder = nil
    wakeNext()
  }

  /// Lets a waiter go without a turn.
  mutating func giveUp(_ id: UInt64) {
    guard let index = waiters.firstIndex(where: { $0.id == id }) else { return }
    waiters.remove(at: index).continuation.resume(returning: false)
  }

  private func mayTakeTurn(_ holds: [Hold]) -> Bool {
    !isBusy && (holder == nil || holds.contains { $0 === holder })
  }

  private mutating func wakeNext() {
    let index = waiters.firstIndex { waiter in
      waiter.hold == nil ? mayTakeTurn(waiter.holds) : holder == nil && !isBusy
    }
    guard let index else { return }
    let waiter = waiters.remove(at: index)
    if let hold = waiter.hold {
      holder = hold
    } else {
      isBusy = true
    }
    waiter.continuation.resume(returning: true)
    // A hold leaves the turn free, for those who carry it.
    if waiter.hold != nil { wakeNext() }
  }
}

/// What a task carries while a connection is reserved for it.
final class Hold: Sendable {
  enum Purpose: Sendable {
    case transaction
    case copy
  }

  let connection: ObjectIdentifier
  let purpose: Purpose

  init(_ connection: Connection, _ purpose: Purpose) {
    self.connection = ObjectIdentifier(connection)
    self.purpose = purpose
  }

  @TaskLocal static var carried: [Hold] = []

  /// The innermost hold that this task carries on a connection.
  static func carried(on connection: Connection) -> Hold? {
    carried.last { $0.connection == ObjectIdentifier(connection) }
  }
}
