/// Who gives a command: a login, speaking by one appointment.
public struct Speaker: Sendable, Hashable {
  public var login: String
  /// The event id of the appointment, or of the ledger's first event for a founding principal.
  public var authority: String
  public var party: String?
  public var government: String?
  public var level: Level?
  public var capacities: [Capacity]

  public init(
    login: String, authority: String, party: String? = nil, government: String? = nil,
    level: Level? = nil, capacities: [Capacity]
  ) {
    self.login = login
    self.authority = authority
    self.party = party
    self.government = government
    self.level = level
    self.capacities = capacities
  }
}
