import ArgumentParser
import Deliberation
import EventStore
import Workflow

struct InitCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "init",
      Localised(
        "Make a private cluster with three ledgers, to work or train in.", ja: "三つの台帳を持つ個人用環境を作る。"),
      examples: [
        Example(
          "ringi init --sandbox --now 2026-11-24T14:00:00Z",
          Localised("with a clock that can be set", ja: "時計を設定できる試用環境")),
        Example("ringi init"),
      ])
  }
  @OptionGroup var global: GlobalOptions
  @Flag(
    name: .customLong("sandbox"),
    help: ArgumentHelp("A clock that can be set; for training and tests."))
  var isSandbox = false
  @Option(name: .customLong("now"), help: ArgumentHelp("The sandbox's time.", valueName: "TIME"))
  var now: String?

  func validate() throws {
    if now != nil, !isSandbox {
      throw ValidationError("--now sets a sandbox's clock: add --sandbox.")
    }
  }

  func run() async throws {
    let desk = try Desk(global)
    let clock = try now.map { text -> Timestamp in
      let time = try TimeArgument(
        text, zone: desk.settings.zone, option: "--now", lookup: ZoneAdapter.lookup)
      return Timestamp(microseconds: time.microseconds)
    }
    let status = try await desk.setup().run(isSandbox: isSandbox, clock: clock)
    try desk.output.wrote(
      ref: status.databases.keys.sorted().joined(separator: " "), json: ServerScreen.json(status),
      note: desk.settings.catalogue.text(.initialised))
  }
}

struct ServerGroup: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "server", Localised("The private server.", ja: "個人用サーバー。"),
      subcommands: [
        ServerStart.self, ServerStop.self, ServerStatusCommand.self, ServerClock.self,
      ])
  }
}

struct ServerStart: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "start", Localised("Start the private server.", ja: "起動する。"),
      examples: [Example("ringi server start")])
  }
  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let desk = try Desk(global)
    let cluster = try desk.workspace().privateCluster()
    try cluster.start(progress: { desk.output.notice($0) })
    try ServerScreen.show(try cluster.status(), desk)
  }
}

struct ServerStop: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "stop",
      Localised(
        "Stop the private server; it stays stopped until start.", ja: "停止する（start まで停止のまま）。"),
      examples: [Example("ringi server stop")])
  }
  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let desk = try Desk(global)
    let cluster = try desk.workspace().privateCluster()
    try cluster.stop(progress: { desk.output.notice($0) })
    try ServerScreen.show(try cluster.status(), desk)
  }
}

struct ServerStatusCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "status", Localised("Whether the private server runs, and where.", ja: "稼働状況と接続先。"),
      examples: [Example("ringi server status --json")])
  }
  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let desk = try Desk(global)
    try ServerScreen.show(try desk.workspace().privateCluster().status(), desk)
  }
}

struct ServerClock: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "clock", Localised("Set a sandbox's clock, forward only.", ja: "試用環境の時計を進める。"),
      examples: [Example("ringi server clock 2026-12-09T09:00:00-05:00")])
  }
  @OptionGroup var global: GlobalOptions
  @Argument(help: help(.headingWhen)) var time: String

  func run() async throws {
    let desk = try Desk(global)
    let time = try TimeArgument(
      time, zone: desk.settings.zone, option: "the time", lookup: ZoneAdapter.lookup)
    let instant = Timestamp(microseconds: time.microseconds)
    try await desk.withSession { try await $0.setClock(instant) }
    try desk.output.wrote(ref: instant.description, json: ["now": .string(instant.description)])
  }
}

enum ServerScreen {
  static func json(_ status: ServerStatus) -> JSON {
    let databases = status.databases.sorted { $0.key < $1.key }
    return [
      "schema": "ringi.server/1", "state": .string(status.state.rawValue),
      "host": JSON(status.host),
      "port": JSON(status.port), "owner": .string(status.owner), "version": JSON(status.version),
      "data_directory": .string(status.dataDirectory),
      "databases": .object(
        JSONObject(databases.map { .init(key: $0.key, value: .string($0.value)) })),
    ]
  }

  static func show(_ status: ServerStatus, _ desk: Desk) throws {
    try desk.output.show(Document(json(status))) { PlainScreen.sheet(json(status), $0) }
  }
}

struct DatabaseGroup: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "db", Localised("The schema of the ledgers' databases.", ja: "台帳データベースの構造。"),
      subcommands: [
        DatabaseStatus.self, DatabaseMigrate.self, DatabaseVerify.self, DatabaseWait.self,
      ])
  }
}

