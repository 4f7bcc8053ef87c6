import ArgumentParser
import Deliberation
import Workflow

struct NationalGroup: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "national", Localised("The government's one voice.", ja: "政府の方針。"),
      subcommands: [AdoptCommand.self, NationalShowCommand.self])
  }
}

struct AdoptCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "adopt",
      Localised(
        "Adopt the national position; it is the lead's own concurrence.",
        ja: "政府の立場を決定する（主管の同意を兼ねる）。"),
      examples: [Example("ringi --as commerce national adopt USA-1@2 concur")])
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var write: WriteOptions
  @OptionGroup var terms: TermsOptions
  @Argument(help: help(.headingReference)) var reference: String
  @Argument(help: help(.headingPosition)) var code: String
  @Option(name: .customLong("level"), help: help(.headingLevel, "LEVEL")) var level: String?

  func run() async throws {
    let desk = try Desk(global)
    let options = try desk.options(write)
    let position = try terms.terms(
      try desk.code(code, PositionCode.self, option: "the position"), reason: write.reason, desk)
    let level = try level.map { try desk.code($0, Level.self, option: "--level") }
    try await desk.write { try await $0.adoptNational(reference, position, level: level, options) }
  }
}

struct NationalShowCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "show", Localised("The national position on a file.", ja: "政府の立場。"),
      examples: [Example("ringi national show USA-1")])
  }
  @OptionGroup var global: GlobalOptions
  @Argument(help: help(.headingReference)) var reference: String

  func run() async throws {
    try await Desk(global).answer(human: NationalScreen.render) { session, moment in
      try await session.showNational(reference, at: moment)
    }
  }
}

struct ReleaseGroup: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "release", Localised("Let the adopted position leave the government.", ja: "立場を相手国に送付する。"),
      examples: [
        Example(
          "ringi release check USA-1", Localised("what would leave, what stays", ja: "送付内容の確認")),
        Example("ringi --as commerce release USA-1 --to EPCC"),
      ],
      subcommands: [ReleaseCommand.self, ReleaseCheckCommand.self],
      defaultSubcommand: ReleaseCommand.self)
  }
}

struct ReleaseCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "send",
      Localised(
        "Release to a joint ledger: tables, speaks or counters, and says which.", ja: "共同台帳に送付する。"),
      examples: [Example("ringi --as commerce release USA-1 --to EPCC")])
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var write: WriteOptions
  @Argument(help: help(.headingReference)) var reference: String
  @Option(name: .customLong("to"), help: help(.headingLedger, "CODE")) var to: String?

  func run() async throws {
    let desk = try Desk(global)
    let options = try desk.options(write)
    try await desk.write { try await $0.release(reference, to: to, options) }
  }
}

struct ReleaseCheckCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "check",
      Localised("What would leave, what stays, and what stands in the way.", ja: "送付される内容と残る内容。"),
      examples: [Example("ringi --as commerce release check USA-1")])
  }
  @OptionGroup var global: GlobalOptions
  @Argument(help: help(.headingReference)) var reference: String
  @Option(name: .customLong("to"), help: help(.headingLedger, "CODE")) var to: String?

  func run() async throws {
    try await Desk(global).answer(human: ReleaseCheckScreen.render) { session, moment in
      try await session.releaseCheck(reference, to: to, at: moment)
    }
  }
}

struct ReceiptCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "receipt",
      Localised(
        "Receive a joint file: open its national file, or bring it forward.", ja: "共同案件を受領する。"),
      examples: [Example("ringi --as meti receipt EPCC-1")])
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var write: WriteOptions
  @Argument(help: help(.headingReference)) var reference: String

  func run() async throws {
    let desk = try Desk(global)
    let options = try desk.options(write)
    try await desk.write { try await $0.receive(reference, options) }
  }
}

struct DecisionGroup: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "decision", Localised("Take and read decisions.", ja: "決定。"),
      subcommands: [
        TakeCommand.self, DecisionShowCommand.self, DecisionListCommand.self, CorrectCommand.self,
        SupersedeCommand.self, LineageCommand.self,
      ])
  }
}

