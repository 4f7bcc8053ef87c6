import ArgumentParser
import Deliberation
import Workflow

/// Brings past records into a ledger.
struct ImportCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "import",
      Localised(
        "Bring past proposals, positions and decisions into a ledger.", ja: "過去の案件・立場・決定を取り込む。"),
      examples: [
        Example("ringi import records.ndjson --ledger UNGA"),
        Example(
          "to-ndjson.py | ringi import - --ledger UNGA",
          Localised("from standard input", ja: "標準入力から")),
      ],
      details: Localised(
        "One JSON object a line; .gz is accepted. Lines that cannot be imported are put into FILE.rejected.ndjson with the reason. Run again after an interruption: it goes on where it stopped.",
        ja: "一行に一つの JSON。取り込めない行は理由とともに FILE.rejected.ndjson に残ります。中断後に再実行すると続きから再開します。"))
  }
  @OptionGroup var global: GlobalOptions
  @Argument(help: ArgumentHelp("The file, or - for standard input.", valueName: "FILE"))
  var source: String
  @Flag(
    name: .customLong("strict"),
    help: ArgumentHelp("Import nothing if one line cannot be imported (exit 1)."))
  var isStrict = false

  func run() async throws {
    let desk = try Desk(global)
    guard let ledger = desk.settings.ledgers.first else {
      throw Failure.usage("Say into which ledger: --ledger CODE.")
    }
    let meter = ProgressMeter(desk.output)
    let summary = try await desk.withSession { session in
      try await Import(
        session: session, ledger: ledger, source: ImportSource(argument: source),
        isStrict: isStrict, progress: { meter.show($0) }
      ).run()
    }
    meter.finish()
    try desk.output.show(Document(summary.json)) { ImportScreen.render(summary, $0) }
  }
}
