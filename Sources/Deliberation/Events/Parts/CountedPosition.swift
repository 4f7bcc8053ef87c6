/// A position that an adoption counted.
public struct CountedPosition: Sendable, Hashable {
  public var party: String
  public var code: PositionCode
  public var event: String

  public init(
    party: String, code: PositionCode, event: String
  ) {
    self.party = party
    self.code = code
    self.event = event
  }
}

extension CountedPosition: FactValue {
  init?(fact: JSON) {
    guard case .object(let members) = fact,
      let party = String(fact: members["party"] ?? .null),
      let code = PositionCode(fact: members["code"] ?? .null),
      let event = String(fact: members["event"] ?? .null)
    else { return nil }
    self.init(party: party, code: code, event: event)
  }

  var fact: JSON {
    [
      "code": code.fact,
      "event": event.fact,
      "party": party.fact,
    ]
  }
}
