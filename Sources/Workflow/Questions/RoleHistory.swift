import Deliberation
import EventStore

extension Session {
  /// Who had which role on a topic, since when, and by what authority.
  public func roleHistory(_ topic: String, at moment: Moment?, page: Page) async throws -> Answer {
    let ledgers = try await ledgers()
    let frame = try await frame(ledgers, at: moment)
    var items: [PastItem] = []
    var used: [String] = []
    for ledger in ledgers {
      let view = try await ledger.view(files: [], upTo: frame.upTo[ledger.code])
      guard let state = view.state.topics[topic] else { continue }
      used.append(ledger.code)
      let records = Dictionary(view.records.map { ($0.eventID, $0) }) { first, _ in first }
      let speakers = Speakers(view.records)
      for assignment in state.assignments {
        guard let record = records[assignment.event] else { continue }
        let inForce =
          assignment.role != nil
          && state.assignments.last {
            $0.party == assignment.party && $0.from <= frame.knownAt
              && ($0.to.map { frame.knownAt < $0 } ?? true)
          }?.event == assignment.event
        items.append(
          PastItem(
            record, kind: assignment.role == nil ? "ended" : "assigned", ref: topic,
            party: assignment.party, view: view, speakers: speakers,
            [
              "topic": .string(topic), "role": JSON(assignment.role?.rawValue),
              "from": .string(assignment.from.description), "to": JSON(assignment.to?.description),
              "basis": JSON(assignment.basis), "in_force": .bool(inForce),
            ]))
      }
    }
    guard !used.isEmpty else { throw WorkflowError.notFound(topic) }
    return try Answer(
      schema: "ringi.role-history/1", asOf: frame.asOf(used), items: PastItem.sorted(items),
      page: page)
  }
}
