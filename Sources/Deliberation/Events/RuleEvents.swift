/// From here on the engine judges by this version of the rules.
public struct RulesVersionAdopted: Sendable, Hashable {
  public var version: Int
  public var provenance = Provenance.live
}

extension RulesVersionAdopted: EventPayload {
  static let type = EventType(
    "RulesVersionAdopted", stream: .rules, ledgers: [.national, .joint],
    capacities: [.enrol],
    requires: ["version"])

  init(from reader: FactReader) throws(EventError) {
    version = try reader.fact("version")
  }

  func write(to writer: inout FactWriter) {
    writer.fact("version", version)
  }
}

/// The government or the forum decides by this rule from here on.
public struct DecisionRuleAdopted: Sendable, Hashable {
  public var scope: RuleScope
  public var rule: RuleID
  public var version: Int
  public var params: RuleParameters
  public var provenance = Provenance.live
}

extension DecisionRuleAdopted: EventPayload {
  static let type = EventType(
    "DecisionRuleAdopted", stream: .rules, ledgers: [.national, .joint],
    capacities: [.enrol],
    requires: ["scope", "rule", "version", "params"])

  init(from reader: FactReader) throws(EventError) {
    scope = try reader.fact("scope")
    rule = try reader.fact("rule")
    version = try reader.fact("version")
    params = try reader.fact("params")
  }

  func write(to writer: inout FactWriter) {
    writer.fact("params", params)
    writer.fact("rule", rule)
    writer.fact("scope", scope)
    writer.fact("version", version)
  }
}

/// The holidays of one government in one year, and the zone of its capital.
public struct CalendarPublished: Sendable, Hashable {
  public var calendar: String
  public var year: Int
  public var zone: String
  public var holidays: [CivilDate]
  public var names: [String: LocalizedText]?
  public var provenance = Provenance.live
}

extension CalendarPublished: EventPayload {
  static let type = EventType(
    "CalendarPublished", stream: .calendar, ledgers: [.national, .joint],
    capacities: [.enrol],
    requires: ["calendar", "year", "zone", "holidays"])

  init(from reader: FactReader) throws(EventError) {
    calendar = try reader.fact("calendar")
    year = try reader.fact("year")
    zone = try reader.fact("zone")
    holidays = try reader.fact("holidays")
    names = try reader.prose("names")
  }

  func write(to writer: inout FactWriter) {
    writer.fact("calendar", calendar)
    writer.fact("holidays", holidays)
    writer.fact("year", year)
    writer.fact("zone", zone)
    writer.prose("names", names)
  }
}
