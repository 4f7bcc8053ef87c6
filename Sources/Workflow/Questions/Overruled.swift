import Deliberation
import EventStore

extension Session {
  /// Objections that a higher level overruled: whose, by whom and why.
  public func overruled(
    agency: String?, _ interval: Interval, at moment: Moment?, page: Page
  ) async throws -> Answer {
    let ledgers = try await ledgers()
    let frame = try await frame(ledgers, at: moment)
    var items: [PastItem] = []
    for ledger in ledgers {
      guard let upTo = frame.upTo[ledger.code], upTo >= 0 else { continue }
      let refs = try await ledger.streams(holding: ["ObjectionOverruled"], upTo: upTo)
        .map(\.streamName)
      try await ledger.eachPiece(of: refs, upTo: upTo) { view in
        let speakers = Speakers(view.records)
        for record in view.records {
          guard case .objectionOverruled(let event) = record.event,
            agency == nil || event.party == agency, interval.holds(record.recordedAt)
          else { continue }
          items.append(
            PastItem(
              record, kind: "objection_overruled", ref: record.stream.streamName,
              party: event.party, view: view, speakers: speakers,
              [
                "overruled_by": JSON(record.speaker), "level": .string(event.level.rawValue),
                "objection": Self.objection(event.objection, view: view, speakers: speakers),
              ]))
        }
      }
    }
    return try Answer(
      schema: "ringi.overruled/1", asOf: frame.asOf(ledgers.map(\.code)),
      items: PastItem.sorted(items), page: page)
  }

  /// The words of the objection itself.
  private static func objection(_ id: String, view: LedgerView, speakers: Speakers) -> JSON {
    guard let record = view.records.first(where: { $0.eventID == id }),
      case .positionRecorded(let position) = record.event
    else { return .null }
    let gone: JSON? = record.textIsWithheld ? view.withheld(record) : .none
    return [
      "event_id": .string(id), "revision": .int(Int64(position.revision)),
      "by": speakers.json(record), "recorded_at": .string(record.recordedAt.description),
      "reason": gone ?? JSON(position.reason), "remedy": gone ?? JSON(position.remedy),
    ]
  }
}
