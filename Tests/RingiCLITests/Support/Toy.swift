import ArgumentParser
import Deliberation

@testable import RingiCLI

/// A small command line with the shape of the real one.
struct Toy: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "ringi", Localised("Two governments decide together.", ja: "二つの政府が共に決める。"),
      subcommands: [Proposal.self, Inbox.self, Fail.self], version: "1.2.3")
  }

  struct Proposal: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
      .described(
        "proposal", Localised("Papers.", ja: "案件。"),
        subcommands: [File.self, Show.self, Revise.self])
    }
  }

  struct File: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
      .described(
        "file", Localised("File a proposal.", ja: "案件を起案する。"),
        examples: [
          Example(
            "ringi proposal file --title 'Chips'",
            Localised("a title is enough", ja: "件名だけでよい"))
        ])
    }
    @OptionGroup var global: GlobalOptions
    @OptionGroup var write: WriteOptions
    @Option var title: String
    @Option var text: String?

    func run() async throws {
      let settings = try global.settings(environment: Console.current.environment)
      let body = try text.map { try TextSource(settings: settings).read($0) }
      try Output(settings: settings).wrote(
        ref: "USA-2026-0001",
        json: [
          "ref": "USA-2026-0001", "by": JSON(settings.login), "title": .string(title),
          "text": JSON(body), "reason": JSON(write.reason),
        ], note: "Filed.")
    }
  }

  struct Show: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
      .described("show", Localised("Show a proposal.", ja: "案件を示す。"))
    }
    @OptionGroup var global: GlobalOptions
    @Argument var reference: String

    func run() async throws {
      let settings = try global.settings(environment: Console.current.environment)
      let json: JSON = [
        "schema": "ringi.proposal/1", "as_of": ["known_at": "2026-11-24T14:00:00.000000Z"],
        "ref": .string(reference), "status": "filed", "by": JSON(settings.login),
        "title_ja": "先端計算品目の輸出管理の整合",
      ]
      try Output(settings: settings).show(Document(json)) { screen in
        var sheet = Sheet()
        sheet.add(screen.text(.headingReference), json["ref"]?.string, .reference)
        sheet.add(screen.text(.headingTitle), json["title_ja"]?.string)
        sheet.add(
          screen.text(.headingStatus), screen.catalogue.label(.status, json["status"]?.string))
        return screen.render(sheet)
      }
    }
  }

  struct Revise: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
      .described("revise", Localised("Revise.", ja: "改訂する。"))
    }
    @OptionGroup var global: GlobalOptions
    func run() async throws {}
  }

  struct Inbox: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
      .described("inbox", Localised("What waits.", ja: "処理待ち。"))
    }
    @OptionGroup var global: GlobalOptions
    @OptionGroup var list: ListOptions

    func run() async throws {
      let settings = try global.settings(environment: Console.current.environment)
      try Output(settings: settings).show(Items.document) { screen in
        screen.render(Items.table(screen))
      }
    }
  }

  struct Fail: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
      .described("fail", Localised("Fail.", ja: "失敗する。"))
    }
    @OptionGroup var global: GlobalOptions
    @Argument var code: String

    func run() async throws {
      if code == "cancel" { throw CancellationError() }
      throw Failure(
        code: code, message: "USTR objects.", causes: ["its objection of 24 November is open"],
        hint: "ringi objection list", details: ["blockers": [["party": "USTR"]]])
    }
  }
}

/// A list whose titles are Japanese, English and hostile.
enum Items {
  static let document = Document(
    [
      "schema": "ringi.inbox/1", "as_of": ["known_at": "2026-11-24T14:00:00.000000Z"],
      "items": [
        [
          "ref": "USA-2026-0001", "title": "Aligned controls on advanced computing items",
          "suspense_at": "2026-12-08T17:00:00-05:00", "overdue": false, "kind": "clear",
        ],
        [
          "ref": "JPN-2026-0001", "title": "先端計算品目の輸出管理の整合について（合議）",
          "suspense_at": nil, "overdue": true, "kind": "reaffirm",
        ],
        [
          "ref": "USA-2026-0002",
          "title": "=HYPERLINK(\"http://x\")\u{1B}[2J\u{202E}evil, \"quoted\"",
          "suspense_at": "2026-11-24T13:00:00Z", "overdue": true, "kind": "clear",
        ],
      ],
      "truncated": true, "next": "USA:17",
    ], itemKeys: ["ref", "title", "suspense_at", "overdue", "kind"])

  static func table(_ screen: Screen) -> Table {
    var table = Table([
      .init(screen.text(.headingReference)), .init(screen.text(.headingTitle), shrinksTo: 16),
      .init(screen.text(.headingSuspense)), .init(screen.text(.headingKind)),
    ])
    for item in document.items {
      table.append([
        .init(item["ref"]?.string, .reference), .init(item["title"]?.string),
        .init(
          screen.time(item["suspense_at"]?.string),
          item["overdue"]?.bool == true ? .warning : .plain),
        .init(screen.catalogue.label(.inbox, item["kind"]?.string)),
      ])
    }
    return table
  }
}

/// Runs the toy in process.
func runToy(
  _ words: [String], _ environment: [String: String] = [:], outFacts: StreamFacts = .pipe,
  errorFacts: StreamFacts = .pipe, input: String = "", out: MemorySink = MemorySink()
) async -> (status: Int32, out: String, error: String) {
  let error = MemorySink()
  let console = Console.test(
    environment, out: out, error: error, outFacts: outFacts, errorFacts: errorFacts, input: input)
  let status = await Console.$current.withValue(console) { await Runner.run(Toy.self, words) }
  return (status, out.text, error.text)
}
