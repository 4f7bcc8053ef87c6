import Glibc

/// An open file, closed when nobody holds it any more.
final class Descriptor: Sendable {
  let number: Int32

  init(_ number: Int32) { self.number = number }

  deinit { close(number) }

  static func reading(_ path: String) throws(WorkflowError) -> Descriptor {
    let number = open(path, O_RDONLY | O_CLOEXEC)
    guard number >= 0 else { throw .file("read", path) }
    return Descriptor(number)
  }

  /// A file without a name: it goes when the process goes, however that ends.
  static func spool() throws(WorkflowError) -> Descriptor {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(folder)/ringi-import-XXXXXX".utf8CString)
    let number = mkstemp(&template)
    guard number >= 0 else { throw .file("make a temporary file in", folder) }
    unlink(template)
    _ = fcntl(number, F_SETFD, FD_CLOEXEC)
    return Descriptor(number)
  }

  /// Reads up to the size of the buffer; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(WorkflowError) -> Int {
    while true {
      let count = Glibc.read(number, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      if errno != EINTR { throw .file("read", "the source") }
    }
  }

  func write(_ bytes: UnsafeRawBufferPointer, to name: String) throws(WorkflowError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let part = UnsafeRawBufferPointer(rebasing: rest)
      let count = Glibc.write(number, part.baseAddress, part.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw .file("write", name)
      }
      rest = rest.dropFirst(count)
    }
  }

  func rewind() throws(WorkflowError) {
    guard lseek(number, 0, SEEK_SET) == 0 else { throw .file("read again", "the source") }
  }

  /// Size and time of the last change; `nil` where that cannot be told.
  var stamp: Stamp? {
    var raw = stat()
    guard fstat(number, &raw) == 0 else { return nil }
    return Stamp(
      size: Int64(raw.st_size), seconds: Int(raw.st_mtim.tv_sec),
      nanoseconds: Int(raw.st_mtim.tv_nsec),
      isRegular: raw.st_mode & S_IFMT == S_IFREG)
  }

  struct Stamp: Hashable {
    var size: Int64
    var seconds: Int
    var nanoseconds: Int
    var isRegular: Bool
  }
}
