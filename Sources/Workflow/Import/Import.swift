import Deliberation
import EventStore
import Postgres

/// Brings a source of past proposals, positions and decisions into a ledger.
///
/// May be repeated and resumed: what is on record already is found by the digest of the source and
/// the number of the line.
package struct Import: Sendable {
  private let session: Session
  private let ledger: String
  private let source: ImportSource
  private let isStrict: Bool
  private let progress: @Sendable (ImportProgress) -> Void

  /// - Parameters:
  ///   - isStrict: whether a single line that cannot be imported ends it before anything is
  ///     written.
  ///   - progress: told after every batch of lines.
  package init(
    session: Session, ledger: String, source: ImportSource, isStrict: Bool = false,
    progress: @escaping @Sendable (ImportProgress) -> Void = { _ in }
  ) {
    self.session = session
    self.ledger = ledger
    self.source = source
    self.isStrict = isStrict
    self.progress = progress
  }

  /// - Throws: `import.rejected` when it is strict and lines cannot be imported; nothing was
  ///   written then. `Refusal`
  ///   `authority.none` without the capacity `records`.
  package func run() async throws -> ImportSummary {
    let start = ContinuousClock.now
    // Before a long read: whether this ledger may be written to at all.
    let opened = try await session.ledger(ledger)
    _ = try await ImportWorld.atHead(of: opened, source: "")
    let text = try ImportText(source)
    if isStrict {
      let check = try await ImportRun(
        session: session, ledger: opened, text: text, rejected: nil, progress: progress)
      let found = try await check.run()
      if found.rejected > 0 { throw Self.refusal(found, source) }
    }
    let run = try await ImportRun(
      session: session, ledger: opened, text: text,
      rejected: RejectedFile(path: source.rejectedPath), progress: progress)
    var summary = try await run.run()
    summary.duration = ContinuousClock.now - start
    try text.demandUnchanged()
    return summary
  }

  private static func refusal(_ found: ImportSummary, _ source: ImportSource) -> WorkflowError {
    let count = found.rejected
    let listed = found.firstRejected.map { "line \($0.line): \($0.reason)" }
    return WorkflowError(
      "import.rejected",
      "\(count) of \(found.lines) lines of \(source.name) cannot be imported, so none was. "
        + listed.prefix(3).joined(separator: " · "),
      hint:
        "Mend the source, or leave --strict out: the others are imported and these are put into \(source.rejectedPath).",
      details: [
        "lines": JSON(found.lines), "rejected": JSON(count),
        "first": .array(found.firstRejected.map(\.json)),
      ])
  }
}

extension ImportWorld {
  /// The ledger as it stands now.
  static func atHead(of ledger: Ledger, source: String) async throws -> ImportWorld {
    try await ledger.project()
    let view = try await ledger.view(files: [])
    let older = try await ledger.rows(
      "select exists (select from ringi.reference_current)"
    ) { result, row throws(PostgresError) in try result.bool(row, 0) }
    var world = try await ImportWorld(view: view, ledger: ledger, source: source)
    world.hasOlderReferences = older.first ?? false
    return world
  }

  /// The ledger as it stood after a position.
  static func past(of ledger: Ledger, upTo position: Int, source: String) async throws
    -> ImportWorld
  {
    let view = try await ledger.view(files: [], upTo: position)
    var world = try await ImportWorld(view: view, ledger: ledger, source: source)
    world.isPast = true
    world.hasOlderReferences = true
    return world
  }

  private init(view: LedgerView, ledger: Ledger, source: String) async throws {
    let year = try view.currentYear()
    let proposals = try await ledger.lastNumber(prefix: "proposal/\(ledger.code)-\(year)-")
    let decisions = try await ledger.lastNumber(prefix: "decision/\(ledger.code)-\(year)-D")
    try self.init(view: view, source: source, lastProposal: proposals, lastDecision: decisions)
  }
}
