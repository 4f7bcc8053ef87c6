import Deliberation
import EventStore

extension Session {
  /// Who was never asked, asked too late, passed over, or decided without.
  ///
  /// - Parameter minimumNotice: hours between a request and its suspense below which notice was
  ///   short.
  public func gaps(minimumNotice: Int, at moment: Moment?, page: Page) async throws -> Answer {
    let ledgers = try await ledgers()
    let frame = try await frame(ledgers, at: moment)
    var items: [PastItem] = []
    for ledger in ledgers {
      guard let upTo = frame.upTo[ledger.code], upTo >= 0 else { continue }
      let refs = try await ledger.files(upTo: upTo).map(\.ref)
      try await ledger.eachPiece(of: refs, upTo: upTo) { view in
        var search = GapSearch(view: view, minimumNotice: minimumNotice)
        try search.run(now: frame.knownAt)
        items += search.found
      }
    }
    var answer = try Answer(
      schema: "ringi.gaps/1", asOf: frame.asOf(ledgers.map(\.code)),
      items: PastItem.sorted(items), page: page)
    answer.body["minimum_notice_hours"] = .int(Int64(minimumNotice))
    return answer
  }
}

/// Goes through the history of some files once more and looks at each moment that counts as it was
/// then.
struct GapSearch {
  let view: LedgerView
  let minimumNotice: Int
  private(set) var found: [PastItem] = []
  private let speakers: Speakers

  init(view: LedgerView, minimumNotice: Int) {
    self.view = view
    self.minimumNotice = minimumNotice
    speakers = Speakers(view.records)
  }

  mutating func run(now: Timestamp) throws {
    var state = LedgerState()
    state.zones = view.state.zones
    for record in view.records {
      inspect(record, state)
      state.evolve(record)
    }
    for file in state.files.values where file.kind == .national && !file.isImported {
      neverAsked(file, state, now: now)
    }
  }

  private mutating func inspect(_ record: EventRecord, _ state: LedgerState) {
    let ref = record.stream.streamName
    switch record.event {
    case .clearanceRequested(let event) where event.provenance.imported == nil:
      let notice = event.suspense.instant - record.recordedAt
      guard notice < .hours(minimumNotice) else { return }
      found.append(
        PastItem(
          record, kind: "short_notice", ref: ref, party: event.party, view: view,
          speakers: speakers,
          [
            "notice_hours": .int(Int64(max(0, notice.wholeHours))),
            "suspense_at": .string(event.suspense.rfc3339),
            "suspense_zone": .string(event.suspense.zone),
          ]))
    case .notConsultedReasonRecorded(let event):
      found.append(
        PastItem(
          record, kind: "not_consulted", ref: ref, party: event.party, view: view,
          speakers: speakers))
    case .proceededWithoutPosition(let event):
      found.append(
        PastItem(
          record, kind: "proceeded_without_position", ref: ref, party: event.party, view: view,
          speakers: speakers,
          [
            "notice_hours": .int(Int64(event.noticeHours)),
            "attempts": .int(Int64(event.attempts)),
          ]))
    case .nationalPositionAdopted:
      guard let file = state.files[ref] else { return }
      for party in file.unheard(in: state, at: record.recordedAt) where party != record.speaker {
        found.append(
          PastItem(
            record, kind: "decided_without_position", ref: ref, party: party, reason: .null,
            view: view, speakers: speakers))
      }
    case .decisionTaken(let event) where !event.rule.id.countsVotes:
      // Who kept silent in a silence is told by `silence-decisions`.
      for uncounted in event.uncounted where uncounted.why != "deemed_concur" {
        found.append(
          PastItem(
            record, kind: "decided_without_position", ref: event.proposal,
            party: uncounted.party, reason: .null, view: view, speakers: speakers,
            ["why": .string(uncounted.why), "decision": .string(event.ref)]))
      }
    default: return
    }
  }

  /// Agencies with an equity whom nobody asked although others were, or the position was adopted.
  private mutating func neverAsked(_ file: FileState, _ state: LedgerState, now: Timestamp) {
    let adoption = file.adoptions.last
    guard adoption != nil || !file.requests.isEmpty else { return }
    let time = adoption?.recordedAt ?? now
    for (party, role) in file.roles(in: state, at: time).sorted(by: { $0.key < $1.key }) {
      guard role.mayBlock || role == .consulted, file.requests[party] == nil,
        file.notConsulted[party] == nil, file.stands[party] == nil, party != file.sponsor,
        party != adoption?.party, !role.holdsPen || role == .coLead
      else { continue }
      let record = view.records.first { $0.eventID == file.event }
      found.append(
        PastItem(
          missing: "never_asked", ref: file.ref, party: party, since: file.recordedAt,
          position: record?.position ?? 0, view: view, ["role": .string(role.rawValue)]))
    }
  }
}

extension FileState {
  /// Parties that were asked for their word and had none on the current text at an instant.
  func unheard(in state: LedgerState, at time: Timestamp) -> [String] {
    requests.values.filter { request in
      guard !request.isDropped, request.role.mayBlock else { return false }
      return stands[request.party].map { isStale($0) || $0.isAfterTheFact } ?? true
    }.map(\.party).sorted()
  }
}