struct TakeCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "take", Localised("Record the decision that the rule gives.", ja: "決定を記録する。"),
      examples: [
        Example("ringi --as secretariat decision take EPCC-1 --verdict adopted --level ministerial")
      ])
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var write: WriteOptions
  @Argument(help: help(.headingReference)) var reference: String
  @Option(name: .customLong("verdict"), help: help(.headingVerdict, "VERDICT")) var verdict: String?
  @Option(name: .customLong("level"), help: help(.headingLevel, "LEVEL")) var level: String?
  @Option(name: .customLong("rule"), help: help(.headingRule, "RULE")) var rule: String?
  @Option(
    name: .customLong("statement"),
    help: ArgumentHelp("A statement for the record.", valueName: "TEXT")) var statement: String?

  func run() async throws {
    let desk = try Desk(global)
    let options = try desk.options(write)
    let verdict = try verdict.map { try desk.code($0, Verdict.self, option: "--verdict") }
    let level = try level.map { try desk.code($0, Level.self, option: "--level") }
    let rule = try rule.map { try desk.code($0, RuleID.self, option: "--rule") }
    try await desk.write {
      try await $0.takeDecision(
        reference, verdict: verdict, level: level, rule: rule, statement: statement, options)
    }
  }
}

struct DecisionShowCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "show",
      Localised("A decision: who decided, by what rule, what was counted.", ja: "決定の内容と根拠。"),
      examples: [
        Example("ringi decision show EPCC-2026-D001"), Example("ringi decision show EPCC-1"),
      ])
  }
  @OptionGroup var global: GlobalOptions
  @Argument(help: help(.headingReference)) var reference: String

  func run() async throws {
    try await Desk(global).answer(human: DecisionScreen.render) { session, moment in
      try await session.showDecision(reference, at: moment)
    }
  }
}

struct DecisionListCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "list", Localised("The decisions that you may see.", ja: "決定の一覧。"),
      examples: [Example("ringi decision list")])
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var list: ListOptions

  func run() async throws {
    try await Desk(global).answer(
      itemKeys: DecisionScreen.listKeys, human: DecisionScreen.renderList
    ) { session, moment in
      try await session.listDecisions(at: moment, page: Page(limit: list.limit, after: list.after))
    }
  }
}

struct CorrectCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "correct",
      Localised(
        "Add a clerical note to a decision; its text stays as it is.", ja: "決定に事務的な注記を加える。"),
      examples: [Example("ringi --as secretariat decision correct EPCC-2026-D001 --text note.txt")])
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var write: WriteOptions
  @Argument(help: help(.headingReference)) var reference: String
  @Option(
    name: .customLong("text"),
    help: ArgumentHelp("The note, from a file or - for standard input.", valueName: "FILE"))
  var text: String?

  func run() async throws {
    let desk = try Desk(global)
    let options = try desk.options(write)
    if let reason = write.reason, text == nil {
      return try await desk.write {
        try await $0.correctDecision(reference, annotation: reason, options)
      }
    }
    try await TextSource(settings: desk.settings, console: desk.console).withText(from: text) {
      note in
      try await desk.write { try await $0.correctDecision(reference, annotation: note, options) }
    }
  }
}

struct SupersedeCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "supersede",
      Localised("Put a later decision in the place of an earlier one.", ja: "後の決定で置き換える。"),
      examples: [
        Example(
          "ringi --as secretariat decision supersede EPCC-2026-D001 --by EPCC-2026-D002 --reason \"Scope widened.\""
        )
      ])
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var write: WriteOptions
  @Argument(help: help(.headingReference)) var reference: String
  @Option(name: .customLong("by"), help: help(.headingReference, "REF")) var later: String

  func run() async throws {
    let desk = try Desk(global)
    let options = try desk.options(write)
    try await desk.write {
      try await $0.supersedeDecision(reference, by: later, reason: write.reason, options)
    }
  }
}

struct LineageCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "lineage", Localised("What a decision superseded and what superseded it.", ja: "決定の系譜。"),
      examples: [Example("ringi decision lineage EPCC-2026-D002")])
  }
  @OptionGroup var global: GlobalOptions
  @Argument(help: help(.headingReference)) var reference: String

  func run() async throws {
    try await Desk(global).answer(human: DecisionScreen.renderLineage) { session, moment in
      try await session.showDecision(reference, at: moment)
    }
  }
}
