import ArgumentParser
import Deliberation
import Workflow

/// From when to when an answer reaches; by the time of the record.
struct IntervalOptions: ParsableArguments {
  @Option(
    name: .customLong("since"),
    help: ArgumentHelp("Recorded at or after this time; a day begins in --zone.", valueName: "TIME")
  )
  var since: String?

  func interval(_ desk: Desk, until: String? = nil) throws -> Interval {
    Interval(
      since: try since.map { try Self.instant($0, "--since", desk) },
      until: try until.map { try Self.instant($0, "--until", desk) })
  }

  private static func instant(_ text: String, _ option: String, _ desk: Desk) throws -> Timestamp {
    let isDay = CivilDate(text) != nil && desk.settings.zone != nil
    let time = try TimeArgument(
      isDay ? text + "T00:00" : text, zone: desk.settings.zone, option: option,
      lookup: ZoneAdapter.lookup)
    return Timestamp(microseconds: time.microseconds)
  }
}

extension ListOptions {
  var page: Page { Page(limit: limit, after: after) }
}

/// Every file by its state.
struct BoardCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "board",
      Localised(
        "Files by state: since when, what blocks them, what comes next.", ja: "案件の状態一覧（経過・障害・次の手順）。"
      ),
      examples: [Example("ringi --as commerce board"), Example("ringi board --live --format csv")])
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var list: ListOptions
  @Flag(name: .customLong("live"), help: ArgumentHelp("Leave out what is decided or withdrawn."))
  var isLive = false

  func run() async throws {
    try await Desk(global).answer(
      itemKeys: QuestionScreen.boardKeys, human: QuestionScreen.board
    ) { session, moment in
      try await session.board(liveOnly: isLive, at: moment, page: list.page)
    }
  }
}

/// Who decided, by what rule, and who was counted.
struct WhoDecidedCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "who-decided",
      Localised(
        "Authority, level, rule, and every position that was counted or not.",
        ja: "誰が、どの権限と規則で決定したか。"),
      examples: [
        Example("ringi who-decided EPCC-1"), Example("ringi who-decided EPCC-2026-D001 --json"),
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

/// Live files that something blocks.
struct BlockedCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "blocked",
      Localised("What is stuck, on whom, since when, and the next step.", ja: "停滞している案件と原因。"),
      examples: [Example("ringi --as commerce blocked")])
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var list: ListOptions

  func run() async throws {
    let keys =
      QuestionScreen.boardKeys.filter { $0 != "blockers" }
      + ["kind", "party", "suspense_at", "suspense_zone", "overdue"]
    try await Desk(global).answer(itemKeys: keys, human: QuestionScreen.blocked) {
      session, moment in
      try await session.blocked(at: moment, page: list.page)
    }
  }
}

/// Who was never asked, asked too late, passed over or decided without.
struct GapsCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "gaps",
      Localised(
        "Who was never asked, asked too late, passed over, or decided without.",
        ja: "照会漏れ・期限不足・回答なき決定の一覧。"),
      examples: [
        Example("ringi --as usa_auditor gaps"),
        Example("ringi --as usa_auditor gaps --notice-hours 120"),
      ])
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var list: ListOptions
  @Option(
    name: .customLong("notice-hours"),
    help: ArgumentHelp("Less between request and suspense is short notice.", valueName: "N"))
  var noticeHours = 48

  func validate() throws {
    if noticeHours < 0 { throw ValidationError("--notice-hours cannot be negative.") }
  }

  func run() async throws {
    try await Desk(global).answer(
      itemKeys: QuestionScreen.pastKeys, human: QuestionScreen.past
    ) { session, moment in
      try await session.gaps(minimumNotice: noticeHours, at: moment, page: list.page)
    }
  }
}

/// What part a party really had.
struct StandingCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "standing",
      Localised(
        "What part a party really had, with its peers beside it: partner or subordinate.",
        ja: "機関の実際の関与（他機関との比較）。"),
      examples: [
        Example("ringi --as ustr standing USTR"),
        Example(
          "ringi standing USTR --since 2026-01-01 --until 2026-12-31 --zone America/New_York"),
      ])
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var interval: IntervalOptions
  @Option(
    name: .customLong("until"), help: ArgumentHelp("Recorded before this time.", valueName: "TIME"))
  var until: String?
  @Argument(help: help(.headingParty)) var party: String

  func run() async throws {
    let desk = try Desk(global)
    let interval = try interval.interval(desk, until: until)
    try await desk.answer(human: QuestionScreen.standing) { session, moment in
      try await session.standing(party, interval, at: moment)
    }
  }
}

