import Deliberation
import EventStore
import FoundationEssentials
import Postgres

/// One pass over a source: batch after batch is decided while the one before it is being appended.
final class ImportRun {
  private let session: Session
  private var ledger: Ledger
  private let text: ImportText
  private let source: String
  /// `nil` for a pass that only checks: then nothing is written anywhere.
  private var rejected: RejectedFile?
  private let progress: @Sendable (ImportProgress) -> Void
  private let start = ContinuousClock.now

  private var world: ImportWorld
  private var summary: ImportSummary
  private var flight: Flight?
  /// The batches that are on record, by their first line.
  private var recorded: [Int: Recorded] = [:]
  private var lastRecordedLine = 0
  private var hasReplayed = false
  private var lines = 0
  private var bytes: Int64 = 0

  /// A batch that is being appended.
  private struct Flight {
    var lines: [ImportLine]
    var batch: ImportBatch
    var request: AppendRequest
    var answer: Task<Receipt, any Error>
  }

  struct Recorded {
    var position: Int
    var count: Int
  }

  private var isDry: Bool { rejected == nil }

  init(
    session: Session, ledger: Ledger, text: ImportText, rejected: RejectedFile?,
    progress: @escaping @Sendable (ImportProgress) -> Void
  ) async throws {
    self.session = session
    self.ledger = ledger
    self.text = text
    self.rejected = rejected
    self.progress = progress
    source = Hex.text(text.digest)
    summary = ImportSummary(ledger: ledger.code, source: source)
    world = try await ImportWorld.atHead(of: ledger, source: source)
  }

  func run() async throws -> ImportSummary {
    do {
      recorded = try await findRecorded()
      lastRecordedLine = recorded.keys.max() ?? 0
      if let first = recorded.values.map(\.position).min() {
        world = try await .past(of: ledger, upTo: first - 1, source: source)
      }
      try text.descriptor.rewind()
      var reader = LineReader(text.descriptor)
      while let lines = try nextBatch(&reader) {
        try Task.checkCancellation()
        try await take(lines)
        self.lines += lines.count
        bytes = reader.bytesRead
        report()
      }
      _ = try await land()
      // Nothing is said before it is durable, not even of what an earlier import did.
      try await ledger.settle()
      summary.lines = lines
      try rejected?.finish()
      if summary.rejected > 0 { summary.rejectedFile = rejected?.path }
      return summary
    } catch {
      if let flight { _ = try? await flight.answer.value }
      rejected?.discard()
      throw error
    }
  }

  private func nextBatch(_ reader: inout LineReader) throws -> [ImportLine]? {
    var lines: [ImportLine] = []
    lines.reserveCapacity(ImportBatch.lines)
    while lines.count < ImportBatch.lines, let line = try reader.next() { lines.append(line) }
    return lines.isEmpty ? nil : lines
  }

  private func report() {
    progress(
      ImportProgress(
        isChecking: isDry, lines: lines, totalLines: text.lines, bytes: bytes,
        totalBytes: text.size, rejected: summary.rejected, elapsed: ContinuousClock.now - start))
  }

  private func account(_ report: ImportBatch.Report, events: Int) throws {
    summary.add(report, events: events)
    for line in report.rejected { try rejected?.add(line) }
  }

  private func commandID(_ line: Int) -> UUID {
    ImportBatch.commandID(source: text.digest, ledger: ledger.code, line: line)
  }

  // MARK: One batch

  private func take(_ lines: [ImportLine]) async throws {
    let first = lines[0].number
    if first <= lastRecordedLine {
      hasReplayed = true
      let report = try await replay(lines, recorded[first])
      return try account(report, events: 0)
    }
    if hasReplayed {
      hasReplayed = false
      world = try await .atHead(of: ledger, source: source)
    }
    var batch = try await decide(lines)
    if isDry || batch.events.isEmpty {
      // The order of what is put aside is that of the source.
      if try await !land() { batch = try await decide(lines) }
      if isDry || batch.events.isEmpty {
        return try account(batch.report, events: batch.events.count)
      }
    }
    if try await !land() { batch = try await decide(lines) }
    try await launch(lines, batch)
  }

  /// Decides every line on what is known, reading the files that lines are about where they are not
  /// held.
  private func decide(_ lines: [ImportLine]) async throws -> ImportBatch {
    restart: while true {
      var batch = ImportBatch()
      var time = ImportTime()
      for line in lines {
        guard let entry = ImportBatch.read(line, &time, &batch.report) else { continue }
        let ref: String?
        switch world.known(entry) {
        case .held(let known): ref = known
        case .unknown(let name):
          // What is being appended cannot be read yet.
          if try await !land() { continue restart }
          ref = try await locate(name, entry)
        }
        batch.take(entry, about: ref, line, &world)
      }
      world.evict(keepsAll: isDry)
      return batch
    }
  }

  // MARK: Appending

  private func launch(_ lines: [ImportLine], _ batch: ImportBatch) async throws {
    let notBefore = try await session.latestRecorded(
      besides: ledger.code, sandbox: world.state.sandbox)
    let request = batch.request(
      id: commandID(lines[0].number), digest: ImportBatch.digest(lines),
      authority: world.authority.id, rulesVersion: world.state.rules.version,
      notBefore: notBefore)
    let ledger = ledger
    flight = Flight(
      lines: lines, batch: batch, request: request,
      answer: Task { () throws(any Error) in try await ledger.append(request) })
  }

