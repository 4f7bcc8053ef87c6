import Deliberation
import EventStore
import Postgres

extension Session {
  /// Every file by its state: since when it is there, what stands in the way, what comes next.
  public func board(liveOnly: Bool, at moment: Moment?, page: Page) async throws -> Answer {
    let board = try await liveBoard(at: moment)
    var items = board.live.map { ($0.status, $0.since, $0.file.ref, $0.json) }
    if !liveOnly {
      for (ledger, view) in board.views {
        items += try await settled(ledger, view, upTo: board.frame.upTo[ledger.code] ?? -1)
      }
    }
    let order = Headline.allCases
    func rank(_ status: Headline) -> Int { order.firstIndex(of: status) ?? order.count }
    items.sort { (rank($0.0), $0.1, $0.2) < (rank($1.0), $1.1, $1.2) }
    return try Answer(
      schema: "ringi.board/1", asOf: board.frame.asOf(board.views.map(\.0.code)),
      items: items.map(\.3), page: page)
  }

  /// Live files that something blocks: by what, since when, and who could move it.
  public func blocked(at moment: Moment?, page: Page) async throws -> Answer {
    let board = try await liveBoard(at: moment)
    var items: [(Timestamp, String, JSON)] = []
    for entry in board.live {
      for blocker in entry.blockers {
        let since = entry.file.since(blocker)
        var item = entry.json.object ?? [:]
        item["blockers"] = nil
        item["kind"] = .string(blocker.code.rawValue)
        item["party"] = .string(blocker.party)
        item["since"] = .string(since.description)
        let request = entry.file.activeRequest(of: blocker.party)
        item["suspense_at"] = JSON(request?.suspense.rfc3339)
        item["suspense_zone"] = JSON(request?.suspense.zone)
        item["overdue"] = .bool(
          blocker.code == .noResponse
            && request.map { $0.suspense.instant < board.frame.knownAt } ?? false)
        items.append((since, entry.file.ref, .object(item)))
      }
    }
    items.sort { ($0.0, $0.1) < ($1.0, $1.1) }
    return try Answer(
      schema: "ringi.blocked/1", asOf: board.frame.asOf(board.views.map(\.0.code)),
      items: items.map(\.2), page: page)
  }

  private struct LiveFile {
    var file: FileState
    var status: Headline
    var since: Timestamp
    var blockers: [Blocker]
    var json: JSON
  }

  private struct LiveBoard {
    var frame: Frame
    var views: [(Ledger, LedgerView)] = []
    var live: [LiveFile] = []
  }

  private func liveBoard(at moment: Moment?) async throws -> LiveBoard {
    let ledgers = try await ledgers()
    var board = LiveBoard(frame: try await frame(ledgers, at: moment))
    for ledger in ledgers {
      guard let upTo = board.frame.upTo[ledger.code], upTo >= 0 else {
        board.views.append((ledger, try await ledger.view(files: [], upTo: -1)))
        continue
      }
      let refs = try await ledger.files(upTo: upTo, liveOnly: true).map(\.ref)
      board.views.append((ledger, try await ledger.view(files: refs, upTo: upTo)))
    }
    let joint = board.views.map(\.1).filter { $0.state.kind == .joint }
    for (_, view) in board.views {
      let since = view.sinceWhen(now: board.frame.knownAt)
      for file in view.state.files.values where file.isLive {
        board.live.append(Self.entry(file, view, joint, since: since, now: board.frame.knownAt))
      }
    }
    return board
  }

  private static func entry(
    _ file: FileState, _ view: LedgerView, _ joint: [LedgerView], since: [String: Timestamp],
    now: Timestamp
  ) -> LiveFile {
    let status = file.headline(in: view.state, now: now)
    let since = since[file.ref] ?? file.recordedAt
    let matrix = file.matrix(in: view.state, now: now)
    // Once it is adopted, or a silence runs, nobody's answer is waited for.
    let waits =
      file.kind == .joint
      ? status != .decisionReady && status != .underSilence : file.adoption == nil
    var next = file.nextSteps(in: view.state, now: now).map { $0.json(file) }
    if let ref = file.jointRef, let held = file.lastJointRevision,
      let other = joint.compactMap({ $0.state.files[ref] }).first, other.revision > held
    {
      let lead = file.nextSteps(in: view.state, now: now).first?.party ?? file.sponsor ?? ""
      next = [["party": .string(lead), "command": .string("ringi receipt \(ref)")]]
    }
    let blockers = waits ? matrix.blockers : []
    return LiveFile(
      file: file, status: status, since: since, blockers: blockers,
      json: [
        "ledger": .string(view.code), "ref": .string(file.ref), "ref_at": .string(file.refAt),
        "title_en": view.title(file, "en"), "title_ja": view.title(file, "ja"),
        "status": .string(status.rawValue), "since": .string(since.description),
        "level": .string(file.level.rawValue),
        "sponsor": [
          "government": JSON(view.government(of: file.sponsor)), "party": JSON(file.sponsor),
        ],
        "blockers": .array(blockers.map(\.json)), "next": .array(next),
        "joint_ref": JSON(file.jointRef), "decision": JSON(file.decision),
      ])
  }

