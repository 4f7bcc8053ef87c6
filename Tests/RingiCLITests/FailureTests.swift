import Deliberation
import Testing

@testable import RingiCLI

@Suite struct FailureTests {
  @Test(arguments: [
    ("usage", 2), ("usage.unknown_field", 2), ("not_found", 3), ("authority.none", 4),
    ("authority.level", 4), ("revision.moved", 6), ("version.conflict", 6), ("conflict", 6),
    ("time.nonexistent", 2), ("time.zone_missing", 2), ("time.future", 5), ("clock.behind", 8),
    ("server.unreachable", 8), ("verification.failed", 7), ("command.reused", 5),
    ("national.objection_open", 5), ("reason_missing", 5), ("rule.forbids", 5), ("failed", 1),
    ("output.failed", 1), ("editor.cancelled", 1), ("interrupted", 130), ("something.new", 5),
  ])
  func `each code has its status`(code: String, status: Int32) async throws {
    #expect(ExitStatus(code: code).rawValue == status)
    let result = await runToy(["fail", code, "--json"])
    #expect(result.status == status)
    #expect(result.out.isEmpty)
    let error = try #require(try JSON(parsing: result.error)["error"])
    #expect(error["code"]?.string == code)
    #expect(error["details"]?["blockers"]?.array?.count == 1)
    #expect(error["hint"]?.string == "ringi objection list")
  }

  @Test func `a person reads the sentence, the causes and the hint`() async {
    let english = await runToy(["fail", "national.objection_open"])
    #expect(
      english.error == """
        Error: USTR objects.
          its objection of 24 November is open
        Hint: ringi objection list

        """)
    let japanese = await runToy(["fail", "national.objection_open", "--lang", "ja"])
    #expect(
      japanese.error == """
        エラー: 不同意が未解決です。
          USTR objects.
          its objection of 24 November is open
        ヒント: ringi objection list

        """)
  }

  @Test func `each stream is judged alone`() async {
    let result = await runToy(["fail", "x"], errorFacts: .terminal(80))
    #expect(result.error.hasPrefix("\u{1B}[1;31mError: \u{1B}[0mUSTR objects."))
    let piped = await runToy(["fail", "x"], outFacts: .terminal(80))
    #expect(!piped.error.contains("\u{1B}"))
  }

  @Test func `hostile texts in errors stay text`() {
    let failure = Failure.notFound("\u{1B}]0;owned\u{07}\u{202E}")
    let text = failure.text(catalogue: .init(language: .english), paint: .init(isOn: false))
    #expect(text == "Error: \\x1b]0;owned\\x07\\u{202e} not found.\n")
  }

  @Test func `an interrupted command says so`() async {
    let result = await runToy(["fail", "cancel"])
    #expect(result.status == 130)
  }

  @Test(
    arguments: [
      (["proposal", "fil", "--title", "x"], "There is no command 'fil'.", "proposal file"),
      (["--as", "x", "propsal", "file"], "There is no command 'propsal'.", "proposal"),
      (["revise"], "There is no command 'revise'.", "proposal revise"),
      (["inbxo"], "There is no command 'inbxo'.", "inbox"),
      (["proposal", "show", "R", "--ledgre", "USA"], "There is no option '--ledgre'.", "--ledger"),
      (["xyzzy"], "There is no command 'xyzzy'.", nil),
    ] as [([String], String, String?)])
  func `did you mean, at any depth`(words: [String], message: String, meant: String?) async throws {
    let result = await runToy(["--json"] + words)
    #expect(result.status == 2)
    #expect(result.out.isEmpty)
    let error = try #require(try JSON(parsing: result.error)["error"])
    #expect(error["code"]?.string == "usage")
    #expect(error["message"]?.string == message)
    #expect(error["details"]?["meant"]?.string == meant)
    if let meant { #expect(error["hint"]?.string?.contains("'\(meant)'") == true) }
  }

  @Test(arguments: [
    (["proposal", "file"], "Missing expected argument '--title <title>'."),
    (["proposal", "show"], "Missing expected argument '<reference>'."),
    (["proposal", "show", "a", "b"], "Unexpected argument 'b'."),
    (["inbox", "--limit", "0"], "--limit must be at least 1."),
    (["inbox", "--limit", "x"], "The value 'x' is invalid for '--limit <N>'."),
    (
      ["inbox", "--format", "xml"],
      "The value 'xml' is invalid for '--format <FORMAT>'. Please provide one of 'table', "
        + "'json', 'ndjson', 'csv' or 'markdown'."
    ),
    (
      ["proposal", "file", "--title", "x", "--command-id", "7"],
      "--command-id takes a UUID, not '7'."
    ),
  ])
  func `the parser's own errors are ours`(words: [String], message: String) async {
    let result = await runToy(words)
    #expect(result.status == 2)
    #expect(result.error.hasPrefix("Error: \(message)\nHint: See 'ringi"), "\(result.error)")
  }

  @Test func `json without a field says so`() async {
    let result = await runToy(["inbox", "--json="])
    #expect(result.status == 2)
    #expect(
      result.error.hasPrefix(#"{"error":{"code":"usage","message":"Missing value for '--json'."#))
  }

  @Test func `help goes to stdout and opens with examples`() async throws {
    let result = await runToy(["proposal", "file", "--help"])
    #expect(result.status == 0)
    #expect(result.error.isEmpty)
    try expectSnapshot(result.out, "help-en")
    let japanese = await runToy(["--lang", "ja", "proposal", "file", "--help"])
    try expectSnapshot(japanese.out, "help-ja")
    #expect(await runToy([]).status == 0)
    #expect(await runToy(["--version"]).out == "1.2.3\n")
    #expect(await runToy(["help", "inbox"]).out.contains("What waits."))
    #expect(await runToy(["proposal"]).out.contains("SUBCOMMANDS"))
  }
}
