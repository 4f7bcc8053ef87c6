import Glibc

/// Where bytes go: a stream of the process, or a test's memory.
protocol ByteSink: Sendable {
  /// Writes all of the bytes or throws `OutputError`.
  func write(_ bytes: [UInt8]) throws(OutputError)
}

extension ByteSink {
  func write(_ text: String) throws(OutputError) { try write(Array(text.utf8)) }
}

/// Why a stream did not take what was written.
enum OutputError: Error, Hashable {
  /// The reader has gone: nothing is wrong, nobody is there to be told.
  case readerGone
  case failed(errno: Int32)
}

extension OutputError: FailureConvertible {
  var failure: Failure {
    switch self {
    case .readerGone:
      Failure(code: "output.closed", message: "The output was closed.", status: .done)
    case .failed(let code):
      Failure(
        code: "output.failed", message: "The output could not be written: \(errorText(code)).")
    }
  }
}

/// An open file descriptor, written without a buffer so that a full disk is noticed.
struct DescriptorSink: ByteSink {
  let descriptor: Int32

  func write(_ bytes: [UInt8]) throws(OutputError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 {
        rest = rest.dropFirst(count)
        continue
      }
      switch errno {
      case EINTR: continue
      case EPIPE: throw .readerGone
      case EAGAIN:
        var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&ready, 1, -1)
      case let code: throw .failed(errno: code)
      }
    }
  }
}

/// The system's own words for an error number.
func errorText(_ code: Int32) -> String {
  String(cString: strerror(code))
}
