/// A login that the founding event names, with what it may do.
public struct FoundingPrincipal: Sendable, Hashable {
  public var login: String
  public var person: String
  public var capacities: [Capacity]

  public init(
    login: String, person: String, capacities: [Capacity]
  ) {
    self.login = login
    self.person = person
    self.capacities = capacities
  }
}

extension FoundingPrincipal: FactValue {
  init?(fact: JSON) {
    guard case .object(let members) = fact,
      let login = String(fact: members["login"] ?? .null),
      let person = String(fact: members["person"] ?? .null),
      let capacities = [Capacity](fact: members["capacities"] ?? .null)
    else { return nil }
    self.init(login: login, person: person, capacities: capacities)
  }

  var fact: JSON {
    [
      "capacities": capacities.fact,
      "login": login.fact,
      "person": person.fact,
    ]
  }
}
