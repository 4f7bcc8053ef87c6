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

/// Words of the roster's commands that stand in several of them.
enum RosterParsing {
  /// `majority:cast`: a rule and the basis of its tally.
  static func rule(_ text: String, _ desk: Desk) throws -> AppliedRule {
    let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
    guard let first = parts.first else { throw Failure.usage("--rule names no rule.") }
    let id = try desk.code(first, RuleID.self, option: "--rule")
    let basis = parts.count > 1 ? try desk.code(parts[1], TallyBasis.self, option: "--rule") : nil
    return AppliedRule(
      id: id, version: 1, params: RuleParameters(basis: basis ?? (id.countsVotes ? .cast : nil)))
  }

  static func day(_ text: String, option: String) throws -> CivilDate {
    guard let day = CivilDate(text) else {
      throw Failure.usage("\(option): '\(text)' is no day.", hint: "Write 2026-11-24.")
    }
    return day
  }

  static func createLedger(
    _ code: String, kind: LedgerKind, government: String?, homeZone: String, rule: AppliedRule?,
    _ desk: Desk
  ) async throws {
    let workspace = try desk.workspace()
    let session = Session(directory: try workspace.directory())
    do {
      try await workspace.createLedger(
        code, kind: kind, government: government, homeZone: homeZone, rule: rule, like: session)
    } catch {
      await session.close()
      throw error
    }
    await session.close()
    try desk.output.wrote(
      ref: code,
      json: ["ref": .string(code), "ref_at": nil, "unchanged": false, "receipts": []])
  }
}

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

struct AgencyGroup: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "agency", Localised("The agencies of a government.", ja: "府省庁。"),
      subcommands: [
        AgencyList.self, AgencyShow.self, AgencyAdd.self, AgencyRename.self, AgencySucceed.self,
      ])
  }
}

struct AgencyList: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "list", Localised("The agencies that you see.", ja: "府省庁の一覧。"),
      examples: [Example("ringi --as state agency list")])
  }
  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let keys = ["ledger", "code", "government", "name_en", "name_ja", "from", "to", "successor"]
    try await Desk(global).answer(itemKeys: keys, human: PlainScreen.list(keys)) {
      session, moment in
      try await session.listParties(.national, at: moment)
    }
  }
}

struct TopicGroup: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "topic", Localised("The topics of the agenda.", ja: "議題。"),
      subcommands: [TopicList.self, TopicShow.self, TopicCreate.self, TopicClose.self])
  }
}

struct TopicList: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "list", Localised("Topics, with who has which role.", ja: "議題と役割。"),
      examples: [Example("ringi --as state topic list --ledger USA")])
  }
  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let keys = ["ledger", "code", "parent", "title_en", "title_ja", "closed", "roles"]
    try await Desk(global).answer(
      itemKeys: keys, human: PlainScreen.list(["ledger", "code", "title_en", "roles"])
    ) { session, moment in
      try await session.listTopics(at: moment)
    }
  }
}

struct RoleGroup: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "role", Localised("Who leads, clears and is consulted on a topic.", ja: "議題ごとの役割。"),
      subcommands: [RoleList.self, RoleShow.self, RoleAssign.self, RoleEnd.self])
  }
}

struct RoleList: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "list", Localised("Roles now and before.", ja: "役割の一覧（過去を含む）。"),
      examples: [Example("ringi --as state role list --topic trade")])
  }
  @OptionGroup var global: GlobalOptions
  @Option(name: .customLong("topic"), help: help(.headingTopic, "CODE")) var topic: String?

  func run() async throws {
    let keys = [
      "ledger", "topic", "party", "role", "from", "to", "in_force", "basis", "reason",
      "recorded_at", "event_id",
    ]
    try await Desk(global).answer(
      itemKeys: keys,
      human: PlainScreen.list(["ledger", "topic", "party", "role", "from", "to", "in_force"])
    ) { session, moment in
      try await session.listRoles(topic: topic, at: moment)
    }
  }
}

struct RoleAssign: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "assign", Localised("Give an agency a role on a topic.", ja: "役割を定める。"),
      examples: [
        Example("ringi role assign trade USTR co_lead --ledger USA --basis EPCC-2026-D001")
      ])
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var write: WriteOptions
  @Argument(help: help(.headingTopic)) var topic: String
  @Argument(help: help(.headingParty)) var party: String
  @Argument(help: help(.headingRole)) var role: String
  @Option(name: .customLong("from"), help: help(.headingFrom, "TIME")) var from: String?
  @Option(name: .customLong("to"), help: help(.headingTo, "TIME")) var to: String?
  @Option(name: .customLong("basis"), help: help(.headingDecision, "REF")) var basis: String?

  func run() async throws {
    let desk = try Desk(global)
    let options = try desk.options(write)
    let role = try desk.code(role, Role.self, option: "the role")
    let start = try from.map { try desk.time($0, option: "--from").instant }
    let end = try to.map { try desk.time($0, option: "--to").instant }
    try await desk.write { session in
      try await session.administer(
        desk.settings.ledgers.first, "role.assign",
        [
          "topic": .string(topic), "party": .string(party), "role": .string(role.rawValue),
          "from": JSON(from), "to": JSON(to), "basis": JSON(basis), "reason": JSON(write.reason),
        ], ref: topic, options
      ) { _ in
        [
          .assignRole(
            AssignRole(
              topic: topic, party: party.uppercased(), role: role, from: start, to: end,
              basis: basis, reason: write.reason))
        ]
      }
    }
  }
}

