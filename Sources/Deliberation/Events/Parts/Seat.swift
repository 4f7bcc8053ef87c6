/// A member on the roster of a decision.
public struct Seat: Sendable, Hashable {
  public var party: String
  public var eligible: Bool

  public init(
    party: String, eligible: Bool
  ) {
    self.party = party
    self.eligible = eligible
  }
}

extension Seat: FactValue {
  init?(fact: JSON) {
    guard case .object(let members) = fact,
      let party = String(fact: members["party"] ?? .null),
      let eligible = Bool(fact: members["eligible"] ?? .null)
    else { return nil }
    self.init(party: party, eligible: eligible)
  }

  var fact: JSON {
    [
      "eligible": eligible.fact,
      "party": party.fact,
    ]
  }
}
