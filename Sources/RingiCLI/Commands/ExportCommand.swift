import ArgumentParser
import Deliberation
import Workflow

/// Writes out what ledgers hold, for other programs.
struct ExportCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "export",
      Localised("Write out what a ledger holds, for other programs.", ja: "台帳の内容を書き出す。"),
      examples: [
        Example(
          "ringi export --ledger UNGA > unga.ndjson",
          Localised("in the format that import takes back", ja: "取り込み可能な形式")),
        Example("ringi export --ledger EPCC --format csv > positions.csv"),
        Example("ringi export --ledger EPCC --cloudevents > events.ndjson"),
      ])
  }
  @OptionGroup var global: GlobalOptions
  @Flag(
    name: .customLong("cloudevents"),
    help: ArgumentHelp("The log as CloudEvents 1.0, one JSON object a line."))
  var isCloudEvents = false

  func run() async throws {
    let desk = try Desk(global)
    let format = try format(desk.settings.format)
    let moment = try desk.moment()
    let end = format == .csv ? "\r\n" : "\n"
    let summary = try await desk.withSession { session in
      try await Export(session: session, format: format, at: moment).run { row in
        try desk.output.print(row + end)
      }
    }
    let omitted = summary.omitted.sorted { $0.key < $1.key }
      .map { "\($0.value) \($0.key)" }.joined(separator: ", ")
    desk.output.notice(
      "\(summary.rows) lines"
        + (omitted.isEmpty ? "." : "; this format has no room for \(omitted)."))
  }

  private func format(_ chosen: OutputFormat) throws -> Export.Format {
    switch chosen {
    case .table, .ndjson, .json: return isCloudEvents ? .cloudevents : .ndjson
    case .csv where !isCloudEvents: return .csv
    case .csv, .markdown:
      throw Failure.usage("An export is --format ndjson, --format csv or --cloudevents.")
    }
  }
}
