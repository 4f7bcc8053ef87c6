import ArgumentParser
import Deliberation
import Workflow

struct ForumGroup: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "forum", Localised("Forums of several governments.", ja: "多国間の会議体。"),
      subcommands: [ForumCreate.self, ForumList.self, ForumShow.self])
  }
}

struct ForumCreate: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "create",
      Localised("Make a forum: one more joint ledger with its rule.", ja: "会議体（共同台帳）を作る。"),
      examples: [Example("ringi forum create UNGA --rule majority:cast")])
  }
  @OptionGroup var global: GlobalOptions
  @Argument(help: help(.headingLedger)) var code: String
  @Option(name: .customLong("rule"), help: help(.headingRule, "RULE[:BASIS]")) var rule: String
  @Option(name: .customLong("home-zone"), help: help(.helpZone, "ZONE")) var homeZone = "UTC"

  func run() async throws {
    let desk = try Desk(global)
    try await RosterParsing.createLedger(
      code.uppercased(), kind: .joint, government: nil, homeZone: homeZone,
      rule: try RosterParsing.rule(rule, desk), desk)
  }
}

struct ForumList: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "list", Localised("The rules by which ledgers decide.", ja: "会議体と決定規則。"),
      examples: [Example("ringi forum list")])
  }
  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let keys = ["ledger", "scope", "rule", "version", "basis", "working_days"]
    try await Desk(global).answer(itemKeys: keys, human: PlainScreen.list(keys)) {
      session, moment in
      try await session.listRules(at: moment)
    }
  }
}

struct MemberGroup: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "member", Localised("The members of a forum.", ja: "会議体の構成員。"),
      subcommands: [
        MemberAdd.self, MemberList.self, MemberShow.self, MemberSucceed.self, MemberEnd.self,
      ])
  }
}

struct MemberAdd: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "add", Localised("Admit a member.", ja: "構成員を加える。"),
      examples: [Example("ringi member add UNGA JP --name Japan --name-ja 日本 --from 1956-12-18")])
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var write: WriteOptions
  @Argument(help: help(.headingLedger)) var forum: String
  @Argument(help: help(.headingParty)) var code: String
  @Option(name: .customLong("name"), help: help(.headingPerson, "NAME")) var name: String?
  @Option(name: .customLong("name-ja"), help: help(.headingPerson, "NAME")) var japanese: String?
  @Option(name: .customLong("government"), help: help(.headingGovernment, "CODE")) var government:
    String?
  @Option(name: .customLong("from"), help: help(.headingFrom, "DAY")) var from: String?
  @Option(name: .customLong("to"), help: help(.headingTo, "DAY")) var to: String?

  func run() async throws {
    let desk = try Desk(global)
    let options = try desk.options(write)
    let member = AdmitMember(
      code: code, government: government?.uppercased(),
      name: LocalizedText(en: name ?? (japanese == nil ? code : nil), ja: japanese),
      from: try from.map { try RosterParsing.day($0, option: "--from") },
      to: try to.map { try RosterParsing.day($0, option: "--to") })
    try await desk.write { session in
      try await session.administer(
        forum, "member.add",
        [
          "code": .string(code), "from": JSON(from), "to": JSON(to), "name": JSON(name),
          "name_ja": JSON(japanese),
        ],
        ref: code, options
      ) { _ in [.admitMember(member)] }
    }
  }
}

struct MemberSucceed: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "succeed", Localised("Let one member take the seat of another.", ja: "構成員の承継を記録する。"),
      examples: [Example("ringi member succeed UNGA SU RU --day 1991-12-24")])
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var write: WriteOptions
  @Argument(help: help(.headingLedger)) var forum: String
  @Argument(help: help(.headingParty)) var code: String
  @Argument(help: help(.headingParty)) var successor: String
  @Option(name: .customLong("day"), help: help(.headingWhen, "DAY")) var day: String

  func run() async throws {
    let desk = try Desk(global)
    let options = try desk.options(write)
    let at = try RosterParsing.day(day, option: "--day")
    try await desk.write { session in
      try await session.administer(
        forum, "member.succeed",
        ["code": .string(code), "successor": .string(successor), "at": .string(day)],
        ref: successor, options
      ) { _ in [.succeedMember(SucceedMember(code: code, successor: successor, at: at))] }
    }
  }
}

struct MemberList: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "list", Localised("Members of the forums that you read.", ja: "構成員の一覧。"),
      examples: [Example("ringi member list --ledger EPCC")])
  }
  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let keys = ["ledger", "code", "government", "name_en", "name_ja", "from", "to", "successor"]
    try await Desk(global).answer(itemKeys: keys, human: PlainScreen.list(keys)) {
      session, moment in
      try await session.listParties(.joint, at: moment)
    }
  }
}
