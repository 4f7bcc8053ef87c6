import ArgumentParser
import Deliberation
import Workflow

struct SilenceGroup: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "silence", Localised("Agree by silence, after notice to all.", ja: "黙認手続。"),
      subcommands: [
        SilenceOpenCommand.self, SilenceBreakCommand.self, SilenceCancelCommand.self,
        SilenceShowCommand.self,
      ])
  }
}

struct SilenceOpenCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "open",
      Localised(
        "Open a silence on a joint file: whoever does not speak until it closes agrees.",
        ja: "黙認手続を開始する。"),
      examples: [
        Example(
          "ringi --as secretariat silence open EPCC-1@1 --working-days 3",
          Localised("three full working days in both capitals", ja: "両国の三執務日")),
        Example(
          "ringi --as secretariat silence open EPCC-1 --until 2026-12-08T17:00 --zone Asia/Tokyo"),
      ])
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var write: WriteOptions
  @Argument(help: help(.headingReference)) var reference: String
  @Option(
    name: .customLong("working-days"),
    help: ArgumentHelp("Full working days in every member's capital.", valueName: "N"))
  var workingDays: Int?
  @Option(
    name: .customLong("until"), help: ArgumentHelp("When it closes.", valueName: "TIME"))
  var until: String?

  func validate() throws {
    if let workingDays, workingDays < 1 {
      throw ValidationError("--working-days must be at least 1.")
    }
    if workingDays != nil, until != nil {
      throw ValidationError("--working-days and --until say the same thing twice: give one.")
    }
  }

  func run() async throws {
    let desk = try Desk(global)
    let options = try desk.options(write)
    let time = try until.map { try desk.time($0, option: "--until") }
    try await desk.write {
      try await $0.openSilence(reference, workingDays: workingDays, until: time, options)
    }
  }
}

struct SilenceBreakCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "break", Localised("Break the silence for your government.", ja: "黙認を破る。"),
      examples: [
        Example(
          "ringi --as meti silence break EPCC-1@1 --reason \"The annex needs another week.\"")
      ])
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var write: WriteOptions
  @Argument(help: help(.headingReference)) var reference: String

  func run() async throws {
    let desk = try Desk(global)
    let options = try desk.options(write)
    try await desk.write {
      try await $0.breakSilence(reference, reason: write.reason, options)
    }
  }
}

struct SilenceCancelCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "cancel", Localised("Call the silence off.", ja: "黙認手続を取りやめる。"),
      examples: [
        Example(
          "ringi --as secretariat silence cancel EPCC-1 --reason \"Taken up at the meeting.\"")
      ])
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var write: WriteOptions
  @Argument(help: help(.headingReference)) var reference: String

  func run() async throws {
    let desk = try Desk(global)
    let options = try desk.options(write)
    try await desk.write {
      try await $0.cancelSilence(reference, reason: write.reason, options)
    }
  }
}

struct SilenceShowCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "show", Localised("Until when the silence runs, and who is silent.", ja: "黙認手続の状況。"),
      examples: [Example("ringi silence show EPCC-1")])
  }
  @OptionGroup var global: GlobalOptions
  @Argument(help: help(.headingReference)) var reference: String

  func run() async throws {
    try await Desk(global).answer(human: QuestionScreen.silence) { session, moment in
      try await session.showSilence(reference, at: moment)
    }
  }
}
