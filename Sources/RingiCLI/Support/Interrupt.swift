import Dispatch
import Glibc
import Synchronization

/// Ctrl-C: the first cancels the command's task, the second, or half a second of deafness, ends the
/// process.
enum Interrupt {
  static let grace = 0.5

  /// Runs `work` so that SIGINT and SIGTERM cancel it. A child that owns the terminal (a pager, an
  /// editor) keeps its own answer to them.
  static func cancelling<Value: Sendable>(
    _ work: @escaping @Sendable () async -> Value
  ) async -> Value {
    let task = Task { await work() }
    let state = State()
    let sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        if isForeground { return }
        guard state.isFirst() else { _exit(ExitStatus.interrupted.rawValue) }
        task.cancel()
        DispatchQueue.global().asyncAfter(deadline: .now() + grace) {
          if !state.isFinished { _exit(ExitStatus.interrupted.rawValue) }
        }
      }
      source.resume()
      return source
    }
    let value = await task.value
    state.finish()
    for (number, source) in zip([SIGINT, SIGTERM], sources) {
      source.cancel()
      signal(number, SIG_DFL)
    }
    return value
  }

  private final class State: Sendable {
    private let value = Mutex((interrupted: false, finished: false))

    func isFirst() -> Bool {
      value.withLock { value in
        defer { value.interrupted = true }
        return !value.interrupted
      }
    }

    var isFinished: Bool { value.withLock { $0.finished } }

    func finish() { value.withLock { $0.finished = true } }
  }

  private static let children = Mutex(0)

  private static var isForeground: Bool { children.withLock { $0 > 0 } }

  /// Marks the time during which a child reads the keyboard.
  static func yieldingTerminal<Value, Problem: Error>(
    _ body: () throws(Problem) -> Value
  ) throws(Problem) -> Value {
    children.withLock { $0 += 1 }
    defer { children.withLock { $0 -= 1 } }
    return try body()
  }
}
