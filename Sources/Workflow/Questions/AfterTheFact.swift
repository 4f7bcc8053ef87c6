import Deliberation
import EventStore

extension Session {
  /// What was recorded later than it is said to have been so, and what had been settled meanwhile.
  ///
  /// - Parameter hours: how much later at least.
  public func afterTheFact(
    hours: Int, _ interval: Interval, at moment: Moment?, page: Page
  ) async throws -> Answer {
    let ledgers = try await ledgers()
    let frame = try await frame(ledgers, at: moment)
    var decided: [String: [(ref: String, at: Timestamp)]] = [:]
    for ledger in ledgers {
      guard let upTo = frame.upTo[ledger.code], upTo >= 0 else { continue }
      decided.merge(try await ledger.decisionTimes(upTo: upTo)) { $0 + $1 }
    }
    var items: [PastItem] = []
    for ledger in ledgers {
      guard let upTo = frame.upTo[ledger.code], upTo >= 0 else { continue }
      let streams = try await ledger.streamsWithLateEntries(upTo: upTo)
      let refs = streams.filter { $0.hasPrefix("proposal/") }.map(\.streamName)
      let decisions = streams.filter { $0.hasPrefix("decision/") }.map(\.streamName)
      // The reference streams come with every view; they are looked at once.
      let base = try await ledger.view(files: [], decisions: decisions, upTo: upTo)
      items += Self.late(in: base, hours: hours, decided: decided) { !$0.hasPrefix("proposal/") }
      items += Self.retroactive(in: base)
      try await ledger.eachPiece(of: refs, upTo: upTo) { view in
        items += Self.late(in: view, hours: hours, decided: decided) { $0.hasPrefix("proposal/") }
      }
    }
    items = items.filter { interval.holds($0.recordedAt) }
    return try Answer(
      schema: "ringi.after-the-fact/1", asOf: frame.asOf(ledgers.map(\.code)),
      items: PastItem.sorted(items), page: page)
  }

  private static func late(
    in view: LedgerView, hours: Int, decided: [String: [(ref: String, at: Timestamp)]],
    where belongs: (String) -> Bool
  ) -> [PastItem] {
    let speakers = Speakers(view.records)
    return view.records.filter { record in
      belongs(record.stream) && record.event.provenance.late
        && record.recordedAt - record.effective.instant >= .hours(hours)
        && record.recordedAt > record.effective.instant
    }.map { record in
      let ref = record.stream.streamName
      let file = view.state.files[ref]
      func isBetween(_ time: Timestamp) -> Bool {
        // Clocks of two ledgers may show the same instant, a sandbox's above all.
        record.effective.instant < time && time <= record.recordedAt
      }
      let decisions = (decided[ref] ?? []) + (file?.jointRef.flatMap { decided[$0] } ?? [])
      let decision = decisions.first { isBetween($0.at) }
      let adoption = file?.adoptions.first {
        $0.event != record.eventID && isBetween($0.recordedAt)
      }
      let kind =
        decision != nil ? "after_decision" : adoption != nil ? "after_adoption" : "late_entry"
      return PastItem(
        record, kind: kind, ref: record.event.ownRef ?? ref, party: record.speaker,
        reason: record.textIsWithheld
          ? view.withheld(record) : JSON(record.event.provenance.lateReason ?? record.event.reason),
        view: view, speakers: speakers,
        [
          "type": .string(record.event.type), "summary": .string(record.event.summary),
          "decision": JSON(decision?.ref), "adopted_at": JSON(adoption?.recordedAt.description),
          "hours_late": .int(Int64((record.recordedAt - record.effective.instant).wholeHours)),
        ])
    }
  }

  /// Roles and posts given for a time that had passed when they were recorded.
  private static func retroactive(in view: LedgerView) -> [PastItem] {
    let speakers = Speakers(view.records)
    return view.records.compactMap { record in
      let what: (kind: String, ref: String, party: String?, from: Timestamp)
      switch record.event {
      case .topicRoleAssigned(let event):
        what = ("retroactive_role", event.topic, event.party, event.from)
      case .topicRoleEnded(let event):
        what = ("retroactive_role", event.topic, event.party, event.at)
      case .appointmentRecorded(let event):
        what = ("retroactive_appointment", event.login, event.party, event.from)
      default: return nil
      }
      // The seconds between typing and recording make nothing retroactive.
      let late = record.recordedAt - what.from
      guard record.event.provenance.imported == nil, late >= .hours(1) else { return nil }
      return PastItem(
        record, kind: what.kind, ref: what.ref, party: what.party, view: view, speakers: speakers,
        [
          "type": .string(record.event.type), "summary": .string(record.event.summary),
          "decision": nil, "adopted_at": nil, "hours_late": .int(Int64(late.wholeHours)),
          "from": .string(what.from.description),
        ])
    }
  }
}
