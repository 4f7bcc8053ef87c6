import Deliberation

extension LedgerView {
  /// The government that stands behind a party: an agency's own, or in a joint ledger the member's.
  func government(of party: String?) -> String? {
    guard let party else { return nil }
    return state.kind == .national
      ? state.government : state.roster.parties[party]?.government ?? party
  }

  /// What stands in place of prose that was destroyed: json-contract.md rule 3.
  func withheld(_ record: EventRecord) -> JSON {
    for other in records {
      if case .textExpunged(let tombstone) = other.event, tombstone.target == record.eventID {
        return ["withheld": "expunged", "basis": .string(tombstone.basis)]
      }
    }
    return ["withheld": "expunged", "basis": nil]
  }
}