  /// Waits for the batch that is being appended.
  ///
  /// - Returns: `false` when another writer came first and everything decided since must be decided
  ///   again.
  private func land() async throws -> Bool {
    guard let flight else { return true }
    self.flight = nil
    do {
      let receipt = try await flight.answer.value
      if receipt.isRepeated, receipt.entries.first?.eventID != flight.request.events.first?.id {
        // Somebody imports the same source at the same time.
        try await again(flight.lines, tries: 0)
        return false
      }
      try account(flight.batch.report, events: flight.request.events.count)
      return true
    } catch let error as StoreError {
      try await recover(from: error, tries: 1)
      try await again(flight.lines, tries: 1)
      return false
    }
  }

  /// Decides and appends a batch anew on the ledger as it stands, until it is on record.
  private func again(_ lines: [ImportLine], tries: Int) async throws {
    var tries = tries
    while true {
      do {
        let id = commandID(lines[0].number)
        let found = try await ledger.recorded([id])[id]
        if let found {
          world = try await .past(of: ledger, upTo: found.position - 1, source: source)
          let report = try await replay(lines, found)
          world = try await .atHead(of: ledger, source: source)
          return try account(report, events: 0)
        }
        world = try await .atHead(of: ledger, source: source)
        let batch = try await decide(lines)
        if batch.events.isEmpty { return try account(batch.report, events: 0) }
        try await launch(lines, batch)
        guard let flight else { return }
        self.flight = nil
        let receipt = try await flight.answer.value
        if receipt.isRepeated { continue }
        return try account(batch.report, events: batch.events.count)
      } catch let error as StoreError {
        tries += 1
        try await recover(from: error, tries: tries)
      }
    }
  }

  private func recover(from error: StoreError, tries: Int) async throws {
    guard tries < 20 else { throw error }
    switch error.kind {
    case .versionConflict, .timePassed, .rulesVersion:
      try await Task.sleep(for: .milliseconds(Int.random(in: 0...(10 * tries))))
    case .inDoubt where tries <= 3:
      await session.forget(ledger.code)
      ledger = try await session.ledger(ledger.code)
    default: throw error
    }
  }

  // MARK: What is on record

  /// Which batches of this source are on record. They need not follow each other: a batch without
  /// an event leaves no trace.
  private func findRecorded() async throws -> [Int: Recorded] {
    var found: [Int: Recorded] = [:]
    let firsts = stride(from: 1, through: max(1, text.lines), by: ImportBatch.lines).map { $0 }
    for start in stride(from: 0, to: firsts.count, by: 5000) {
      let part = firsts[start..<min(firsts.count, start + 5000)]
      let ids = part.map(commandID)
      let there = try await ledger.recorded(ids)
      for (line, id) in zip(part, ids) { found[line] = there[id] }
    }
    return found
  }

  /// Goes through a batch that is on record: its events are applied, and the lines without any
  /// judged as they were then.
  private func replay(
    _ lines: [ImportLine], _ recorded: Recorded?
  ) async throws -> ImportBatch.Report {
    var events: [Int: [EventRecord]] = [:]
    if let recorded {
      // Whatever others wrote in between counts as well.
      let last = recorded.position + recorded.count - 1
      try await ledger.eachEvent(from: world.position + 1, upTo: last) { stored in
        let record = try EventRecord(stored)
        if stored.position >= recorded.position, let imported = record.event.provenance.imported {
          events[imported.line, default: []].append(record)
        } else {
          world.replay(record)
        }
      }
    }
    var batch = ImportBatch()
    var time = ImportTime()
    for line in lines {
      if let known = events[line.number] {
        for record in known { world.replay(record) }
        batch.report.skipped += 1
        continue
      }
      guard let entry = ImportBatch.read(line, &time, &batch.report) else { continue }
      var ref: String?
      switch world.known(entry) {
      case .held(let known): ref = known
      case .unknown(let name): ref = try await locate(name, entry)
      }
      batch.judge(entry, about: ref, line, world)
    }
    world.evict(keepsAll: false)
    return batch.report
  }

  // MARK: Files

  /// Finds the file that a source's reference means and reads it from the ledger.
  private func locate(_ name: String, _ entry: ImportEntry) async throws -> String? {
    var ref = world.references[name]
    if ref == nil, world.hasOlderReferences {
      ref = try await ledger.rows(
        "select ref from ringi.reference_current where external_ref = \(name) order by ref limit 1"
      ) { result, row throws(PostgresError) in try result.string(row, "ref") }.first
    }
    if ref == nil, let own = Reference(name), own.kind == .proposal, own.ledger == ledger.code,
      own.revision == nil, own.canonical(currentYear: world.year) == name
    {
      ref = name
    }
    guard let ref else { return nil }
    if world.file(ref) == nil {
      for stored in try await ledger.read(.init(streams: ["proposal/\(ref)"], upTo: world.end)) {
        world.state.evolve(try EventRecord(stored))
      }
    }
    guard let file = world.file(ref) else { return nil }
    if case .decision = entry, let decision = file.decision, world.state.decisions[decision] == nil
    {
      for stored in try await ledger.read(.init(streams: ["decision/\(decision)"], upTo: world.end))
      {
        world.state.evolve(try EventRecord(stored))
      }
    }
    world.references[name] = ref
    world.touch(ref)
    return ref
  }
}

extension Ledger {
  /// Which of these commands are on record, and where.
  func recorded(_ ids: [UUID]) async throws -> [UUID: ImportRun.Recorded] {
    let rows = try await rows(
      "select command_id, first_position, count from ringi.command where command_id = any(\(ids))"
    ) { result, row throws(PostgresError) in
      (
        try result.uuid(row, "command_id"),
        ImportRun.Recorded(
          position: try result.int(row, "first_position"), count: try result.int(row, "count"))
      )
    }
    return Dictionary(rows) { first, _ in first }
  }
}
