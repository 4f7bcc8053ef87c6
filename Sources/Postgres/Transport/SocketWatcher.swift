internal import Dispatch
internal import Glibc

/// Tells once when a socket can be read or written.
///
/// It watches a duplicate of the descriptor. libpq closes its own whenever it likes, and a number
/// that is closed and taken again while an event source still watches it would never fire.
final class SocketWatcher: @unchecked Sendable {
  // Safe because every member is used only on `queue`, which also runs the sources' handlers.
  private let queue: DispatchQueue
  private let descriptor: OwnedDescriptor
  private var readSource: ArmedSource?
  private var writeSource: ArmedSource?
  private var handler: (@Sendable () -> Void)?
  private var isCancelled = false

  /// - Returns: nil where the descriptor cannot be duplicated.
  init?(socket: Int32, queue: DispatchQueue) {
    guard socket >= 0, let descriptor = OwnedDescriptor(duplicating: socket) else { return nil }
    self.queue = queue
    self.descriptor = descriptor
  }

  /// Calls the handler once, when any of the conditions holds or when the watcher is cancelled.
  func arm(read: Bool, write: Bool, _ handler: @escaping @Sendable () -> Void) {
    // A source never fires again after the event that told it of a hang-up, so what can be known
    // now is asked now; the end of the stream may lie behind data that was just read.
    guard !isCancelled, !isReady(read: read, write: write, within: 0) else {
      queue.async(execute: handler)
      return
    }
    self.handler = handler
    if read {
      let source =
        readSource
        ?? makeSource { descriptor, queue in
          DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
        }
      readSource = source
      source.arm()
    }
    if write {
      let source =
        writeSource
        ?? makeSource { descriptor, queue in
          DispatchSource.makeWriteSource(fileDescriptor: descriptor, queue: queue)
        }
      writeSource = source
      source.arm()
    }
  }

  /// Asks whether a read or a write would return at once, be it with an error; blocks the thread
  /// for some milliseconds at most.
  func isReady(read: Bool, write: Bool, within milliseconds: Int32) -> Bool {
    let events = (read ? POLLIN : 0) | (write ? POLLOUT : 0)
    var entry = pollfd(fd: descriptor.number, events: Int16(events), revents: 0)
    return poll(&entry, 1, milliseconds) > 0
  }

  /// Drops the handler without calling it.
  func disarm() {
    readSource?.disarm()
    writeSource?.disarm()
    handler = nil
  }

  func cancel() {
    guard !isCancelled else { return }
    isCancelled = true
    readSource?.cancel()
    writeSource?.cancel()
    readSource = nil
    writeSource = nil
    let handler = handler
    self.handler = nil
    handler?()
  }

  private func makeSource(
    _ make: (Int32, DispatchQueue) -> any DispatchSourceProtocol
  ) -> ArmedSource {
    let source = make(descriptor.number, queue)
    source.setEventHandler { [weak self] in self?.fire() }
    // The descriptor must stay open until the source has let go of it.
    source.setCancelHandler { [descriptor] in withExtendedLifetime(descriptor) {} }
    return ArmedSource(source)
  }

  private func fire() {
    let handler = handler
    disarm()
    handler?()
  }

  deinit {
    // Releasing a suspended source is a crash in libdispatch.
    readSource?.cancel()
    writeSource?.cancel()
  }
}

/// A dispatch source that counts whether it is suspended.
private final class ArmedSource {
  private let source: any DispatchSourceProtocol
  private var isArmed = false

  init(_ source: any DispatchSourceProtocol) {
    self.source = source
  }

  func arm() {
    guard !isArmed else { return }
    isArmed = true
    source.resume()
  }

  func disarm() {
    guard isArmed else { return }
    isArmed = false
    source.suspend()
  }

  func cancel() {
    source.cancel()
    arm()
  }
}

/// A duplicate of a descriptor, closed with its last reference.
private final class OwnedDescriptor: Sendable {
  let number: Int32

  init?(duplicating original: Int32) {
    let number = fcntl(original, F_DUPFD_CLOEXEC, 0)
    guard number >= 0 else { return nil }
    self.number = number
  }

  deinit {
    close(number)
  }
}
