import ArgumentParser
import Deliberation
import Workflow

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
