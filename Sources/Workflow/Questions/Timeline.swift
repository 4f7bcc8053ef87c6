import Deliberation
import EventStore

extension Session {
  /// Everything on record about a file, in every ledger that the reader opens, in the order of the
  /// clocks.
  ///
  /// Asked with a national reference it goes on to the joint file, and with a joint one back to the
  /// national ones.
  public func timeline(_ typed: String, at moment: Moment?, page: Page) async throws -> Answer {
    let file = try await resolve(typed)
    let ledgers = try await ledgers()
    let frame = try await frame(ledgers, at: moment)
    var views: [(Ledger, LedgerView)] = []
    var refs = try await connectedFiles(file, frame: frame)
    refs = refs.filter { ref in ledgers.contains { $0.code == ref.key } }
    for ledger in ledgers {
      guard let ref = refs[ledger.code] else { continue }
      let view = try await ledger.fileView([ref], upTo: frame.upTo[ledger.code], joint: true)
      views.append((ledger, view))
    }
    guard
      views.contains(where: {
        $0.0.code == file.ledger.code && $0.1.versions["proposal/\(file.ref)"] != nil
      })
    else { throw WorkflowError.notFound(typed) }
    var items: [(Timestamp, String, Int64, JSON)] = []
    for (ledger, view) in views {
      guard let ref = refs[ledger.code] else { continue }
      let speakers = Speakers(view.records)
      for record in view.records where record.concerns(file: ref) {
        let item = Self.timelineItem(record, view: view, ref: ref, speakers: speakers)
        items.append((record.recordedAt, ledger.code, record.position, item))
      }
    }
    items.sort { ($0.0, $0.1, $0.2) < ($1.0, $1.1, $1.2) }
    return try Answer(
      schema: "ringi.timeline/1", asOf: frame.asOf(views.map(\.0.code)), items: items.map(\.3),
      page: page)
  }

  /// The same file in the other ledgers: ledger code to reference.
  func connectedFiles(_ file: ResolvedFile, frame: Frame) async throws -> [String: String] {
    var refs = [file.ledger.code: file.ref]
    let info = try await file.ledger.info()
    if info.kind == LedgerKind.joint.rawValue {
      for ledger in try await nationalLedgers() {
        guard let upTo = frame.upTo[ledger.code] else { continue }
        refs[ledger.code] = try await ledger.nationalFile(ofJoint: file.ref, upTo: upTo)
      }
      return refs
    }
    let events = try await file.ledger.read(
      .init(streams: ["proposal/\(file.ref)"], upTo: frame.upTo[file.ledger.code]))
    for record in try events.records() {
      switch record.event {
      case .proposalFiled(let filed):
        if let joint = filed.jointRef { refs[Reference.ledger(of: joint)] = joint }
      case .releaseDelivered(let delivered):
        refs[Reference.ledger(of: delivered.jointRef)] = delivered.jointRef
      default: break
      }
    }
    return refs
  }

  static func timelineItem(
    _ record: EventRecord, view: LedgerView, ref: String, speakers: Speakers
  ) -> JSON {
    let provenance = record.event.provenance
    return [
      "ledger": .string(view.code), "position": .int(record.position),
      "type": .string(record.event.type), "ref": .string(record.event.ownRef ?? ref),
      "revision": JSON(record.event.revision), "party": JSON(record.speaker),
      "government": JSON(view.government(of: record.speaker)), "by": speakers.json(record),
      "recorded_at": .string(record.recordedAt.description),
      "effective_at": .string(record.effective.rfc3339),
      "effective_zone": .string(record.effective.zone), "late": .bool(provenance.late),
      "summary": .string(record.event.summary),
      "reason": record.textIsWithheld ? view.withheld(record) : JSON(record.event.reason),
      "external": provenance.imported.map {
        ["source": .string($0.source), "line": .int(Int64($0.line))]
      }
        ?? .null,
    ]
  }
}

extension EventRecord {
  /// Whether it belongs into the history of a file; the marker beside a decision says nothing of
  /// its own.
  func concerns(file ref: String) -> Bool {
    if case .proposalDecided = event { return false }
    if stream == "proposal/\(ref)" || stream.hasPrefix("decision/") { return true }
    if stream.hasPrefix("joint/"), case .nationalFileOpened(let opened) = event {
      return opened.ref == ref
    }
    return false
  }
}

extension Ledger {
  /// The view of some files with what belongs to them: their decisions and, in a national ledger,
  /// their link to the joint file.
  func fileView(_ refs: [String], upTo: Int?, joint: Bool = false) async throws -> LedgerView {
    let first = try await view(files: refs, upTo: upTo)
    var decisions: [String] = []
    var links: [String] = []
    for record in first.records {
      switch record.event {
      case .proposalDecided(let decided): decisions.append(decided.decision)
      case .proposalFiled(let filed): if let ref = filed.jointRef { links.append(ref) }
      case .releaseDelivered(let delivered): links.append(delivered.jointRef)
      default: break
      }
    }
    if decisions.isEmpty && (links.isEmpty || !joint) { return first }
    // The position is fixed by the first reading, so both readings see the same log.
    return try await view(
      files: refs, decisions: decisions, joint: joint ? Array(Set(links)) : [],
      upTo: first.position)
  }
}
