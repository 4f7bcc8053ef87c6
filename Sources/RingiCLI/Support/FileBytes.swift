import Glibc

/// Whole files, read and written with the system's own errors.
enum FileBytes {
  /// Long texts end at 4 MiB in the ledger; far more than that is a mistake, not a paper.
  static let limit = 64 << 20

  static func read(descriptor: Int32) throws(Failure) -> [UInt8] {
    var out: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count == 0 { return out }
      if count < 0 {
        if errno == EINTR { continue }
        throw Failure(
          code: "input.failed", message: "The input could not be read: \(errorText(errno)).")
      }
      out.append(contentsOf: chunk[..<count])
      if out.count > limit {
        throw Failure(code: "input.too_large", message: "The input is larger than 64 MiB.")
      }
    }
  }

  static func read(path: String) throws(Failure) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw Failure(
        code: "input.failed", message: "\(path) could not be opened: \(errorText(errno)).")
    }
    defer { close(descriptor) }
    return try read(descriptor: descriptor)
  }

  /// Makes a new file that only its owner reads.
  static func write(_ bytes: [UInt8], path: String) throws(Failure) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw failed(path) }
    defer { close(descriptor) }
    do throws(OutputError) {
      try DescriptorSink(descriptor: descriptor).write(bytes)
    } catch {
      throw failed(path)
    }
  }

  private static func failed(_ path: String) -> Failure {
    Failure(
      code: "output.failed", message: "\(path) could not be written: \(errorText(errno)).")
  }
}
