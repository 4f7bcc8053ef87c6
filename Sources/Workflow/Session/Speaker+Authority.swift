import Deliberation
import EventStore

extension Speaker {
  init(_ authority: Authority) {
    self.init(
      login: authority.login, authority: authority.id.text, party: authority.party,
      government: authority.government, level: authority.level.flatMap(Level.init(rawValue:)),
      capacities: authority.capacities.compactMap(Capacity.init(rawValue:)))
  }
}
