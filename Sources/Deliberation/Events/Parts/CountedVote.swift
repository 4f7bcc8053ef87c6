/// A position that a decision counted, and how.
public struct CountedVote: Sendable, Hashable {
  public var party: String
  public var code: PositionCode
  public var countsAs: CountsAs
  public var event: String

  public init(
    party: String, code: PositionCode, countsAs: CountsAs, event: String
  ) {
    self.party = party
    self.code = code
    self.countsAs = countsAs
    self.event = event
  }
}

extension CountedVote: FactValue {
  init?(fact: JSON) {
    guard case .object(let members) = fact,
      let party = String(fact: members["party"] ?? .null),
      let code = PositionCode(fact: members["code"] ?? .null),
      let countsAs = CountsAs(fact: members["counts_as"] ?? .null),
      let event = String(fact: members["event"] ?? .null)
    else { return nil }
    self.init(party: party, code: code, countsAs: countsAs, event: event)
  }

  var fact: JSON {
    [
      "code": code.fact,
      "counts_as": countsAs.fact,
      "event": event.fact,
      "party": party.fact,
    ]
  }
}
