import ArgumentParser
import Deliberation
import Workflow

struct RecordGroup: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "record", Localised("Corrections of the record itself.", ja: "記録の訂正と抹消。"),
      subcommands: [RecordCorrectCommand.self, RecordExpungeCommand.self])
  }
}

struct RecordCorrectCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "correct",
      Localised("Note that an entry is wrong; the entry stays as it is.", ja: "記録に訂正の注記を加える。"),
      examples: [
        Example(
          "ringi --as usa_records record correct USA:87 --kind misattribution --reason \"USTR said it, not STATE.\""
        )
      ])
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var write: WriteOptions
  @Argument(help: ArgumentHelp("LEDGER:POSITION, or the entry's event id.")) var entry: String
  @Option(
    name: .customLong("kind"),
    help: ArgumentHelp(
      "clerical, misattribution, wrong_revision, late_entry or retraction.", valueName: "KIND"))
  var kind: String
  @Option(
    name: .customLong("text"),
    help: ArgumentHelp(
      "What should stand there, from a file or - for standard input.", valueName: "FILE"))
  var text: String?

  func run() async throws {
    let desk = try Desk(global)
    let options = try desk.options(write)
    let kind = try desk.code(kind, CorrectionKind.self, option: "--kind")
    let source = TextSource(settings: desk.settings, console: desk.console)
    let note = try text.map { try source.read($0) }
    try await desk.write {
      try await $0.correctRecord(entry, kind: kind, reason: write.reason, text: note, options)
    }
  }
}

struct RecordExpungeCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "expunge",
      Localised(
        "Destroy the text of an entry; two records officers give the same command.",
        ja: "記録の本文を抹消する（文書管理担当官二名による）。"),
      examples: [
        Example(
          "ringi --as usa_records record expunge EPCC:41 --basis \"Privacy Act, 5 U.S.C. 552a\"",
          Localised("the first officer proposes", ja: "一人目が提案する")),
        Example(
          "ringi --as jpn_records record expunge EPCC:41",
          Localised("the second one has it done", ja: "二人目が実行する")),
      ],
      details: Localised(
        """
        The facts, the hashes and every proof stay; the text and its salt are gone, and a tombstone \
        with the basis stands in their place. The old bytes remain in the server's files until the \
        operator runs VACUUM FULL ringi.payload and VACUUM FULL ringi.command, and in write-ahead \
        logs, replicas, backups and exports for as long as those are kept. A text that was released \
        stands in each ledger on its own and is expunged in each.
        """,
        ja: """
          事実・ハッシュ・証明は残り、本文とその塩だけが失われ、根拠を記した記録が代わりに残ります。運用担当者が VACUUM FULL ringi.payload と \
          VACUUM FULL ringi.command を実行するまで古い内容はサーバーのファイルに残り、WAL・複製・バックアップ・出力には保存期間中残ります。\
          送付済みの本文は台帳ごとに抹消します。
          """))
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var write: WriteOptions
  @Argument(help: ArgumentHelp("LEDGER:POSITION, or the entry's event id.")) var entry: String
  @Option(
    name: .customLong("basis"), help: ArgumentHelp("The legal basis.", valueName: "TEXT"))
  var basis: String?

  func run() async throws {
    let desk = try Desk(global)
    let options = try desk.options(write)
    try await desk.write { try await $0.expunge(entry, basis: basis, options) }
  }
}
