import ArgumentParser
import Deliberation
import Workflow

struct ForumShow: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "show", Localised("A forum: its rule, its members, its topics.", ja: "会議体の規則・構成員・議題。"),
      examples: [Example("ringi forum show EPCC")])
  }
  @OptionGroup var global: GlobalOptions
  @Argument(help: help(.headingLedger)) var code: String

  func run() async throws {
    try await Desk(global).answer(human: Self.render) { session, moment in
      try await session.showForum(code, at: moment)
    }
  }

  private static func render(_ json: JSON, _ screen: Screen) -> String {
    var sheet = Sheet()
    sheet.add(screen.text(.headingLedger), json["ledger"]?.string, .reference)
    let rule = [json["rule"]?["id"]?.string, json["rule"]?["basis"]?.string]
      .compactMap(\.self).joined(separator: ":")
    sheet.add(screen.text(.headingRule), rule)
    func names(_ key: String) -> String? {
      let members = (json[key]?.array ?? []).map { member in
        let title = screen.language == .japanese ? member["name_ja"] : member["name_en"]
        let name = title?.string.map { " (\($0))" } ?? ""
        return (member["code"]?.string ?? "") + name
      }
      return members.isEmpty ? nil : members.joined(separator: ", ")
    }
    sheet.add(screen.text(.headingMembers), names("members"))
    sheet.add(screen.text(.headingFormerMembers), names("former_members"))
    sheet.add(screen.text(.headingTopics), (json["topics"]?.strings ?? []).joined(separator: ", "))
    return screen.render(sheet)
  }
}

struct MemberShow: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "show", Localised("One member of a forum.", ja: "構成員の詳細。"),
      examples: [Example("ringi member show EPCC JPN")])
  }
  @OptionGroup var global: GlobalOptions
  @Argument(help: help(.headingLedger)) var forum: String
  @Argument(help: help(.headingParty)) var code: String

  func run() async throws {
    try await Desk(global).answer(human: PlainScreen.sheet) { session, moment in
      try await session.listParties(.joint, at: moment).only("ringi.member/1", "\(forum) \(code)") {
        $0["ledger"]?.string == forum.uppercased() && $0["code"]?.string == code
      }
    }
  }
}

struct MemberEnd: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "end", Localised("End a membership that nobody takes over.", ja: "構成員の資格を終える。"),
      examples: [
        Example("ringi member end UNGA DD --day 1990-10-03 --reason \"Acceded to DE.\"")
      ])
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var write: WriteOptions
  @Argument(help: help(.headingLedger)) var forum: String
  @Argument(help: help(.headingParty)) var code: String
  @Option(
    name: .customLong("day"),
    help: ArgumentHelp("The first day on which it is no member.", valueName: "DAY"))
  var day: String

  func run() async throws {
    let desk = try Desk(global)
    let options = try desk.options(write)
    let at = try RosterParsing.day(day, option: "--day")
    try await desk.write { session in
      try await session.administer(
        forum, "member.end",
        ["code": .string(code), "at": .string(day), "reason": JSON(write.reason)], ref: code,
        options
      ) { _ in [.endMember(EndMember(code: code, at: at, reason: write.reason))] }
    }
  }
}

struct RuleGroup: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "rule", Localised("The rules by which ledgers decide.", ja: "決定規則。"),
      subcommands: [RuleList.self, RuleShow.self, RuleAdopt.self])
  }
}

struct RuleList: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "list", Localised("The rule in force in each ledger that you open.", ja: "台帳ごとの決定規則。"),
      examples: [Example("ringi rule list")])
  }
  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let keys = [
      "ledger", "scope", "rule", "version", "basis", "working_days", "rules_version",
    ]
    try await Desk(global).answer(itemKeys: keys, human: PlainScreen.list(keys)) {
      session, moment in
      try await session.listRules(at: moment)
    }
  }
}

struct RuleShow: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "show", Localised("The rule of one ledger.", ja: "台帳の決定規則。"),
      examples: [Example("ringi rule show EPCC")])
  }
  @OptionGroup var global: GlobalOptions
  @Argument(help: help(.headingLedger)) var ledger: String

  func run() async throws {
    try await Desk(global).answer(human: PlainScreen.sheet) { session, moment in
      try await session.listRules(at: moment).only("ringi.rule/1", ledger) {
        $0["ledger"]?.string == ledger.uppercased()
      }
    }
  }
}