struct DatabaseStatus: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "status", Localised("Which migrations are applied.", ja: "適用済みの移行。"),
      examples: [
        Example(
          "ringi db status --exit-code",
          Localised("exit 1 when something is pending", ja: "未適用があれば終了コード 1"))
      ])
  }
  @OptionGroup var global: GlobalOptions
  @Flag(
    name: .customLong("exit-code"), help: ArgumentHelp("Exit with 1 when something is pending."))
  var exitCode = false

  func run() async throws {
    let desk = try Desk(global)
    let (items, isCurrent) = try await Databases(desk.workspace()).status(
      desk.settings.ledgers.first)
    let json: JSON = [
      "schema": "ringi.db-status/1", "current": .bool(isCurrent), "items": .array(items),
    ]
    try desk.output.show(Document(json, itemKeys: ["ledger", "step", "state"])) {
      PlainScreen.list(["ledger", "step", "state"])(json, $0)
    }
    if exitCode, !isCurrent { throw ExitCode(1) }
  }
}

struct DatabaseMigrate: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "migrate",
      Localised(
        "Bring the databases to this program's schema and close the fence.",
        ja: "構造を更新し、アクセス制限を閉じる。"),
      examples: [Example("ringi db migrate")])
  }
  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let desk = try Desk(global)
    let items = try await Databases(desk.workspace())
      .migrate(try await desk.readableLedger())
    let json: JSON = ["schema": "ringi.db-status/1", "items": .array(items)]
    try desk.output.show(Document(json, itemKeys: ["ledger", "step", "state"])) {
      PlainScreen.list(["ledger", "step", "state"])(json, $0)
    }
  }
}

struct DatabaseVerify: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "verify",
      Localised(
        "What is open that should be closed; exit 7 if anything is.", ja: "閉じるべき権限が開いていないかの検査。"),
      examples: [Example("ringi db verify")])
  }
  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let desk = try Desk(global)
    let items = try await Databases(desk.workspace())
      .verify(try await desk.readableLedger())
    let json: JSON = [
      "schema": "ringi.db-verify/1", "ok": .bool(items.isEmpty), "items": .array(items),
    ]
    let keys = ["ledger", "kind", "object", "problem"]
    try desk.output.show(Document(json, itemKeys: keys)) { screen in
      items.isEmpty
        ? screen.text(.fenceHolds) + "\n" : PlainScreen.list(keys)(json, screen)
    }
    if !items.isEmpty { throw ExitCode(ExitStatus.verificationFailed.rawValue) }
  }
}

struct DatabaseWait: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "wait", Localised("Wait until every ledger answers.", ja: "全台帳の応答を待つ。"),
      examples: [Example("ringi db wait --seconds 30")])
  }
  @OptionGroup var global: GlobalOptions
  @Option(name: .customLong("seconds"), help: ArgumentHelp("How long to wait.", valueName: "N"))
  var seconds = 30

  func run() async throws {
    let desk = try Desk(global)
    var left = seconds
    while true {
      do {
        try await desk.withSession { session in
          for ledger in try await session.ledgers() { _ = try await ledger.head() }
        }
        return
      } catch let error as WorkflowError where error.code == "not_found" {
        throw error
      } catch {
        guard left > 0 else { throw error }
        left -= 1
        try await Task.sleep(for: .seconds(1))
      }
    }
  }
}

struct ConfigGroup: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "config", Localised("What is in force, and from where.", ja: "設定と由来。"),
      subcommands: [ConfigPath.self, ConfigShow.self])
  }
}

struct ConfigPath: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "path", Localised("Where config.toml is looked for.", ja: "config.toml の場所。"),
      examples: [Example("ringi config path")])
  }
  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let desk = try Desk(global)
    let configuration = try Configuration.load(environment: desk.console.environment)
    let json: JSON = [
      "schema": "ringi.config-path/1", "path": .string(configuration.path),
      "exists": .bool(configuration.fileExists),
    ]
    try desk.output.show(Document(json)) { _ in SafeText.line(configuration.path) + "\n" }
  }
}

struct ConfigShow: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "show", Localised("Every setting with its origin.", ja: "すべての設定と由来。"),
      examples: [Example("ringi config show")])
  }
  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let desk = try Desk(global)
    let flags: [SettingKey: String] = desk.settings.login.map { [.login: $0] } ?? [:]
    let configuration = try Configuration.load(environment: desk.console.environment, flags: flags)
    let items = configuration.entries.map { entry -> JSON in
      [
        "name": .string(entry.name), "value": JSON(entry.value),
        "origin": .string(entry.origin.description),
      ]
    }
    let json: JSON = [
      "schema": "ringi.config/1", "private_cluster": .bool(configuration.usesPrivateCluster),
      "items": .array(items),
    ]
    let keys = ["name", "value", "origin"]
    try desk.output.show(Document(json, itemKeys: keys)) { PlainScreen.list(keys)(json, $0) }
  }
}
