import ArgumentParser
import Deliberation
import Workflow

struct TopicShow: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "show", Localised("One topic, with who has which role.", ja: "議題の詳細。"),
      examples: [Example("ringi --as state topic show export-controls")])
  }
  @OptionGroup var global: GlobalOptions
  @Argument(help: help(.headingTopic)) var code: String

  func run() async throws {
    try await Desk(global).answer(human: PlainScreen.sheet) { session, moment in
      try await session.listTopics(at: moment).only("ringi.topic/1", code) {
        $0["code"]?.string == code
      }
    }
  }
}

struct TopicCreate: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "create", Localised("Open a topic in a ledger.", ja: "議題を設ける。"),
      examples: [
        Example("ringi topic create quantum --title \"Quantum\" --title-ja 量子技術 --ledger EPCC")
      ])
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var write: WriteOptions
  @Argument(help: help(.headingTopic)) var code: String
  @Option(name: .customLong("title"), help: help(.headingTitle, "TEXT")) var title: String?
  @Option(name: .customLong("title-ja"), help: help(.headingTitle, "TEXT")) var japanese: String?
  @Option(
    name: .customLong("parent"), help: ArgumentHelp("The wider topic.", valueName: "CODE"))
  var parent: String?

  func validate() throws {
    guard title != nil || japanese != nil else {
      throw ValidationError("A topic has a title: --title TEXT, --title-ja TEXT, or both.")
    }
  }

  func run() async throws {
    let desk = try Desk(global)
    let options = try desk.options(write)
    let command = OpenTopic(
      code: code, parent: parent, title: LocalizedText(en: title, ja: japanese))
    try await desk.write { session in
      try await session.administer(
        desk.settings.ledgers.first, "topic.create",
        [
          "code": .string(code), "parent": JSON(parent), "title": JSON(title),
          "title_ja": JSON(japanese),
        ], ref: code, options
      ) { _ in [.openTopic(command)] }
    }
  }
}

struct TopicClose: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "close", Localised("Close a topic: nothing new is filed on it.", ja: "議題を閉じる。"),
      examples: [
        Example("ringi topic close quantum --ledger EPCC --reason \"Merged into emerging-tech.\"")
      ])
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var write: WriteOptions
  @Argument(help: help(.headingTopic)) var code: String

  func run() async throws {
    let desk = try Desk(global)
    let options = try desk.options(write)
    try await desk.write { session in
      try await session.administer(
        desk.settings.ledgers.first, "topic.close",
        ["code": .string(code), "reason": JSON(write.reason)], ref: code, options
      ) { _ in [.closeTopic(CloseTopic(code: code, reason: write.reason))] }
    }
  }
}

struct RoleShow: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "show", Localised("The roles on one topic.", ja: "議題ごとの役割。"),
      examples: [Example("ringi --as state role show export-controls")])
  }
  @OptionGroup var global: GlobalOptions
  @Argument(help: help(.headingTopic)) var topic: String

  func run() async throws {
    try await Desk(global).answer(
      itemKeys: ["ledger", "topic", "party", "role", "from", "to", "in_force"],
      human: PlainScreen.list(["ledger", "party", "role", "from", "to", "in_force"])
    ) { session, moment in
      let answer = try await session.listRoles(topic: topic, at: moment)
      guard !answer.items.isEmpty else { throw WorkflowError.notFound(topic) }
      return answer
    }
  }
}
