/// What would have changed a verdict: this position of this party, or so many further votes.
public struct WouldChange: Sendable, Hashable {
  public var party: String?
  public var code: PositionCode?
  public var votes: Int?

  public init(
    party: String? = nil, code: PositionCode? = nil, votes: Int? = nil
  ) {
    self.party = party
    self.code = code
    self.votes = votes
  }
}

extension WouldChange: FactValue {
  init?(fact: JSON) {
    guard case .object(let members) = fact,
      let party = Optional<String>(fact: members["party"] ?? .null),
      let code = Optional<PositionCode>(fact: members["code"] ?? .null),
      let votes = Optional<Int>(fact: members["votes"] ?? .null)
    else { return nil }
    self.init(party: party, code: code, votes: votes)
  }

  var fact: JSON {
    [
      "code": code.fact,
      "party": party.fact,
      "votes": votes.fact,
    ]
  }
}
