import Glibc

/// An exclusive lock between processes, held for as long as the object lives.
///
/// `flock` belongs to the open file: two openings in one process exclude each other too, and
/// the kernel releases it when the holder dies, however it dies.
final class FileLock: Sendable {
  let descriptor: Int32

  /// Waits for the lock.
  ///
  /// - Parameters:
  ///   - path: The lock file, made if it is missing; it is never removed.
  ///   - limit: How long to wait before `cluster.busy`.
  ///   - whenWaiting: Called once if somebody else holds it.
  init(
    _ path: String, limit: Duration, whenWaiting: () -> Void = {}
  ) throws(ClusterError) {
    let opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard opened >= 0 else { throw .system(errno, "lock", path) }
    let deadline = Deadline(in: limit)
    var told = false
    while flock(opened, LOCK_EX | LOCK_NB) != 0 {
      let failure = errno
      guard failure == EWOULDBLOCK || failure == EINTR else {
        close(opened)
        throw .system(failure, "lock", path)
      }
      if deadline.passed {
        close(opened)
        throw ClusterError(
          .busy, "Another ringi is creating, starting or stopping the private server.",
          hint: "Wait for it to end; it holds \(path)")
      }
      if !told {
        told = true
        whenWaiting()
      }
      deadline.pause(milliseconds: 20)
    }
    descriptor = opened
  }

  deinit {
    close(descriptor)
  }
}
