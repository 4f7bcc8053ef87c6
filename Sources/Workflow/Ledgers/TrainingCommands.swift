import Deliberation

/// What the founding principal does first in a ledger of the training roster.
struct TrainingCommands {
  private let ledger: TrainingRoster.Ledger
  private let now: Timestamp
  private let year: Int

  init(_ ledger: TrainingRoster.Ledger, at now: Timestamp, year: Int) {
    self.ledger = ledger
    self.now = now
    self.year = year
  }

  var all: [Command] {
    get throws { parties + (try rule) + topics + roles + (try calendars) + people }
  }

  private var isNational: Bool { ledger.government != nil }

  private var parties: [Command] {
    if let government = ledger.government {
      return TrainingRoster.agencies(of: government).map { agency in
        .registerAgency(
          RegisterAgency(
            code: agency.code, government: government, name: Self.text(agency.name)))
      }
    }
    return ledger.members.map { code in
      let name = TrainingRoster.governments.first { $0.code == code }?.name
      return .admitMember(
        AdmitMember(
          code: code, government: code, name: name.map(Self.text) ?? LocalizedText(en: code)))
    }
  }

  private var rule: [Command] {
    get throws {
      guard let rule = RuleID(rawValue: ledger.rule) else { return [] }
      return [
        .adoptRule(
          AdoptRule(
            scope: isNational ? .national : .joint, rule: rule, version: 1, params: RuleParameters()
          ))
      ]
    }
  }

  private var topics: [Command] {
    TrainingRoster.topics.map { topic in
      .openTopic(OpenTopic(code: topic.code, parent: topic.parent, title: Self.text(topic.title)))
    }
  }

  private var roles: [Command] {
    guard let government = ledger.government else { return [] }
    return TrainingRoster.roles(of: government).compactMap { assignment in
      Role(rawValue: assignment.role).map { role in
        .assignRole(
          AssignRole(topic: assignment.topic, party: assignment.party, role: role, from: now))
      }
    }
  }

  private var calendars: [Command] {
    get throws {
      var out: [Command] = []
      for year in [year, year + 1] {
        out.append(publish(.usFederal(year: year), "USA", zone: "America/New_York", year))
        out.append(publish(try .japanGovernment(year: year), "JPN", zone: "Asia/Tokyo", year))
      }
      return out
    }
  }

  private func publish(
    _ calendar: HolidayCalendar, _ code: String, zone: String, _ year: Int
  ) -> Command {
    .publishCalendar(
      PublishCalendar(
        calendar: code, year: year, zone: zone, holidays: calendar.dates, names: calendar.names))
  }

  private var people: [Command] {
    TrainingRoster.principals(in: ledger.code).flatMap { principal, party -> [Command] in
      [
        .admitPrincipal(
          AdmitPrincipal(
            login: principal.login, person: principal.person, party: party,
            government: principal.government)),
        .recordAppointment(
          RecordAppointment(
            login: principal.login, party: party, government: principal.government,
            post: principal.post,
            level: principal.level.flatMap(Level.init(rawValue:)) ?? .director,
            capacities: principal.capacities.compactMap(Capacity.init(rawValue:)), from: now)),
      ]
    }
  }

  private static func text(_ name: TrainingRoster.Name) -> LocalizedText {
    LocalizedText(en: name.en, ja: name.ja)
  }
}
