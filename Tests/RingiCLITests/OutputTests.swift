import Deliberation
import Glibc
import Testing

@testable import RingiCLI

@Suite struct OutputTests {
  @Test(arguments: [OutputFormat.json, .ndjson, .csv, .markdown])
  func `a list in every format`(format: OutputFormat) async throws {
    let result = await runToy(["inbox", "--format", format.rawValue])
    #expect(result.status == 0)
    try expectSnapshot(result.out, "inbox-\(format.rawValue)")
    #expect(result.error.contains("--after USA:17") == (format != .json))
  }

  @Test func `csv on a terminal cannot move the cursor`() async {
    let result = await runToy(["inbox", "--format", "csv"], outFacts: .terminal(80, rows: 99))
    #expect(!result.out.contains("\u{1B}") && result.out.contains("\\x1b[2J"))
  }

  @Test func `one object in every flat format`() async {
    let line = await runToy(["proposal", "show", "R", "--format", "ndjson"])
    #expect(line.out.filter { $0 == "\n" }.count == 1)
    let csv = await runToy(["proposal", "show", "R", "--format", "csv"])
    #expect(csv.out == "ref,status,by,title_ja\r\nR,filed,,先端計算品目の輸出管理の整合\r\n")
    let markdown = await runToy(["proposal", "show", "R", "--json=status", "--format", "markdown"])
    #expect(markdown.out == "|  |  |\n| --- | --- |\n| status | filed |\n")
  }

  @Test func `fields are chosen, unknown ones refused`() async throws {
    let list = await runToy(["inbox", "--json=kind,ref"])
    let json = try JSON(parsing: list.out)
    #expect(json.object?.members.map(\.key) == ["schema", "as_of", "items", "truncated", "next"])
    #expect(json["items"]?.array?.first?.object?.members.map(\.key) == ["kind", "ref"])
    let csv = await runToy(["inbox", "--json=kind,ref", "--format", "csv"])
    #expect(csv.out.hasPrefix("kind,ref\r\nclear,USA-2026-0001\r\n"))
    let wrong = await runToy(["inbox", "--json=ref,titel"])
    #expect(wrong.status == 2)
    #expect(wrong.out.isEmpty)
    let error = try JSON(parsing: wrong.error)["error"]
    #expect(
      error?["hint"]?.string
        == "Did you mean 'title'? The fields are ref, title, suspense_at, overdue, kind.")
    let empty = Document(["schema": "s", "as_of": [:], "items": []], itemKeys: ["ref"])
    #expect(throws: Failure.self) { try empty.filtered(["nothing"]) }
    #expect(try empty.filtered(["ref"]).flat.keys == ["ref"])
  }

  @Test func `rows of an answer that is no list`() {
    let document = Document(
      ["schema": "s", "ref": "R", "parties": [["party": "USTR", "conditions": [1, "a"]]]],
      rows: "parties")
    #expect(document.flat.keys == ["party", "conditions"])
    #expect(CSV.row(document.flat.rows[0].map(CSV.cell)) == "USTR,\"[1,\"\"a\"\"]\"\r\n")
  }

  @Test(arguments: [
    ("=1+1", "'=1+1"), ("+81", "'+81"), ("-x", "'-x"), ("@SUM(A1)", "'@SUM(A1)"),
    ("\t=1", "'\t=1"), ("\r=1", "'\r=1"), ("＝1", "'＝1"), ("a=1", "a=1"), ("", ""), ("合議", "合議"),
  ])
  func `formulas are defused`(text: String, cell: String) {
    #expect(CSV.cell(.string(text)) == cell)
  }

  @Test func `csv quotes what needs it and nothing else`() {
    #expect(
      CSV.row(["a", "b c", "d,e", "f\"g", "h\r\ni"]) == "a,b c,\"d,e\",\"f\"\"g\",\"h\r\ni\"\r\n")
    #expect(CSV.cell(.int(-5)) == "-5")
    #expect(CSV.cell(.bool(false)) == "false")
  }

  @Test func `markdown cells cannot leave their cell`() {
    let text = Markdown.table(["a"], [["x | y\n<script>[l](u) `c` \\ *b* \u{1B}[1m"]])
    #expect(
      text == "| a |\n| --- |\n"
        + "| x \\| y<br>&lt;script&gt;\\[l\\](u) \\`c\\` \\\\ \\*b\\* \\\\x1b\\[1m |\n")
  }

  @Test func `a write prints one line`() throws {
    let out = MemorySink()
    let error = MemorySink()
    let console = Console.test(out: out, error: error, outFacts: .terminal(80))
    try Output(settings: Settings(), console: console).wrote(
      ref: "USA-2026-0001@2", json: ["ref": "USA-2026-0001"], note: "Next: ringi show")
    #expect(out.text == "USA-2026-0001@2\n")
    #expect(error.text == "Next: ringi show\n")
    try Output(settings: Settings(format: .json, isQuiet: true), console: console).wrote(
      ref: "x", json: ["ref": "USA-2026-0001"], note: "no")
    #expect(out.text.hasSuffix("\n{\"ref\":\"USA-2026-0001\"}\n"))
    #expect(error.text == "Next: ringi show\n")
  }

  @Test func `a reader who has gone is no error, a full disk is one`() async {
    let gone = await runToy(["inbox"], out: MemorySink(failing: .readerGone))
    #expect(gone.status == 0)
    #expect(!gone.error.contains("Error"))
    let full = await runToy(["inbox"], out: MemorySink(failing: .failed(errno: ENOSPC)))
    #expect(full.status == 1)
    #expect(full.error.contains("No space left on device"))
  }

  @Test(.enabled(if: access("/dev/full", W_OK) == 0, "needs /dev/full"))
  func `the system's own full device`() throws {
    let descriptor = open("/dev/full", O_WRONLY)
    defer { close(descriptor) }
    #expect(throws: OutputError.failed(errno: ENOSPC)) {
      try DescriptorSink(descriptor: descriptor).write("x")
    }
  }

  @Test func `a closed pipe`() throws {
    signal(SIGPIPE, SIG_IGN)
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    close(ends[0])
    defer { close(ends[1]) }
    #expect(throws: OutputError.readerGone) {
      try DescriptorSink(descriptor: ends[1]).write(String(repeating: "x", count: 100_000))
    }
  }

  @Test func `json escapes what a terminal would obey and changes no value`() throws {
    let json: JSON = ["t": "a\u{9B}31m\u{7F}\u{1B}[2J合議\u{202E}"]
    let line = Output.line(json)
    #expect(line == #"{"t":"a\u009b31m\u007f\u001b[2J合議"# + "\u{202E}\"}\n")
    #expect(try JSON(parsing: line) == json)
  }
}
