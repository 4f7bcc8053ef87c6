internal import CLibPQ
internal import Dispatch
internal import Synchronization

/// The key with which another thread may ask the server to stop a connection's statement.
final class CancelKey: @unchecked Sendable {
  // Safe because PQcancel only reads the key and is documented to be thread-safe.
  private let pointer: OpaquePointer

  init?(_ connection: OpaquePointer) {
    guard let pointer = PQgetCancel(connection) else { return nil }
    self.pointer = pointer
  }

  deinit {
    PQfreeCancel(pointer)
  }

  /// Asks and waits until the server has passed it on; blocks the thread.
  ///
  /// - Returns: what went wrong, if anything.
  func send() -> String? {
    var message = [CChar](repeating: 0, count: 256)
    guard PQcancel(pointer, &message, Int32(message.count)) == 0 else { return nil }
    let text = message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return String(decoding: text, as: UTF8.self).trimmingLineEnd()
  }
}

/// The right to cancel what a connection is doing, from when it is sent to when its turn ends.
///
/// A request that overtakes its statement finds an idle server and is forgotten, so it is repeated
/// until the turn ends. `settle` waits for a request under way, which must not reach the server
/// when the next statement already runs.
final class CancelRequest: Sendable {
  private enum State {
    case idle
    case sending(CheckedContinuation<Void, Never>?)
    case sent
    case settled
  }

  private struct Progress {
    var state = State.idle
    var wasSent = false
  }

  private let key: CancelKey
  private let progress = Mutex(Progress())
  private let onFailure: @Sendable (String) -> Void

  init(key: CancelKey, onFailure: @escaping @Sendable (String) -> Void) {
    self.key = key
    self.onFailure = onFailure
  }

  /// Starts the request on another thread, unless it was started before.
  func send() {
    let isFirst = progress.withLock { progress in
      guard case .idle = progress.state else { return false }
      progress.state = .sending(nil)
      progress.wasSent = true
      return true
    }
    if isFirst { deliver(repeatingAfter: .milliseconds(100)) }
  }

  private func deliver(repeatingAfter delay: DispatchTimeInterval) {
    let queue = DispatchQueue.global()
    queue.async { [self] in
      if let failure = key.send() { onFailure(failure) }
      let waiter = progress.withLock { progress -> CheckedContinuation<Void, Never>? in
        guard case .sending(let waiter) = progress.state else { return nil }
        progress.state = .sent
        return waiter
      }
      waiter?.resume()
      queue.asyncAfter(deadline: .now() + delay) { [self] in
        let isUnanswered = progress.withLock { progress in
          guard case .sent = progress.state else { return false }
          progress.state = .sending(nil)
          return true
        }
        if isUnanswered { deliver(repeatingAfter: .seconds(1)) }
      }
    }
  }

  /// Ends the right to cancel.
  ///
  /// - Returns: whether a request went to the server.
  func settle() async -> Bool {
    await withCheckedContinuation { continuation in
      let isSending = progress.withLock { progress in
        guard case .sending = progress.state else {
          progress.state = .settled
          return false
        }
        progress.state = .sending(continuation)
        return true
      }
      if !isSending { continuation.resume() }
    }
    return progress.withLock { progress in
      progress.state = .settled
      return progress.wasSent
    }
  }
}
