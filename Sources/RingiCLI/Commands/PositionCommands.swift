import ArgumentParser
import Deliberation
import Workflow

struct PositionGroup: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "position", Localised("Take a stand on a file.", ja: "立場の表明。"),
      subcommands: [
        RecordCommand.self, ReaffirmCommand.self, PositionWithdrawCommand.self, MatrixCommand.self,
        HistoryCommand.self,
      ])
  }
}

/// The prose and dates that a position may need.
struct TermsOptions: ParsableArguments {
  @Option(name: .customLong("remedy"), help: help(.headingRemedy, "TEXT")) var remedy: String?
  @Option(name: .customLong("comment"), help: help(.headingComment, "TEXT")) var comment: String?
  @Option(
    name: .customLong("statement"),
    help: ArgumentHelp("What may be told to the partner.", valueName: "TEXT"))
  var statement: String?
  @Option(name: .customLong("condition"), help: help(.headingConditions, "TEXT")) var conditions:
    [String] = []
  @Option(
    name: .customLong("review-by"),
    help: ArgumentHelp("Until when the matter is studied.", valueName: "TIME"))
  var reviewBy: String?
  @Option(
    name: .customLong("defer-to"),
    help: ArgumentHelp("The agency whose position is taken over.", valueName: "CODE"))
  var deferTo: String?

  func terms(_ code: PositionCode, reason: String?, _ desk: Desk) throws -> PositionTerms {
    PositionTerms(
      code, reason: reason, remedy: remedy, comment: comment, statement: statement,
      conditions: conditions,
      reviewBy: try reviewBy.map { try desk.time($0, option: "--review-by") },
      defersTo: deferTo?.uppercased())
  }
}

struct RecordCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "record", Localised("Record your agency's position on a revision.", ja: "自機関の立場を記録する。"),
      examples: [
        Example("ringi --as state position record USA-1@1 concur"),
        Example(
          "ringi --as ustr position record USA-1@1 nonconcur --reason \"Cuts across the IPEF trade pillar.\" --remedy \"Add a trade carve-out.\""
        ),
        Example("ringi --as energy position record USA-1@1 no_equity"),
      ])
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var write: WriteOptions
  @OptionGroup var terms: TermsOptions
  @Argument(help: help(.headingReference)) var reference: String
  @Argument(help: help(.headingPosition)) var code: String

  func run() async throws {
    let desk = try Desk(global)
    let options = try desk.options(write)
    var typed = code
    var terms = terms
    // `defer_to:STATE` is how the import format writes it.
    if let colon = code.firstIndex(of: ":") {
      typed = String(code[..<colon])
      terms.deferTo = String(code[code.index(after: colon)...])
    }
    let position = try terms.terms(
      try desk.code(typed, PositionCode.self, option: "the position"), reason: write.reason, desk)
    try await desk.write { try await $0.recordPosition(reference, position, options) }
  }
}

/// `position record REF concur` for several at once.
struct ClearCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "clear", Localised("Concur, on one file or several.", ja: "同意する（複数可）。"),
      examples: [
        Example("ringi --as state clear USA-1@1"),
        Example("ringi --as state clear USA-1@1 USA-2@3"),
      ])
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var write: WriteOptions
  @Argument(help: help(.headingReference)) var references: [String]

  func run() async throws {
    let desk = try Desk(global)
    let options = try desk.options(write)
    guard references.count == 1 || options.commandID == nil else {
      throw Failure.usage("--command-id belongs to one command: clear one file at a time with it.")
    }
    let written = try await desk.withSession { session in
      // All of them are decided before any is written: a refusal writes nothing anywhere.
      var trial = options
      trial.isDryRun = true
      var planned: [Written] = []
      for reference in references {
        planned.append(
          try await session.recordPosition(reference, PositionTerms(.concur), trial))
      }
      if options.isDryRun { return planned }
      var written: [Written] = []
      for reference in references {
        written.append(
          try await session.recordPosition(reference, PositionTerms(.concur), options))
      }
      return written
    }
    try desk.report(written)
  }
}

/// Objects; what is missing of reason and remedy is asked in one form.
struct ObjectCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "object",
      Localised(
        "Object to a revision: why, and what would remove the objection.", ja: "不同意とその理由・解消条件を記録する。"
      ),
      examples: [
        Example(
          "ringi --as ustr object USA-1@1", Localised("opens a form in your editor", ja: "エディタで記入")),
        Example(
          "ringi --as ustr object USA-1@1 --reason \"Cuts across the IPEF trade pillar.\" --remedy \"Add a trade carve-out.\""
        ),
      ])
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var write: WriteOptions
  @Argument(help: help(.headingReference)) var reference: String
  @Option(name: .customLong("remedy"), help: help(.headingRemedy, "TEXT")) var remedy: String?

  func run() async throws {
    let desk = try Desk(global)
    let options = try desk.options(write)
    let catalogue = desk.settings.catalogue
    let form = Form(
      reference,
      fields: [
        Form.Field(name: "reason", title: catalogue.text(.headingReason), isRequired: true),
        Form.Field(name: "remedy", title: catalogue.text(.headingRemedy), isRequired: true),
      ])
    var given: [String: String] = [:]
    given["reason"] = write.reason
    given["remedy"] = remedy
    try await form.fill(given: given, settings: desk.settings, console: desk.console) { values in
      let terms = PositionTerms(.nonconcur, reason: values["reason"], remedy: values["remedy"])
      try await desk.write { try await $0.recordPosition(reference, terms, options) }
    }
  }
}