struct RuleAdopt: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "adopt", Localised("Put another rule in force in a ledger.", ja: "決定規則を採用する。"),
      examples: [
        Example("ringi rule adopt two_thirds:present --ledger UNGA"),
        Example(
          "ringi rule adopt colead_consensus --working-days 5 --ledger EPCC",
          Localised("a silence then holds five working days", ja: "黙認手続は五執務日以上")),
      ])
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var write: WriteOptions
  @Argument(help: help(.headingRule)) var rule: String
  @Option(
    name: .customLong("working-days"),
    help: ArgumentHelp("What a silence holds at least.", valueName: "N"))
  var workingDays: Int?

  func run() async throws {
    let desk = try Desk(global)
    let options = try desk.options(write)
    guard let code = desk.settings.ledgers.first else {
      throw Failure.usage("Say in which ledger: --ledger CODE.")
    }
    var rule = try RosterParsing.rule(rule, desk)
    rule.params.workingDays = workingDays
    let typed = self.rule
    try await desk.write { session in
      let kind = try await session.kind(of: code)
      return try await session.administer(
        code, "rule.adopt",
        ["rule": .string(typed), "working_days": JSON(workingDays)], ref: code, options
      ) { [rule] _ in
        [
          .adoptRule(
            AdoptRule(
              scope: kind == .national ? .national : .joint, rule: rule.id, version: rule.version,
              params: rule.params))
        ]
      }
    }
  }
}

struct CalendarGroup: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "calendar", Localised("The working days of each capital.", ja: "執務日の暦。"),
      subcommands: [CalendarList.self, CalendarShow.self, CalendarPublish.self])
  }
}

struct CalendarList: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "list", Localised("The calendars that are published, by ledger.", ja: "公布済みの暦。"),
      examples: [Example("ringi calendar list --ledger EPCC")])
  }
  @OptionGroup var global: GlobalOptions

  func run() async throws {
    try await Desk(global).answer(
      itemKeys: ["ledger", "calendar", "year", "zone", "holidays"],
      human: PlainScreen.list(["ledger", "calendar", "year", "zone"])
    ) { session, moment in
      try await session.listCalendars(at: moment)
    }
  }
}

struct CalendarShow: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "show", Localised("The days off of one government in one year.", ja: "休日の一覧。"),
      examples: [Example("ringi calendar show JPN 2026")])
  }
  @OptionGroup var global: GlobalOptions
  @Argument(help: help(.headingGovernment)) var calendar: String
  @Argument(help: ArgumentHelp("The year.")) var year: Int

  func run() async throws {
    try await Desk(global).answer(human: PlainScreen.sheet) { session, moment in
      try await session.listCalendars(at: moment).only(
        "ringi.calendar/1", "\(calendar) \(year)"
      ) {
        $0["calendar"]?.string == calendar.uppercased() && $0["year"]?.int == year
      }
    }
  }
}

struct CalendarPublish: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "publish",
      Localised(
        "Publish a year's days off; without one no working days are counted in that year.",
        ja: "一年分の休日を公布する。"),
      examples: [
        Example("ringi calendar publish --us-federal 2028 --ledger EPCC"),
        Example("ringi calendar publish --japan-government 2028 --ledger EPCC"),
      ])
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var write: WriteOptions
  @Option(
    name: .customLong("us-federal"),
    help: ArgumentHelp("The federal holidays of a year.", valueName: "YEAR"))
  var unitedStates: Int?
  @Option(
    name: .customLong("japan-government"),
    help: ArgumentHelp("行政機関の休日 of a year.", valueName: "YEAR"))
  var japan: Int?

  func validate() throws {
    guard (unitedStates == nil) != (japan == nil) else {
      throw ValidationError("Publish one: --us-federal YEAR or --japan-government YEAR.")
    }
  }

  func run() async throws {
    let desk = try Desk(global)
    let options = try desk.options(write)
    let calendar: HolidayCalendar
    let code: String
    if let unitedStates {
      (calendar, code) = (.usFederal(year: unitedStates), "USA")
    } else {
      (calendar, code) = (try .japanGovernment(year: japan ?? 0), "JPN")
    }
    let command = PublishCalendar(
      calendar: code, year: calendar.year, zone: calendar.zone, holidays: calendar.dates,
      names: calendar.names)
    try await desk.write { session in
      try await session.administer(
        desk.settings.ledgers.first, "calendar.publish",
        ["calendar": .string(code), "year": .int(Int64(calendar.year))], ref: code, options
      ) { _ in [.publishCalendar(command)] }
    }
  }
}