  /// Decided and withdrawn files, from the projection: nothing about them changes any more.
  private func settled(
    _ ledger: Ledger, _ view: LedgerView, upTo: Int
  ) async throws -> [(Headline, Timestamp, String, JSON)] {
    guard upTo >= 0 else { return [] }
    let times = try await ledger.rows(
      """
      select f.ref, e.recorded_at from ringi.file_at(\(upTo)) f
      join ringi.event e on e.position = coalesce(f.withdrawn_position, f.decided_position)
      """
    ) { result, row throws(PostgresError) in
      (
        try result.string(row, "ref"),
        Timestamp(microseconds: try result.timestamp(row, "recorded_at"))
      )
    }
    let since = Dictionary(times) { first, _ in first }
    return try await ledger.files(upTo: upTo).filter(\.isSettled).map { row in
      let status =
        row.isWithdrawn
        ? Headline.withdrawn : row.verdict.flatMap(Headline.init(rawValue:)) ?? .adopted
      let time = since[row.ref] ?? Timestamp(microseconds: 0)
      let title = { (text: String?) -> JSON in
        row.titleWithheld ? ["withheld": "expunged", "basis": nil] : JSON(text)
      }
      return (
        status, time, row.ref,
        [
          "ledger": .string(view.code), "ref": .string(row.ref),
          "ref_at": .string("\(row.ref)@\(row.revision)"), "title_en": title(row.titleEN),
          "title_ja": title(row.titleJA), "status": .string(status.rawValue),
          "since": .string(time.description), "level": .string(row.level),
          "sponsor": [
            "government": JSON(view.government(of: row.sponsor)), "party": JSON(row.sponsor),
          ],
          "blockers": [], "next": [], "joint_ref": JSON(row.jointRef),
          "decision": JSON(row.decision),
        ]
      )
    }
  }
}

extension FileState {
  /// Since when something stands in the way.
  fileprivate func since(_ blocker: Blocker) -> Timestamp {
    switch blocker.code {
    case .objectionOpen:
      return openObjection(of: blocker.party)?.recordedAt ?? current.recordedAt
    case .conditionOpen, .studyReservation, .deferralDangling:
      return stands[blocker.party]?.recordedAt ?? current.recordedAt
    case .stale: return current.recordedAt
    case .notAsked: return recordedAt
    case .noResponse:
      return max(activeRequest(of: blocker.party)?.askedAt ?? recordedAt, current.recordedAt)
    }
  }
}

extension LedgerView {
  /// Since when each file has been in the state that it is in.
  func sinceWhen(now: Timestamp) -> [String: Timestamp] {
    var state = LedgerState()
    state.zones = self.state.zones
    var found: [String: (status: Headline, since: Timestamp)] = [:]
    for record in records {
      state.evolve(record)
      guard record.stream.hasPrefix("proposal/"), let file = state.files[record.stream.streamName]
      else { continue }
      let status = file.headline(in: state, now: record.recordedAt)
      if found[file.ref]?.status != status { found[file.ref] = (status, record.recordedAt) }
    }
    for file in state.files.values
    where found[file.ref]?.status != file.headline(in: state, now: now) {
      // No event made this one: the clock did, by ending a silence or a suspense.
      let ends =
        [file.silence?.closes.instant].compactMap(\.self)
        + file.requests.values.map(\.suspense.instant)
      let last = ends.filter { $0 <= now && $0 > file.current.recordedAt }.max()
      if let last { found[file.ref]?.since = last }
    }
    return found.mapValues(\.since)
  }

  /// A title, or what stands in its place.
  func title(_ file: FileState, _ language: String) -> JSON {
    if let text = file.title?[language] { return .string(text) }
    guard let record = records.first(where: { $0.eventID == file.event }), record.textIsWithheld
    else { return .null }
    return withheld(record)
  }
}