struct RoleEnd: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "end", Localised("End an agency's role on a topic.", ja: "役割を終える。"),
      examples: [
        Example("ringi role end trade USTR --ledger USA --reason \"The interval ran out.\"")
      ])
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var write: WriteOptions
  @Argument(help: help(.headingTopic)) var topic: String
  @Argument(help: help(.headingParty)) var party: String

  func run() async throws {
    let desk = try Desk(global)
    let options = try desk.options(write)
    try await desk.write { session in
      try await session.administer(
        desk.settings.ledgers.first, "role.end",
        ["topic": .string(topic), "party": .string(party), "reason": JSON(write.reason)],
        ref: topic,
        options
      ) { _ in
        [.endRole(EndRole(topic: topic, party: party.uppercased(), reason: write.reason))]
      }
    }
  }
}

struct AppointmentGroup: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "appointment", Localised("Who holds which post.", ja: "任命。"),
      subcommands: [
        AppointmentList.self, AppointmentShow.self, AppointmentAdd.self, AppointmentEnd.self,
      ])
  }
}

struct AppointmentList: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "list", Localised("Appointments now and before.", ja: "任命の一覧（過去を含む）。"),
      examples: [Example("ringi --as state appointment list --ledger USA")])
  }
  @OptionGroup var global: GlobalOptions
  @Option(name: .customLong("login"), help: help(.headingLogin, "LOGIN")) var login: String?

  func run() async throws {
    let keys = [
      "ledger", "login", "person", "post", "level", "party", "government", "capacities", "from",
      "to", "acting", "in_force", "authority",
    ]
    try await Desk(global).answer(
      itemKeys: keys,
      human: PlainScreen.list(["ledger", "login", "post", "level", "party", "in_force"])
    ) { session, moment in
      try await session.listAppointments(login: login, at: moment)
    }
  }
}

struct AppointmentAdd: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "add", Localised("Record that a login holds a post.", ja: "任命を記録する。"),
      examples: [
        Example(
          "ringi appointment add state --ledger USA --party STATE --post \"Under Secretary\" --level under_secretary"
        )
      ])
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var write: WriteOptions
  @Argument(help: help(.headingLogin)) var login: String
  @Option(name: .customLong("party"), help: help(.headingParty, "CODE")) var party: String?
  @Option(name: .customLong("government"), help: help(.headingGovernment, "CODE")) var government:
    String?
  @Option(name: .customLong("post"), help: help(.headingPost, "TITLE")) var post: String
  @Option(name: .customLong("level"), help: help(.headingLevel, "LEVEL")) var level: String
  @Option(name: .customLong("capacity"), help: help(.capacities, "CAPACITY")) var capacities:
    [String] = []
  @Option(name: .customLong("from"), help: help(.headingFrom, "TIME")) var from: String?
  @Option(name: .customLong("to"), help: help(.headingTo, "TIME")) var to: String?
  @Flag(name: .customLong("acting"), help: ArgumentHelp("Holds it for somebody else."))
  var isActing = false

  func run() async throws {
    let desk = try Desk(global)
    let options = try desk.options(write)
    let level = try desk.code(level, Level.self, option: "--level")
    let capacities = try capacities.map { try desk.code($0, Capacity.self, option: "--capacity") }
    let start = try from.map { try desk.time($0, option: "--from").instant }
    let end = try to.map { try desk.time($0, option: "--to").instant }
    try await desk.write { session in
      try await session.administer(
        desk.settings.ledgers.first, "appointment.add",
        [
          "login": .string(login), "party": JSON(party), "post": .string(post),
          "level": .string(level.rawValue), "capacities": JSON(capacities.map(\.rawValue)),
          "from": JSON(from), "to": JSON(to), "acting": .bool(isActing),
        ], ref: login, options
      ) { now in
        [
          .recordAppointment(
            RecordAppointment(
              login: login, party: party?.uppercased(), government: government?.uppercased(),
              post: post, level: level, capacities: capacities.isEmpty ? [.officer] : capacities,
              from: start ?? now, to: end, acting: isActing))
        ]
      }
    }
  }
}

struct AppointmentEnd: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "end",
      Localised("End an appointment; `appointment list` names its authority.", ja: "任命を終える。"),
      examples: [
        Example(
          "ringi appointment end 0193b2c4-0000-4c3a-9a57-0f6f0c1d2e3f --ledger USA --reason \"New post.\""
        )
      ])
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var write: WriteOptions
  @Argument(help: help(.headingAuthority)) var authority: String

  func run() async throws {
    let desk = try Desk(global)
    let options = try desk.options(write)
    try await desk.write { session in
      try await session.administer(
        desk.settings.ledgers.first, "appointment.end",
        ["appointment": .string(authority), "reason": JSON(write.reason)], ref: authority, options
      ) { _ in
        [.endAppointment(EndAppointment(appointment: authority.lowercased(), reason: write.reason))]
      }
    }
  }
}
