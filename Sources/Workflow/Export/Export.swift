import Deliberation
import EventStore
import FoundationEssentials

/// Writes out what ledgers hold, row by row, in bounded memory.
package struct Export: Sendable {
  package enum Format: String, Sendable, CaseIterable {
    /// The format that an import takes (one ledger at a time).
    case ndjson
    /// Every position that was recorded, a row each.
    case csv
    /// The log as CloudEvents 1.0, one JSON object a line.
    case cloudevents
  }

  /// What was written, and what the format has no room for.
  package struct Summary: Sendable, Hashable {
    package var rows = 0
    /// Events that the import format cannot express, by type.
    package var omitted: [String: Int] = [:]
    package var heads: [String: Int] = [:]

    package init() {}
  }

  private let session: Session
  private let format: Format
  private let moment: Moment?

  /// - Parameter moment: as known then; now, if absent.
  package init(session: Session, format: Format, at moment: Moment? = nil) {
    self.session = session
    self.format = format
    self.moment = moment
  }

  /// - Parameter row: gets one line at a time, without its end.
  /// - Throws: `usage.ledger` when several ledgers would go into one import file; what `row`
  ///   throws.
  package func run(_ row: (String) throws -> Void) async throws -> Summary {
    let ledgers = try await session.ledgers()
    if format == .ndjson, ledgers.count > 1 {
      throw WorkflowError(
        "usage.ledger",
        "You open several ledgers: \(ledgers.map(\.code).joined(separator: ", ")).",
        hint:
          "An import brings lines into one ledger; say which to export: --ledger \(ledgers[0].code)"
      )
    }
    let frame = try await session.frame(ledgers, at: moment)
    var summary = Summary()
    if format == .csv {
      try row(CSVRow.text(PositionRow.columns))
      summary.rows += 1
    }
    for ledger in ledgers {
      let upTo = frame.upTo[ledger.code] ?? -1
      summary.heads[ledger.code] = upTo
      guard upTo >= 0 else { continue }
      switch format {
      case .ndjson: try await lines(ledger, upTo: upTo, &summary, row)
      case .csv: try await positions(ledger, upTo: upTo, &summary, row)
      case .cloudevents: try await cloudEvents(ledger, upTo: upTo, &summary, row)
      }
    }
    return summary
  }

  private func lines(
    _ ledger: Ledger, upTo: Int, _ summary: inout Summary, _ row: (String) throws -> Void
  ) async throws {
    var lines = ImportLines(try await ledger.view(files: [], upTo: upTo).state)
    for line in lines.parties {
      try row(line.text)
      summary.rows += 1
    }
    try await ledger.eachEvent(upTo: upTo) { stored in
      let record = try EventRecord(stored)
      switch lines.line(record) {
      case .line(let line):
        try row(line.text)
        summary.rows += 1
      case .covered: break
      case .inexpressible: summary.omitted[record.event.type, default: 0] += 1
      }
    }
  }

  private func positions(
    _ ledger: Ledger, upTo: Int, _ summary: inout Summary, _ row: (String) throws -> Void
  ) async throws {
    var externalRefs: [String: String] = [:]
    try await ledger.eachEvent(upTo: upTo) { stored in
      let record = try EventRecord(stored)
      switch record.event {
      case .proposalFiled(let event): externalRefs[event.ref] = event.externalRef
      case .proposalTabled(let event): externalRefs[event.ref] = event.externalRef
      case .positionRecorded(let event):
        let ref = String(record.stream.dropFirst("proposal/".count))
        try row(
          CSVRow.text(
            PositionRow.cells(event, record, ledger: ledger.code, externalRef: externalRefs[ref])))
        summary.rows += 1
      default: break
      }
    }
  }

  private func cloudEvents(
    _ ledger: Ledger, upTo: Int, _ summary: inout Summary, _ row: (String) throws -> Void
  ) async throws {
    let source = "//" + (try await ledger.info().origin)
    try await ledger.eachEvent(upTo: upTo) { stored in
      try row(CloudEvent.json(stored, source: source).text)
      summary.rows += 1
    }
  }
}
