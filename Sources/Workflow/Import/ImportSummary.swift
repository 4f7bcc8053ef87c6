package import Deliberation

/// What an import did, and what it put aside.
package struct ImportSummary: Sendable {
  /// A decision whose stated verdict its rule contradicts; it is imported as stated.
  package struct Mismatch: Sendable, Hashable {
    package var line: Int
    /// The source's own reference.
    package var ref: String
    package var decision: String
    package var message: String
  }

  package var ledger: String
  /// The hexadecimal SHA-256 of the source's lines.
  package var source: String
  package var lines = 0
  /// Lines that became events in this run, by kind.
  package var imported: [String: Int] = [:]
  /// Lines that the ledger held already.
  package var skipped = 0
  package var rejected = 0
  package var events = 0
  package var mismatchCount = 0
  /// The first hundred of them.
  package var mismatches: [Mismatch] = []
  /// The first twenty; `rejectedFile` holds all.
  package var firstRejected: [RejectedLine] = []
  package var rejectedFile: String?
  package var duration: Duration = .zero

  package var importedLines: Int { imported.values.reduce(0, +) }

  package init(ledger: String, source: String) {
    self.ledger = ledger
    self.source = source
  }

  mutating func add(_ report: ImportBatch.Report, events: Int) {
    for (kind, count) in report.imported { imported[kind.rawValue, default: 0] += count }
    skipped += report.skipped
    rejected += report.rejected.count
    self.events += events
    mismatchCount += report.mismatches.count
    mismatches += report.mismatches.prefix(100 - mismatches.count)
    firstRejected += report.rejected.prefix(20 - firstRejected.count)
  }

  package var json: JSON {
    let kinds = ImportEntry.Kind.allCases.map(\.rawValue)
    return [
      "ledger": .string(ledger), "source": .string(source),
      "lines": JSON(lines),
      "imported": .object(
        JSONObject(kinds.map { .init(key: $0, value: JSON(imported[$0] ?? 0)) })),
      "skipped": JSON(skipped), "rejected": JSON(rejected), "events": JSON(events),
      "verdict_mismatches": JSON(mismatchCount),
      "mismatches": .array(
        mismatches.map { mismatch in
          [
            "line": JSON(mismatch.line), "ref": .string(mismatch.ref),
            "decision": .string(mismatch.decision), "message": .string(mismatch.message),
          ]
        }),
      "rejected_file": JSON(rejectedFile), "seconds": .double(seconds),
    ]
  }

  package var seconds: Double {
    let (whole, atto) = duration.components
    return Double(whole) + Double(atto / 1_000_000_000_000_000) / 1000
  }
}

/// How far an import is, for a progress bar with rate and time left.
package struct ImportProgress: Sendable {
  /// `true` during the dry pass of a strict import.
  package var isChecking: Bool
  package var lines: Int
  package var totalLines: Int
  package var bytes: Int64
  package var totalBytes: Int64
  package var rejected: Int
  package var elapsed: Duration
}
