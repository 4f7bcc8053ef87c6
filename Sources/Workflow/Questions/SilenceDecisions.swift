import Deliberation
import EventStore
import Postgres

extension Session {
  /// Decisions by silence: one line for every member that was silent and is deemed to have agreed,
  /// with the proof that it had notice.
  public func silenceDecisions(at moment: Moment?, page: Page) async throws -> Answer {
    let ledgers = try await ledgers()
    let frame = try await frame(ledgers, at: moment)
    var items: [PastItem] = []
    for ledger in ledgers {
      guard let upTo = frame.upTo[ledger.code], upTo >= 0 else { continue }
      let refs = try await ledger.rows(
        "select ref from ringi.decision_at(\(upTo)) where by_silence order by ref"
      ) { result, row throws(PostgresError) in try result.string(row, "ref") }
      if refs.isEmpty { continue }
      let view = try await ledger.view(files: [], decisions: refs, upTo: upTo)
      let speakers = Speakers(view.records)
      for record in view.records {
        guard case .decisionTaken(let taken) = record.event, let silence = taken.silence else {
          continue
        }
        items += Self.items(taken, silence, record, view: view, speakers: speakers)
      }
    }
    return try Answer(
      schema: "ringi.silence-decisions/1", asOf: frame.asOf(ledgers.map(\.code)),
      items: PastItem.sorted(items), page: page)
  }

  private static func items(
    _ taken: DecisionTaken, _ silence: SilenceRecord, _ record: EventRecord, view: LedgerView,
    speakers: Speakers
  ) -> [PastItem] {
    let facts = Event.decisionTaken(taken).facts["silence"] ?? .null
    func item(_ party: String?) -> PastItem {
      PastItem(
        record, kind: party == nil ? "all_spoke" : "deemed_concur", ref: taken.ref, party: party,
        view: view, speakers: speakers,
        [
          "proposal": .string(taken.proposal), "revision": .int(Int64(taken.revision)),
          "verdict": .string(taken.verdict.rawValue), "opened_at": facts["opened_at"] ?? .null,
          "closes_at": facts["closes_at"] ?? .null, "closes_zone": .string(silence.closesZone),
          "silent": JSON(silence.silent), "notice": facts["notice"] ?? [],
          "notice_event": JSON(silence.notice.first { $0.party == party }?.event),
        ])
    }
    return silence.silent.isEmpty ? [item(nil)] : silence.silent.map(item)
  }
}
