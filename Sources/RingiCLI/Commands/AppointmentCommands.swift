import ArgumentParser
import Deliberation
import Workflow

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
