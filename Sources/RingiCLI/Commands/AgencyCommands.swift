import ArgumentParser
import Deliberation
import Workflow

/// The two names of an agency, a topic or a member.
struct NameOptions: ParsableArguments {
  @Option(name: .customLong("name"), help: ArgumentHelp("The English name.", valueName: "NAME"))
  var english: String?
  @Option(name: .customLong("name-ja"), help: ArgumentHelp("The Japanese name.", valueName: "NAME"))
  var japanese: String?

  func validate() throws {
    guard english != nil || japanese != nil else {
      throw ValidationError("A name is needed: --name NAME, --name-ja NAME, or both.")
    }
  }

  var text: LocalizedText { LocalizedText(en: english, ja: japanese) }
}

struct AgencyShow: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "show", Localised("One agency, with its former names.", ja: "府省庁の詳細（旧名称を含む）。"),
      examples: [Example("ringi --as mod agency show MOD")])
  }
  @OptionGroup var global: GlobalOptions
  @Argument(help: help(.headingParty)) var code: String

  func run() async throws {
    try await Desk(global).answer(human: PlainScreen.sheet) { session, moment in
      try await session.listParties(.national, at: moment).only("ringi.agency/1", code) {
        $0["code"]?.string == code.uppercased()
      }
    }
  }
}

struct AgencyAdd: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "add", Localised("Register an agency of the government.", ja: "府省庁を登録する。"),
      examples: [
        Example("ringi agency add DIGITAL --name \"Digital Agency\" --name-ja デジタル庁 --ledger JPN")
      ])
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var write: WriteOptions
  @OptionGroup var name: NameOptions
  @Argument(help: help(.headingParty)) var code: String
  @Option(name: .customLong("from"), help: help(.headingFrom, "DAY")) var from: String?
  @Option(name: .customLong("to"), help: help(.headingTo, "DAY")) var to: String?

  func run() async throws {
    let desk = try Desk(global)
    let options = try desk.options(write)
    let code = code.uppercased()
    let command = RegisterAgency(
      code: code, name: name.text,
      from: try from.map { try RosterParsing.day($0, option: "--from") },
      to: try to.map { try RosterParsing.day($0, option: "--to") })
    try await desk.write { session in
      try await session.administer(
        desk.settings.ledgers.first, "agency.add",
        [
          "code": .string(code), "name": JSON(name.english), "name_ja": JSON(name.japanese),
          "from": JSON(from), "to": JSON(to),
        ], ref: code, options
      ) { _ in [.registerAgency(command)] }
    }
  }
}

struct AgencyRename: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "rename",
      Localised(
        "Give an agency another name from a day on; history keeps the old one.", ja: "名称を変更する。"),
      examples: [
        Example(
          "ringi agency rename MOD --name \"Ministry of Defense\" --name-ja 防衛省 --day 2007-01-09 --ledger JPN"
        )
      ])
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var write: WriteOptions
  @OptionGroup var name: NameOptions
  @Argument(help: help(.headingParty)) var code: String
  @Option(name: .customLong("day"), help: help(.headingWhen, "DAY")) var day: String

  func run() async throws {
    let desk = try Desk(global)
    let options = try desk.options(write)
    let code = code.uppercased()
    let at = try RosterParsing.day(day, option: "--day")
    try await desk.write { session in
      try await session.administer(
        desk.settings.ledgers.first, "agency.rename",
        [
          "code": .string(code), "name": JSON(name.english), "name_ja": JSON(name.japanese),
          "at": .string(day),
        ], ref: code, options
      ) { _ in [.renameAgency(RenameAgency(code: code, at: at, name: name.text))] }
    }
  }
}

struct AgencySucceed: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "succeed", Localised("Let one agency take over from another.", ja: "府省庁の承継を記録する。"),
      examples: [Example("ringi agency succeed MITI METI --day 2001-01-06 --ledger JPN")])
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var write: WriteOptions
  @Argument(help: help(.headingParty)) var code: String
  @Argument(help: help(.headingParty)) var successor: String
  @Option(name: .customLong("day"), help: help(.headingWhen, "DAY")) var day: String

  func run() async throws {
    let desk = try Desk(global)
    let options = try desk.options(write)
    let command = SucceedAgency(
      code: code.uppercased(), successor: successor.uppercased(),
      at: try RosterParsing.day(day, option: "--day"))
    try await desk.write { session in
      try await session.administer(
        desk.settings.ledgers.first, "agency.succeed",
        [
          "code": .string(command.code), "successor": .string(command.successor),
          "at": .string(day),
        ], ref: command.successor, options
      ) { _ in [.succeedAgency(command)] }
    }
  }
}

struct AppointmentShow: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "show",
      Localised("One appointment, by its authority or by the login that holds it.", ja: "任命の詳細。"),
      examples: [Example("ringi --as ustr appointment show ustr --ledger USA")])
  }
  @OptionGroup var global: GlobalOptions
  @Argument(help: ArgumentHelp("A login, or the authority that `appointment list` names."))
  var name: String

  func run() async throws {
    try await Desk(global).answer(human: PlainScreen.sheet) { session, moment in
      let answer = try await session.listAppointments(login: nil, at: moment)
      let mine = answer.items.filter {
        $0["login"]?.string == name || $0["authority"]?.string == name.lowercased()
      }
      // The one in force says most; without one, the last.
      let shown = mine.last { $0["in_force"]?.bool == true } ?? mine.last
      return try answer.only("ringi.appointment/1", name) { $0 == shown }
    }
  }
}
