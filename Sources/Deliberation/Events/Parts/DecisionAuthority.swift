/// By whose word a decision was taken; `appointment` is the post.
public struct DecisionAuthority: Sendable, Hashable {
  public var government: String
  public var person: String?
  public var appointment: String?
  public var level: Level?
  public var event: String

  public init(
    government: String, person: String? = nil, appointment: String? = nil, level: Level? = nil,
    event: String
  ) {
    self.government = government
    self.person = person
    self.appointment = appointment
    self.level = level
    self.event = event
  }
}

extension DecisionAuthority: FactValue {
  init?(fact: JSON) {
    guard case .object(let members) = fact,
      let government = String(fact: members["government"] ?? .null),
      let person = Optional<String>(fact: members["person"] ?? .null),
      let appointment = Optional<String>(fact: members["appointment"] ?? .null),
      let level = Optional<Level>(fact: members["level"] ?? .null),
      let event = String(fact: members["event"] ?? .null)
    else { return nil }
    self.init(
      government: government, person: person, appointment: appointment, level: level, event: event)
  }

  var fact: JSON {
    [
      "appointment": appointment.fact,
      "event": event.fact,
      "government": government.fact,
      "level": level.fact,
      "person": person.fact,
    ]
  }
}
