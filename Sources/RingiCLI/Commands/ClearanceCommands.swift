import ArgumentParser
import Deliberation
import Workflow

struct ClearanceGroup: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "clearance", Localised("Ask agencies for their positions.", ja: "合議・照会。"),
      subcommands: [
        RequestCommand.self, DropCommand.self, ExtendCommand.self, NotAskedCommand.self,
        ProceedCommand.self, ClearanceListCommand.self,
      ])
  }
}

struct RequestCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "request", Localised("Ask agencies to clear a file by a suspense.", ja: "期限を定めて各省に合議する。"),
      examples: [
        Example(
          "ringi --as commerce clearance request USA-1 --agency STATE --agency USTR --suspense 2026-12-08T17:00 --zone America/New_York"
        )
      ])
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var write: WriteOptions
  @Argument(help: help(.headingReference)) var reference: String
  @Option(name: .customLong("agency"), help: help(.headingParty, "CODE")) var agencies: [String] =
    []
  @Option(name: .customLong("suspense"), help: help(.headingSuspense, "TIME")) var suspense: String
  @Option(name: .customLong("role"), help: help(.headingRole, "ROLE")) var role: String?
  @Option(name: .customLong("level"), help: help(.headingLevel, "LEVEL")) var level: String?

  func validate() throws {
    guard !agencies.isEmpty else {
      throw ValidationError("Name at least one agency: --agency CODE.")
    }
  }

  func run() async throws {
    let desk = try Desk(global)
    let options = try desk.options(write)
    let until = try desk.time(suspense, option: "--suspense")
    let role = try role.map { try desk.code($0, Role.self, option: "--role") }
    let level = try level.map { try desk.code($0, Level.self, option: "--level") }
    try await desk.write {
      try await $0.requestClearance(
        reference, agencies: agencies.map { $0.uppercased() }, role: role, suspense: until,
        level: level, reason: write.reason, options)
    }
  }
}

struct DropCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "drop", Localised("Take a request back.", ja: "合議先から外す。"),
      examples: [
        Example(
          "ringi --as commerce clearance drop USA-1 --agency ENERGY --reason \"Outside its remit.\""
        )
      ])
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var write: WriteOptions
  @Argument(help: help(.headingReference)) var reference: String
  @Option(name: .customLong("agency"), help: help(.headingParty, "CODE")) var agency: String

  func run() async throws {
    let desk = try Desk(global)
    let options = try desk.options(write)
    try await desk.write {
      try await $0.dropClearer(reference, party: agency.uppercased(), reason: write.reason, options)
    }
  }
}

struct ExtendCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "extend", Localised("Give agencies more time.", ja: "期限を延長する。"),
      examples: [
        Example(
          "ringi --as commerce clearance extend USA-1 --agency USTR --suspense 2026-12-15T17:00 --zone America/New_York --reason \"Asked for a week.\""
        )
      ])
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var write: WriteOptions
  @Argument(help: help(.headingReference)) var reference: String
  @Option(name: .customLong("agency"), help: help(.headingParty, "CODE")) var agencies: [String] =
    []
  @Option(name: .customLong("suspense"), help: help(.headingSuspense, "TIME")) var suspense: String

  func run() async throws {
    let desk = try Desk(global)
    let options = try desk.options(write)
    let until = try desk.time(suspense, option: "--suspense")
    try await desk.write {
      try await $0.extendSuspense(
        reference, parties: agencies.map { $0.uppercased() }, suspense: until,
        reason: write.reason, options)
    }
  }
}

struct NotAskedCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "not-asked",
      Localised("Record why an agency with an equity is not asked.", ja: "照会しない理由を記録する。"),
      examples: [
        Example(
          "ringi --as commerce clearance not-asked USA-1 --agency ENERGY --reason \"No energy content.\""
        )
      ])
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var write: WriteOptions
  @Argument(help: help(.headingReference)) var reference: String
  @Option(name: .customLong("agency"), help: help(.headingParty, "CODE")) var agency: String

  func run() async throws {
    let desk = try Desk(global)
    let options = try desk.options(write)
    try await desk.write {
      try await $0.recordNotConsulted(
        reference, party: agency.uppercased(), reason: write.reason, options)
    }
  }
}

struct ProceedCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "proceed", Localised("Go on without a late clearer, on record.", ja: "未回答の省庁を待たずに進める。"),
      examples: [
        Example(
          "ringi --as commerce clearance proceed USA-1 --agency ENERGY --attempts 3 --reason \"Three calls unanswered.\""
        )
      ])
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var write: WriteOptions
  @Argument(help: help(.headingReference)) var reference: String
  @Option(name: .customLong("agency"), help: help(.headingParty, "CODE")) var agency: String
  @Option(
    name: .customLong("attempts"), help: ArgumentHelp("How often it was asked.", valueName: "N"))
  var attempts = 1

  func run() async throws {
    let desk = try Desk(global)
    let options = try desk.options(write)
    try await desk.write {
      try await $0.proceed(
        reference, party: agency.uppercased(), attempts: attempts, reason: write.reason, options)
    }
  }
}

struct ClearanceListCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "list", Localised("Who was asked, when and until when.", ja: "合議先と期限の一覧。"),
      examples: [Example("ringi clearance list USA-1")])
  }
  @OptionGroup var global: GlobalOptions
  @Argument(help: help(.headingReference)) var reference: String

  func run() async throws {
    try await Desk(global).answer(itemKeys: RequestScreen.keys, human: RequestScreen.render) {
      session, moment in
      try await session.listRequests(reference, at: moment)
    }
  }
}
