/// A member whose position a decision did not count, and why.
public struct Uncounted: Sendable, Hashable {
  public var party: String
  public var why: String

  public init(
    party: String, why: String
  ) {
    self.party = party
    self.why = why
  }
}

extension Uncounted: FactValue {
  init?(fact: JSON) {
    guard case .object(let members) = fact,
      let party = String(fact: members["party"] ?? .null),
      let why = String(fact: members["why"] ?? .null)
    else { return nil }
    self.init(party: party, why: why)
  }

  var fact: JSON {
    [
      "party": party.fact,
      "why": why.fact,
    ]
  }
}
