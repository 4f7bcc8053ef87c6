import Deliberation
import EventStore

/// What a list of files is narrowed to.
public struct FileFilter: Sendable, Hashable {
  public var topic: String?
  public var status: String?
  public var sponsor: String?

  public init(topic: String? = nil, status: String? = nil, sponsor: String? = nil) {
    self.topic = topic
    self.status = status
    self.sponsor = sponsor
  }
}

extension Session {
  /// The files of every ledger that the reader opens, by reference.
  public func listProposals(_ filter: FileFilter, at moment: Moment?, page: Page) async throws
    -> Answer
  {
    if let after = page.after, Reference(after) == nil {
      throw WorkflowError(
        "usage", "'\(after)' is no cursor.", hint: "Pass the `next` of the page before.")
    }
    let ledgers = try await ledgers()
    let frame = try await frame(ledgers, at: moment)
    var items: [JSON] = []
    var next: String?
    for ledger in ledgers.sorted(by: { $0.code < $1.code }) where next == nil {
      guard let upTo = frame.upTo[ledger.code], upTo >= 0 else { continue }
      // The cursor is the last reference that was given; references sort by ledger, so earlier
      // ledgers are done.
      if let after = page.after, Reference.ledger(of: after) > ledger.code { continue }
      let after = page.after.flatMap { Reference.ledger(of: $0) == ledger.code ? $0 : nil }
      let room = page.limit.map { $0 - items.count + 1 }
      for item in try await list(ledger, filter, frame: frame, upTo: upTo, after: after, room: room)
      {
        if let limit = page.limit, items.count == limit {
          next = items.last?["ref"]?.string
          break
        }
        items.append(item)
      }
    }
    return Answer(
      schema: "ringi.proposals/1", asOf: frame.asOf(ledgers.map(\.code)),
      body: ["items": .array(items), "truncated": .bool(next != nil), "next": JSON(next)])
  }

  private func list(
    _ ledger: Ledger, _ filter: FileFilter, frame: Frame, upTo: Int, after: String?, room: Int?
  ) async throws -> [JSON] {
    var items: [JSON] = []
    var cursor = after
    while room.map({ items.count < $0 }) ?? true {
      // What a filter lets through is known only after the rules have spoken, so pieces are read
      // until there is enough.
      let rows = try await ledger.files(upTo: upTo, after: cursor, limit: 500)
      guard let last = rows.last else { break }
      cursor = last.ref
      let open = rows.filter { !$0.isSettled }.map(\.ref)
      let view = try await ledger.view(files: open, upTo: upTo)
      let joint = try await jointSides(of: rows, frame: frame)
      for row in rows {
        var item = Self.listItem(row, view: view, now: frame.knownAt)
        if let side = row.jointRef.flatMap({ joint[$0] }), var object = item.object {
          object["status"] = .string(side.status)
          object["decision"] = JSON(side.decision)
          item = .object(object)
        }
        if filter.admits(item) { items.append(item) }
      }
    }
    return items
  }

  /// Once released, a file stands where the joint one does, as far as the reader opens that ledger.
  private func jointSides(
    of rows: [FileRow], frame: Frame
  ) async throws -> [String: (status: String, decision: String?)] {
    var sides: [String: (status: String, decision: String?)] = [:]
    let refs = Dictionary(grouping: rows.compactMap(\.jointRef)) { Reference.ledger(of: $0) }
    for (code, refs) in refs {
      guard let upTo = frame.upTo[code], let ledger = openedLedger(code) else { continue }
      let view = try await ledger.view(files: refs, upTo: upTo)
      for ref in refs {
        guard let file = view.state.files[ref] else { continue }
        sides[ref] = (
          file.headline(in: view.state, now: frame.knownAt).rawValue, file.decision
        )
      }
    }
    return sides
  }

  private static func listItem(_ row: FileRow, view: LedgerView, now: Timestamp) -> JSON {
    let file = view.state.files[row.ref]
    let status =
      file?.headline(in: view.state, now: now).rawValue
      ?? (row.isWithdrawn ? Headline.withdrawn.rawValue : row.verdict ?? Headline.filed.rawValue)
    let suspense = file?.nextSuspense(in: view.state, now: now)
    let title = { (text: String?) -> JSON in
      row.titleWithheld ? ["withheld": "expunged", "basis": nil] : JSON(text)
    }
    return [
      "ref": .string(row.ref), "title_en": title(row.titleEN), "title_ja": title(row.titleJA),
      "topics": JSON(row.topics), "level": .string(row.level), "status": .string(status),
      "revision": .int(Int64(row.revision)),
      "sponsor": [
        "government": JSON(view.government(of: row.sponsor)), "party": JSON(row.sponsor),
      ],
      "suspense_at": JSON(suspense?.rfc3339), "suspense_zone": JSON(suspense?.zone),
      "overdue": .bool(suspense.map { $0.instant < now } ?? false), "joint_ref": JSON(row.jointRef),
      "decision": JSON(row.decision), "external_ref": JSON(row.externalRef),
    ]
  }
}

extension FileFilter {
  fileprivate func admits(_ item: JSON) -> Bool {
    if let topic, !(item["topics"]?.strings ?? []).contains(topic) { return false }
    if let status, item["status"]?.string != status { return false }
    if let sponsor, item["sponsor"]?["party"]?.string != sponsor { return false }
    return true
  }
}

extension FileState {
  /// The earliest suspense among those who were asked and have not answered the current revision.
  func nextSuspense(in state: LedgerState, now: Timestamp) -> ZonedTime? {
    guard isLive else { return nil }
    let waiting = matrix(in: state, now: now).parties.filter {
      $0.status == .pending || $0.status == .noResponse || $0.status == .stale
    }
    return waiting.compactMap(\.request?.suspense).min { $0.instant < $1.instant }
  }
}
