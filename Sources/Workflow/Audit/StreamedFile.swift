import Glibc

/// A long file written piece by piece, which appears under its name only when it is complete.
struct StreamedFile: ~Copyable {
  private let path: String
  private let temporary: String
  private var descriptor: Int32
  private var buffer: [UInt8] = []

  init(_ path: String, mode: UInt32) throws(ClusterError) {
    self.path = path
    temporary = "\(path).\(getpid()).\(UInt32.random(in: 0...UInt32.max))"
    descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
    guard descriptor >= 0 else { throw .system(errno, "write", path) }
  }

  deinit {
    guard descriptor >= 0 else { return }
    close(descriptor)
    unlink(temporary)
  }

  mutating func append(_ bytes: some Sequence<UInt8>) throws(ClusterError) {
    buffer.append(contentsOf: bytes)
    if buffer.count >= 1 << 20 { try flush() }
  }

  private mutating func flush() throws(ClusterError) {
    guard Files.put(buffer, descriptor) else { throw .system(errno, "write", path) }
    buffer.removeAll(keepingCapacity: true)
  }

  /// Puts the file in its place.
  mutating func finish() throws(ClusterError) {
    try flush()
    guard fsync(descriptor) == 0, rename(temporary, path) == 0 else {
      throw .system(errno, "write", path)
    }
    close(descriptor)
    descriptor = -1
  }
}
