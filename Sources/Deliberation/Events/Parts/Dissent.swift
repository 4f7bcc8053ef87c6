/// An objection that stood when a position was adopted; `event` recorded it.
public struct Dissent: Sendable, Hashable {
  public var party: String
  public var event: String

  public init(
    party: String, event: String
  ) {
    self.party = party
    self.event = event
  }
}

extension Dissent: FactValue {
  init?(fact: JSON) {
    guard case .object(let members) = fact,
      let party = String(fact: members["party"] ?? .null),
      let event = String(fact: members["event"] ?? .null)
    else { return nil }
    self.init(party: party, event: event)
  }

  var fact: JSON {
    [
      "event": event.fact,
      "party": party.fact,
    ]
  }
}
