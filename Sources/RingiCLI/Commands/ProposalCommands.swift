import ArgumentParser
import Deliberation
import Workflow

struct ProposalGroup: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "proposal", Localised("File, read and revise proposals.", ja: "案件の起案・閲覧・改訂。"),
      subcommands: [
        FileCommand.self, ShowCommand.self, ProposalListCommand.self, ReviseCommand.self,
        ChallengeCommand.self, DiffCommand.self, WithdrawCommand.self,
      ])
  }
}

/// The texts of a file in both languages.
struct TextOptions: ParsableArguments {
  @Option(
    name: .customLong("text"),
    help: ArgumentHelp("The text, from a file or - for standard input.", valueName: "FILE"))
  var text: String?
  @Option(name: .customLong("text-ja"), help: ArgumentHelp("The Japanese text.", valueName: "FILE"))
  var japanese: String?
  @Option(
    name: .customLong("text-lang"),
    help: ArgumentHelp("The language of --text: en (the default) or ja.", valueName: "en|ja"))
  var language: String?

  /// The body and the language of its original.
  func read(
    _ desk: Desk, initial: String = "", body: (LocalizedText, String) async throws -> Void
  ) async throws {
    let source = TextSource(settings: desk.settings, console: desk.console)
    if text == nil, let japanese {
      return try await body(LocalizedText(ja: try source.read(japanese)), "ja")
    }
    let original = language ?? "en"
    guard ["en", "ja"].contains(original) else { throw Failure.usage("--text-lang is en or ja.") }
    let other = try japanese.map { try source.read($0) }
    guard other == nil || original == "en" else {
      throw Failure.usage("--text-ja and --text-lang ja both give the Japanese text.")
    }
    try await source.withText(from: text, initial: initial) { typed in
      var texts = LocalizedText([original: typed])
      texts.values["ja"] = other ?? texts.values["ja"]
      try await body(texts, original)
    }
  }
}

struct FileCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "file", Localised("File a proposal.", ja: "起案する。"),
      examples: [
        Example(
          "ringi --as commerce proposal file --title \"Aligned controls\" --title-ja \"輸出管理の整合\" "
            + "--topic export-controls --level ministerial --instrument joint_statement --text paper.md"
        )
      ])
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var write: WriteOptions
  @OptionGroup var texts: TextOptions
  @Option(name: .customLong("title"), help: help(.headingTitle, "TEXT")) var title: String?
  @Option(name: .customLong("title-ja"), help: help(.headingTitle, "TEXT")) var titleJapanese:
    String?
  @Option(name: .customLong("topic"), help: help(.headingTopic, "CODE")) var topics: [String] = []
  @Option(name: .customLong("level"), help: help(.headingLevel, "LEVEL")) var level: String
  @Option(name: .customLong("instrument"), help: help(.headingInstrument, "KIND")) var instrument:
    String?

  func validate() throws {
    guard title != nil || titleJapanese != nil else {
      throw ValidationError("Give a title: --title or --title-ja.")
    }
    guard !topics.isEmpty else { throw ValidationError("Give a topic: --topic CODE.") }
  }

  func run() async throws {
    let desk = try Desk(global)
    let level = try desk.code(level, Level.self, option: "--level")
    let instrument = try instrument.map {
      try desk.code($0, Instrument.self, option: "--instrument")
    }
    let options = try desk.options(write)
    try await texts.read(desk) { body, original in
      let draft = ProposalDraft(
        title: LocalizedText(en: title, ja: titleJapanese), body: body, originalLanguage: original,
        topics: topics, level: level, instrument: instrument)
      try await desk.write { try await $0.fileProposal(draft, options) }
    }
  }
}

struct ReviseCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "revise", Localised("File a new revision.", ja: "改訂する。"),
      examples: [
        Example(
          "ringi --as commerce proposal revise USA-1 --text paper2.md --material --reason \"Carve-out added to paragraph 4.\""
        ),
        Example(
          "ringi --as commerce proposal revise USA-1 --text paper3.md --not-material --reason \"誤字修正\""
        ),
      ])
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var write: WriteOptions
  @OptionGroup var texts: TextOptions
  @Argument(help: help(.headingReference)) var reference: String
  @Flag(
    name: .customLong("material"),
    help: ArgumentHelp("It changes the substance: earlier positions no longer count."))
  var isMaterial = false
  @Flag(
    name: .customLong("not-material"),
    help: ArgumentHelp("It changes the form only: positions carry over."))
  var isFormal = false

  func validate() throws {
    guard isMaterial != isFormal else {
      throw ValidationError("Say whether the change is material: --material or --not-material.")
    }
  }

  func run() async throws {
    let desk = try Desk(global)
    let options = try desk.options(write)
    try await texts.read(desk) { body, original in
      try await desk.write {
        try await $0.reviseProposal(
          reference, body: body, originalLanguage: original, isMaterial: isMaterial,
          reason: write.reason, options)
      }
    }
  }
}

struct ChallengeCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "challenge",
      Localised("Hold that a formal revision changes the substance.", ja: "形式的修正とされた改訂に異議を述べる。"),
      examples: [
        Example(
          "ringi --as ustr proposal challenge USA-1@3 --reason \"Paragraph 4 changes scope.\"")
      ])
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var write: WriteOptions
  @Argument(help: help(.headingReference)) var reference: String

  func run() async throws {
    let desk = try Desk(global)
    let options = try desk.options(write)
    try await desk.write {
      try await $0.challengeMateriality(reference, reason: write.reason, options)
    }
  }
}

struct WithdrawCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "withdraw", Localised("Take a file back.", ja: "案件を取り下げる。"),
      examples: [
        Example(
          "ringi --as commerce proposal withdraw USA-1 --reason \"Overtaken by the leaders' statement.\""
        )
      ])
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var write: WriteOptions
  @Argument(help: help(.headingReference)) var reference: String

  func run() async throws {
    let desk = try Desk(global)
    let options = try desk.options(write)
    try await desk.write { try await $0.withdrawProposal(reference, reason: write.reason, options) }
  }
}
