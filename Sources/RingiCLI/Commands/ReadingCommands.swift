import ArgumentParser
import Deliberation
import Workflow

/// What waits on the speaker.
struct InboxCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "inbox",
      Localised("What waits on you, with the command to type next.", ja: "未処理案件と、次に入力する命令。"),
      examples: [
        Example("ringi --as state inbox"),
        Example("ringi inbox --json=ref_at,kind,command"),
      ])
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var list: ListOptions

  func run() async throws {
    try await Desk(global).answer(itemKeys: InboxScreen.keys, human: InboxScreen.render) {
      session, moment in
      try await session.inbox(at: moment, page: Page(limit: list.limit, after: list.after))
    }
  }
}

/// One file as it stands.
struct ShowCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "show", Localised("One file as it stands.", ja: "案件の現状。"),
      examples: [
        Example("ringi show USA-2026-0001"), Example("ringi show EPCC-1 --at 2026-11-24T15:00:00Z"),
      ])
  }
  @OptionGroup var global: GlobalOptions
  @Argument(help: help(.headingReference)) var reference: String

  func run() async throws {
    let desk = try Desk(global)
    if Reference(reference)?.kind == .decision {
      return try await desk.answer(human: DecisionScreen.render) { session, moment in
        try await session.showDecision(reference, at: moment)
      }
    }
    try await desk.answer(human: ProposalScreen.render) { session, moment in
      try await session.showProposal(reference, at: moment)
    }
  }
}

/// The files that the reader may see.
struct ProposalListCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "list", Localised("The files that you may see.", ja: "閲覧できる案件の一覧。"),
      examples: [
        Example("ringi proposal list --topic export-controls"),
        Example("ringi proposal list --status in_national_clearance --format csv"),
      ])
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var list: ListOptions
  @Option(name: .customLong("topic"), help: help(.headingTopic, "CODE")) var topic: String?
  @Option(name: .customLong("status"), help: help(.headingStatus, "STATUS")) var status: String?
  @Option(name: .customLong("sponsor"), help: help(.headingSponsor, "PARTY")) var sponsor: String?

  func run() async throws {
    let desk = try Desk(global)
    let filter = FileFilter(
      topic: topic,
      status: try status.map { try desk.code($0, Headline.self, option: "--status").rawValue },
      sponsor: sponsor?.uppercased())
    try await desk.answer(itemKeys: ListScreen.keys, human: ListScreen.render) { session, moment in
      try await session.listProposals(
        filter, at: moment, page: Page(limit: list.limit, after: list.after))
    }
  }
}

/// Who stands where.
struct MatrixCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "matrix",
      Localised("Who stands where on a file, and what stands in the way.", ja: "各機関の立場と障害の一覧。"),
      examples: [Example("ringi matrix USA-1"), Example("ringi matrix EPCC-1 --format csv")])
  }
  @OptionGroup var global: GlobalOptions
  @Argument(help: help(.headingReference)) var reference: String

  func run() async throws {
    try await Desk(global).answer(rows: "parties", human: MatrixScreen.render) { session, moment in
      try await session.matrix(reference, at: moment)
    }
  }
}

/// Everything on record about a file.
struct TimelineCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "timeline",
      Localised(
        "Everything on record about a file, as far as you may see it.", ja: "案件の経緯（閲覧できる範囲）。"),
      examples: [
        Example("ringi timeline EPCC-1"),
        Example(
          "ringi timeline EPCC-1 --at 2026-11-24T15:00:00Z", Localised("as known then", ja: "当時の知見")
        ),
      ])
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var list: ListOptions
  @Argument(help: help(.headingReference)) var reference: String

  func run() async throws {
    try await Desk(global).answer(itemKeys: TimelineScreen.keys, human: TimelineScreen.render) {
      session, moment in
      try await session.timeline(
        reference, at: moment, page: Page(limit: list.limit, after: list.after))
    }
  }
}

/// What one party said, in order.
struct HistoryCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "history", Localised("Every position taken on a file, in order.", ja: "立場の履歴。"),
      examples: [Example("ringi position history USA-1 --party USTR")])
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var list: ListOptions
  @Argument(help: help(.headingReference)) var reference: String
  @Option(name: .customLong("party"), help: help(.headingParty, "CODE")) var party: String?

  func run() async throws {
    try await Desk(global).answer(itemKeys: TimelineScreen.keys, human: TimelineScreen.render) {
      session, moment in
      try await session.positionHistory(
        reference, party: party?.uppercased(), at: moment,
        page: Page(limit: list.limit, after: list.after))
    }
  }
}

/// What changed between two revisions.
struct DiffCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "diff",
      Localised(
        "What changed between two revisions: previous to current if left out.",
        ja: "改訂間の差分（省略時は直前と現行）。"),
      examples: [Example("ringi diff USA-1"), Example("ringi diff USA-1 1 2 --text-lang ja")])
  }
  @OptionGroup var global: GlobalOptions
  @Argument(help: help(.headingReference)) var reference: String
  @Argument(help: help(.headingFrom)) var from: Int?
  @Argument(help: help(.headingTo)) var to: Int?
  @Option(name: .customLong("text-lang"), help: help(.helpLang, "en|ja")) var textLanguage: String?

  func run() async throws {
    let desk = try Desk(global)
    let moment = try desk.moment()
    let pair = try await desk.withSession {
      try await $0.revisionPair(reference, from: from, to: to, language: textLanguage, at: moment)
    }
    let diff = TextDiff(from: pair.old, to: pair.new)
    var answer = pair.answer
    answer.body["hunks"] = diff.json()
    try desk.output.show(Document(answer.json)) { screen in
      diff.isEmpty ? "" : diff.text(on: screen)
    }
  }
}

/// Who the speaker is.
struct WhoamiCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "whoami", Localised("Who you are and what you may read.", ja: "利用者の身分と閲覧できる台帳。"),
      examples: [Example("ringi --as meti whoami")])
  }
  @OptionGroup var global: GlobalOptions

  func run() async throws {
    try await Desk(global).answer(human: WhoamiScreen.render) { session, moment in
      try await session.whoami(at: moment)
    }
  }
}
