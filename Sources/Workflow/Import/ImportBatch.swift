import Crypto
import Deliberation
import EventStore
import FoundationEssentials

/// A fixed number of consecutive lines, appended as one command (docs/decisions/0008).
struct ImportBatch {
  /// Never changes: batches that are on record were cut by it, and a resumed import must cut the
  /// same.
  static let lines = 1000

  /// What became of the lines.
  struct Report {
    var imported: [ImportEntry.Kind: Int] = [:]
    /// Lines that the ledger holds already.
    var skipped = 0
    var rejected: [RejectedLine] = []
    var mismatches: [ImportSummary.Mismatch] = []
  }

  var report = Report()
  private(set) var events: [NewEvent] = []
  private var expected: [String: ExpectedVersion] = [:]
  private var reads: [String: ExpectedVersion] = [:]
  private var notAfter: Timestamp?

  /// Puts an event at the end; `version` is that of its stream before it.
  mutating func add(_ event: NewEvent, after version: Int) {
    if expected[event.stream] == nil {
      expected[event.stream] = version == 0 ? .absent : .exactly(version)
    }
    events.append(event)
  }

  /// Makes the batch depend on a stream that was only read.
  mutating func depend(on stream: String, _ version: ExpectedVersion) {
    if reads[stream] == nil, expected[stream] == nil { reads[stream] = version }
  }

  mutating func holds(until time: Timestamp?) {
    guard let time else { return }
    notAfter = notAfter.map { min($0, time) } ?? time
  }

  func request(
    id: UUID, digest: [UInt8], authority: UUID, rulesVersion: Int, notBefore: Int64?
  ) -> AppendRequest {
    AppendRequest(
      commandID: id, digest: digest, authority: authority, rulesVersion: rulesVersion,
      notAfter: notAfter?.microseconds, notBefore: notBefore, expected: expected,
      reads: reads.filter { expected[$0.key] == nil }, events: events)
  }

  /// The id of the command that imports the lines from `line` on: the same source into the same
  /// ledger is the same command.
  static func commandID(source: [UInt8], ledger: String, line: Int) -> UUID {
    var hasher = SHA256()
    hasher.update(data: Array("ringi.import/v1\n\(ledger)\n\(line)\n".utf8))
    hasher.update(data: source)
    return UUID(cutting: Array(hasher.finalize()))
  }

  /// The digest of a request: that of the lines as they stand in the source.
  static func digest(_ lines: [ImportLine]) -> [UInt8] {
    var hasher = SHA256()
    for line in lines {
      hasher.update(data: line.bytes)
      hasher.update(data: [0x0a])
    }
    return Array(hasher.finalize())
  }
}
