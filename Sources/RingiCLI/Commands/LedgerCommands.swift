import ArgumentParser
import Deliberation
import Workflow

struct LedgerGroup: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "ledger", Localised("Ledgers: one compartment each.", ja: "台帳。"),
      subcommands: [LedgerCreate.self, LedgerList.self, LedgerShow.self, LedgerAdmit.self])
  }
}

struct LedgerCreate: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "create", Localised("Make one more ledger in the private cluster.", ja: "台帳を追加する。"),
      examples: [Example("ringi ledger create UNGA --kind joint --rule majority:cast")])
  }
  @OptionGroup var global: GlobalOptions
  @Argument(help: help(.headingLedger)) var code: String
  @Option(name: .customLong("kind"), help: ArgumentHelp("national or joint.", valueName: "KIND"))
  var kind = "joint"
  @Option(name: .customLong("government"), help: help(.headingGovernment, "CODE")) var government:
    String?
  @Option(name: .customLong("home-zone"), help: help(.helpZone, "ZONE")) var homeZone = "UTC"
  @Option(name: .customLong("rule"), help: help(.headingRule, "RULE[:BASIS]")) var rule: String?

  func run() async throws {
    let desk = try Desk(global)
    let kind = try desk.code(kind, LedgerKind.self, option: "--kind")
    guard kind == .joint || government != nil else {
      throw Failure.usage("A national ledger belongs to a government: --government CODE.")
    }
    let rule = try rule.map { try RosterParsing.rule($0, desk) }
    try await RosterParsing.createLedger(
      code.uppercased(), kind: kind, government: government?.uppercased(), homeZone: homeZone,
      rule: rule, desk)
  }
}

struct LedgerList: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "list", Localised("The ledgers that you open.", ja: "開ける台帳。"),
      examples: [Example("ringi ledger list")])
  }
  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let keys = ["ledger", "kind", "government", "home_zone", "sandbox", "size"]
    try await Desk(global).answer(itemKeys: keys, human: PlainScreen.list(keys)) {
      session, moment in
      try await session.listLedgers(at: moment)
    }
  }
}

struct LedgerShow: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "show", Localised("What a ledger says of itself.", ja: "台帳の基本情報。"),
      examples: [Example("ringi ledger show EPCC")])
  }
  @OptionGroup var global: GlobalOptions
  @Argument(help: help(.headingLedger)) var code: String

  func run() async throws {
    try await Desk(global).answer(human: PlainScreen.sheet) { session, moment in
      try await session.showLedger(code, at: moment)
    }
  }
}

struct LedgerAdmit: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "admit",
      Localised("Admit a login to a ledger and record the appointment.", ja: "利用者を台帳に登録し、任命を記録する。"),
      examples: [
        Example(
          "ringi ledger admit tanaka --ledger JPN --person \"田中花子\" --party METI --post \"通商政策局長\" --level assistant_secretary"
        )
      ])
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var write: WriteOptions
  @Argument(help: help(.headingLogin)) var login: String
  @Option(name: .customLong("person"), help: help(.headingPerson, "NAME")) var person: String
  @Option(name: .customLong("party"), help: help(.headingParty, "CODE")) var party: String?
  @Option(name: .customLong("government"), help: help(.headingGovernment, "CODE")) var government:
    String?
  @Option(name: .customLong("post"), help: help(.headingPost, "TITLE")) var post: String?
  @Option(name: .customLong("level"), help: help(.headingLevel, "LEVEL")) var level: String?
  @Option(name: .customLong("capacity"), help: help(.capacities, "CAPACITY")) var capacities:
    [String] = []

  func run() async throws {
    let desk = try Desk(global)
    guard let code = desk.settings.ledgers.first else {
      throw Failure.usage("Say to which ledger: --ledger CODE.")
    }
    let options = try desk.options(write)
    let level = try level.map { try desk.code($0, Level.self, option: "--level") }
    let capacities = try capacities.map { try desk.code($0, Capacity.self, option: "--capacity") }
    guard post != nil || (level == nil && capacities.isEmpty) else {
      throw Failure.usage("An appointment needs its post: --post TITLE.")
    }
    // A login is made only for somebody who may be admitted.
    try await desk.withSession { try await $0.demandEnrolment(in: code) }
    if !write.dryRun { try await desk.workspace().createLogin(login) }
    let admit = AdmitPrincipal(
      login: login, person: person, party: party?.uppercased(), government: government?.uppercased()
    )
    try await desk.write { session in
      try await session.administer(
        code, "ledger.admit",
        [
          "login": .string(login), "person": .string(person), "party": JSON(party),
          "post": JSON(post), "level": JSON(level?.rawValue),
          "capacities": JSON(capacities.map(\.rawValue)),
        ], ref: login, options
      ) { now in
        guard let post else { return [.admitPrincipal(admit)] }
        return [
          .admitPrincipal(admit),
          .recordAppointment(
            RecordAppointment(
              login: login, party: party?.uppercased(), government: government?.uppercased(),
              post: post, level: level ?? .director,
              capacities: capacities.isEmpty ? [.officer] : capacities, from: now)),
        ]
      }
    }
  }
}