struct ReaffirmCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "reaffirm",
      Localised("Repeat your position on the current revision.", ja: "現行案についても同じ立場であることを確認する。"),
      examples: [Example("ringi --as state position reaffirm USA-1@2")])
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var write: WriteOptions
  @Argument(help: help(.headingReference)) var reference: String

  func run() async throws {
    let desk = try Desk(global)
    let options = try desk.options(write)
    try await desk.write { try await $0.reaffirmPosition(reference, options) }
  }
}

struct PositionWithdrawCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "withdraw", Localised("Take your position back.", ja: "立場を撤回する。"),
      examples: [
        Example(
          "ringi --as ustr position withdraw USA-1@2 --reason \"Resolved between ministers.\"")
      ])
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var write: WriteOptions
  @Argument(help: help(.headingReference)) var reference: String

  func run() async throws {
    let desk = try Desk(global)
    let options = try desk.options(write)
    try await desk.write { try await $0.withdrawPosition(reference, reason: write.reason, options) }
  }
}

struct ConditionGroup: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "condition",
      Localised("Close the conditions of a conditional concurrence.", ja: "条件付同意の条件の処理。"),
      subcommands: [MeetCommand.self, WaiveCommand.self])
  }
}

struct MeetCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "meet", Localised("Hold one of your conditions to be met.", ja: "条件の充足を認める。"),
      examples: [
        Example(
          "ringi --as state condition meet USA-1 1 --reason \"Paragraph 4 has the carve-out.\"")
      ])
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var write: WriteOptions
  @Argument(help: help(.headingReference)) var reference: String
  @Argument(help: help(.headingConditions)) var condition: String
  @Option(name: .customLong("party"), help: help(.headingParty, "CODE")) var party: String?

  func run() async throws {
    let desk = try Desk(global)
    let options = try desk.options(write)
    try await desk.write {
      try await $0.meetCondition(
        reference, party: party?.uppercased(), condition: condition, evidence: write.reason, options
      )
    }
  }
}

struct WaiveCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "waive", Localised("Give one of your conditions up.", ja: "条件を放棄する。"),
      examples: [Example("ringi --as state condition waive USA-1 1 --reason \"No longer needed.\"")]
    )
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var write: WriteOptions
  @Argument(help: help(.headingReference)) var reference: String
  @Argument(help: help(.headingConditions)) var condition: String
  @Option(name: .customLong("party"), help: help(.headingParty, "CODE")) var party: String?

  func run() async throws {
    let desk = try Desk(global)
    let options = try desk.options(write)
    try await desk.write {
      try await $0.waiveCondition(
        reference, party: party?.uppercased(), condition: condition, reason: write.reason, options)
    }
  }
}

struct ObjectionGroup: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "objection", Localised("Read objections, and overrule one in writing.", ja: "不同意の一覧と裁定。"),
      subcommands: [ObjectionListCommand.self, OverruleCommand.self])
  }
}

struct ObjectionListCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "list", Localised("The objections on a file and what became of them.", ja: "不同意の一覧。"),
      examples: [Example("ringi objection list USA-1")])
  }
  @OptionGroup var global: GlobalOptions
  @Argument(help: help(.headingReference)) var reference: String

  func run() async throws {
    try await Desk(global).answer(itemKeys: ObjectionScreen.keys, human: ObjectionScreen.render) {
      session, moment in
      try await session.listObjections(reference, at: moment)
    }
  }
}

struct OverruleCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "overrule",
      Localised(
        "Overrule an open objection, from a higher level and in writing.", ja: "上位の権限で不同意を退ける。"),
      examples: [
        Example(
          "ringi --as nsc objection overrule USA-1 --party USTR --reason \"Decided by the principals.\""
        )
      ])
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var write: WriteOptions
  @Argument(help: help(.headingReference)) var reference: String
  @Option(name: .customLong("party"), help: help(.headingParty, "CODE")) var party: String

  func run() async throws {
    let desk = try Desk(global)
    let options = try desk.options(write)
    try await desk.write {
      try await $0.overruleObjection(
        reference, party: party.uppercased(), reason: write.reason, options)
    }
  }
}
