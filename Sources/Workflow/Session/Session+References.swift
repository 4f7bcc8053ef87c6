import Deliberation
public import EventStore
import FoundationEssentials
import Postgres

/// A file that a reference leads to.
public struct ResolvedFile: Sendable {
  public var ledger: Ledger
  public var ref: String
  public var pinned: Int?
  /// As the user typed it.
  public var typed: String
}

extension Session {
  /// What a typed reference means. Whether there is such a file shows when it is read.
  public func resolve(_ typed: String, kind: Reference.Kind = .proposal) async throws
    -> ResolvedFile
  {
    if let reference = Reference(typed), directory.connections[reference.ledger] != nil {
      guard reference.kind == kind else {
        let wanted =
          kind == .proposal ? "a proposal (USA-2026-0001)" : "a decision (EPCC-2026-D001)"
        throw WorkflowError(
          "usage", "'\(typed)' is not the reference of \(wanted).",
          hint: "ringi \(reference.kind == .decision ? "decision show" : "show") \(typed)")
      }
      let ledger = try await ledger(reference.ledger, typed: typed)
      let year = if let year = reference.year { year } else { try await ledger.currentYear() }
      return ResolvedFile(
        ledger: ledger, ref: reference.canonical(currentYear: year), pinned: reference.revision,
        typed: typed)
    }
    return try await resolveExternal(typed, kind: kind)
  }

  /// A source's own reference, as an import brought it.
  private func resolveExternal(_ typed: String, kind: Reference.Kind) async throws -> ResolvedFile {
    let halves = typed.split(separator: "@", omittingEmptySubsequences: false)
    let pinned = halves.count == 2 ? Int(halves[1]) : nil
    let name = pinned == nil ? typed : String(halves[0])
    if kind == .proposal {
      for ledger in try await ledgers() {
        try await ledger.project()
        let found = try await ledger.rows(
          "select ref from ringi.reference_current where external_ref = \(name) order by ref limit 1"
        ) { result, row throws(PostgresError) in try result.string(row, "ref") }
        if let ref = found.first {
          return ResolvedFile(ledger: ledger, ref: ref, pinned: pinned, typed: typed)
        }
      }
    }
    throw WorkflowError.notFound(typed)
  }

  /// The speaker's own national file of a joint one, or the file itself where it is national
  /// already.
  ///
  /// A pinned joint revision becomes the national revision that carries its text.
  public func narrowed(_ file: ResolvedFile) async throws -> (file: ResolvedFile, wasNarrowed: Bool)
  {
    let info = try await file.ledger.info()
    guard info.kind == LedgerKind.joint.rawValue else { return (file, false) }
    // What is not there, or not to be seen, is answered before anything is said of national files.
    guard try await file.ledger.view(files: [file.ref]).state.files[file.ref] != nil else {
      throw WorkflowError.notFound(file.typed)
    }
    for ledger in try await nationalLedgers() {
      guard let ref = try await ledger.nationalFile(ofJoint: file.ref, upTo: nil) else { continue }
      var narrow = ResolvedFile(ledger: ledger, ref: ref, pinned: nil, typed: file.typed)
      if let pinned = file.pinned {
        let view = try await ledger.view(files: [ref])
        guard
          let revision = view.state.files[ref]?.revisions.last(where: { $0.jointRevision == pinned }
          )
        else {
          throw Refusal(
            "national.behind_joint",
            "Your file \(ref) does not hold \(file.ref)@\(pinned).",
            hint: "ringi receipt \(file.ref)")
        }
        narrow.pinned = revision.number
      }
      return (narrow, true)
    }
    throw Refusal(
      "position.no_national_file",
      "Your government has no national file of \(file.ref).",
      hint: "The lead agency opens it: ringi receipt \(file.ref)")
  }

  /// The national ledgers that this login reads.
  public func nationalLedgers() async throws -> [Ledger] {
    var out: [Ledger] = []
    for code in directory.codes {
      guard let ledger = try await ledgerIfOpen(code) else { continue }
      if try await ledger.info().kind == LedgerKind.national.rawValue { out.append(ledger) }
    }
    return out
  }
}

/// What a ledger says of itself.
public struct LedgerInfo: Sendable, Hashable {
  public var code: String
  public var kind: String
  public var government: String?
  public var origin: String
  public var homeZone: String
  public var isSandbox: Bool
  public var verifierKey: String?
}

extension Ledger {
  public func info() async throws -> LedgerInfo {
    let found = try await rows(
      "select code, kind, government, origin, home_zone, sandbox, vkey from ringi.ledger"
    ) { result, row throws(PostgresError) in
      LedgerInfo(
        code: try result.string(row, "code"), kind: try result.string(row, "kind"),
        government: try result.optionalString(row, "government"),
        origin: try result.string(row, "origin"), homeZone: try result.string(row, "home_zone"),
        isSandbox: try result.bool(row, "sandbox"),
        verifierKey: try result.optionalString(row, "vkey"))
    }
    guard let info = found.first else {
      throw StoreError(.notOpened, "The database of \(code) holds no opened ledger.")
    }
    return info
  }

  /// The year of today in the ledger's home zone.
  func currentYear() async throws -> Int {
    let info = try await info()
    let now = Timestamp(microseconds: try await head().now)
    return try Zones.rules(info.homeZone).date(at: now).year
  }

  /// The national file that was opened for a joint one, as of a position.
  func nationalFile(ofJoint ref: String, upTo: Int?) async throws -> String? {
    let events = try await read(.init(streams: ["joint/\(ref)"], upTo: upTo))
    for record in try events.records() {
      if case .nationalFileOpened(let opened) = record.event { return opened.ref }
    }
    return nil
  }
}