/// What was recorded only afterwards.
struct AfterTheFactCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "after-the-fact",
      Localised(
        "What was recorded later than it is said to have been, and what was settled meanwhile.",
        ja: "事後に記録された事項。"),
      examples: [
        Example("ringi --as usa_auditor after-the-fact"),
        Example("ringi after-the-fact --hours 24 --since 2026-11-01 --zone Asia/Tokyo"),
      ])
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var list: ListOptions
  @OptionGroup var interval: IntervalOptions
  @Option(
    name: .customLong("hours"), help: ArgumentHelp("At least so much later.", valueName: "N"))
  var hours = 0

  func run() async throws {
    let desk = try Desk(global)
    let interval = try interval.interval(desk)
    let keys =
      QuestionScreen.pastKeys + ["type", "summary", "decision", "adopted_at", "hours_late"]
    try await desk.answer(itemKeys: keys, human: QuestionScreen.late) { session, moment in
      try await session.afterTheFact(hours: hours, interval, at: moment, page: list.page)
    }
  }
}

/// Objections that a higher level overruled.
struct OverruledCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "overruled",
      Localised("Objections overruled: whose, by whom, why.", ja: "裁定により退けられた不同意。"),
      examples: [
        Example("ringi --as ustr overruled --agency USTR"),
        Example("ringi overruled --since 2026-01-01 --zone America/New_York"),
      ])
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var list: ListOptions
  @OptionGroup var interval: IntervalOptions
  @Option(name: .customLong("agency"), help: help(.headingParty, "CODE")) var agency: String?

  func run() async throws {
    let desk = try Desk(global)
    let interval = try interval.interval(desk)
    try await desk.answer(
      itemKeys: QuestionScreen.pastKeys + ["overruled_by", "level", "objection"],
      human: QuestionScreen.past
    ) { session, moment in
      try await session.overruled(
        agency: agency?.uppercased(), interval, at: moment, page: list.page)
    }
  }
}

/// Decisions by silence.
struct SilenceDecisionsCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "silence-decisions",
      Localised(
        "Decisions by silence: who was silent, and the proof that he had notice.",
        ja: "黙認手続による決定と通知の証拠。"),
      examples: [Example("ringi silence-decisions")])
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var list: ListOptions

  func run() async throws {
    let keys =
      QuestionScreen.pastKeys
      + [
        "proposal", "revision", "verdict", "opened_at", "closes_at", "closes_zone", "silent",
        "notice", "notice_event",
      ]
    try await Desk(global).answer(itemKeys: keys, human: QuestionScreen.silences) {
      session, moment in
      try await session.silenceDecisions(at: moment, page: list.page)
    }
  }
}

/// Who had which role on a topic.
struct RoleHistoryCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "role-history",
      Localised("Who led a topic when, and by what authority.", ja: "議題の役割の変遷。"),
      examples: [Example("ringi --as state role-history export-controls")])
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var list: ListOptions
  @Argument(help: help(.headingTopic)) var topic: String

  func run() async throws {
    try await Desk(global).answer(
      itemKeys: QuestionScreen.pastKeys + ["topic", "role", "from", "to", "basis", "in_force"],
      human: QuestionScreen.roles
    ) { session, moment in
      try await session.roleHistory(topic, at: moment, page: list.page)
    }
  }
}

/// What another government sees of a file.
struct ViewAsCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "view-as",
      Localised("Exactly what another government sees of a file.", ja: "相手国から見える内容。"),
      examples: [Example("ringi --as commerce view-as JPN USA-1")])
  }
  @OptionGroup var global: GlobalOptions
  @Argument(help: help(.headingGovernment)) var government: String
  @Argument(help: help(.headingReference)) var reference: String

  func run() async throws {
    try await Desk(global).answer(human: QuestionScreen.viewAs) { session, moment in
      try await session.viewAs(government, reference, at: moment)
    }
  }
}

/// Follows what comes on record.
struct WatchCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "watch",
      Localised(
        "Show what comes on record as it comes; ctrl-C ends it.", ja: "新しい記録を逐次表示する（Ctrl-C で終了）。"),
      examples: [Example("ringi watch EPCC-1"), Example("ringi --as ustr watch --json")])
  }
  @OptionGroup var global: GlobalOptions
  @Option(name: .customLong("limit"), help: help(.helpLimit, "N")) var limit: Int?
  @Argument(help: help(.headingReference)) var reference: String?

  func run() async throws {
    let desk = try Desk(global)
    guard desk.settings.at == nil else { throw Failure.usage("What comes has no --at.") }
    try await desk.withSession { session in
      try await session.watch(reference, limit: limit) { item in
        try desk.output.print(
          desk.settings.format == .table ? QuestionScreen.watched(item) : Output.line(item))
      }
    }
  }
}
