import Synchronization

@testable import RingiCLI

/// A stream that remembers, or that fails as told.
final class MemorySink: ByteSink {
  private let bytes = Mutex<[UInt8]>([])
  private let problem: OutputError?

  init(failing problem: OutputError? = nil) { self.problem = problem }

  func write(_ new: [UInt8]) throws(OutputError) {
    if let problem { throw problem }
    bytes.withLock { $0 += new }
  }

  var text: String { String(decoding: bytes.withLock { $0 }, as: UTF8.self) }
}
