import Glibc

/// A moment after which waiting is given up.
struct Deadline {
  private let end: ContinuousClock.Instant

  init(in duration: Duration) {
    end = ContinuousClock.now + duration
  }

  var passed: Bool { ContinuousClock.now >= end }

  /// Sleeps once between two looks; blocks the thread.
  func pause(milliseconds: UInt32) {
    usleep(milliseconds * 1000)
  }
}
