import ArgumentParser
import Testing

@testable import RingiCLI

@Suite struct SettingsTests {
  private func settings(
    _ words: [String], _ environment: [String: String] = [:]
  ) throws -> Settings {
    let invocation = Invocation(words, tree: CommandTree("ringi"))
    return try GlobalOptions.parse(invocation.arguments).settings(environment: environment)
  }

  @Test func `flags come before the environment`() throws {
    let environment = [
      "RINGI_AS": "state", "RINGI_FORMAT": "csv", "RINGI_LANG": "ja", "RINGI_COLOR": "never",
    ]
    let byEnvironment = try settings([], environment)
    #expect(byEnvironment.login == "state")
    #expect(byEnvironment.format == .csv)
    #expect(byEnvironment.language == .japanese)
    #expect(byEnvironment.colour == .never)
    let byFlags = try settings(
      ["--as", "ustr", "--format", "markdown", "--lang", "en", "--color", "always"], environment)
    #expect(byFlags.login == "ustr")
    #expect(byFlags.format == .markdown)
    #expect(byFlags.language == .english)
    #expect(byFlags.colour == .always)
    #expect(try settings(["--json"], environment).format == .json)
  }

  @Test func `every option arrives`() throws {
    let out = try settings([
      "--at", "USA:17", "--zone", "Asia/Tokyo", "--ledger", "usa", "--ledger", "EPCC", "--no-pager",
      "--no-input", "-q", "-vv", "--json=ref,ref,status", "--format", "csv",
    ])
    #expect(out.at == "USA:17")
    #expect(out.zone == "Asia/Tokyo")
    #expect(out.ledgers == ["USA", "EPCC"])
    #expect(!out.usesPager && !out.mayAsk && out.isQuiet)
    #expect(out.verbosity == 2)
    #expect(out.fields == ["ref", "status"])
    #expect(out.format == .csv)
  }

  @Test(
    arguments: [
      (["--json", "--format", "csv"], [:]), (["--json=a", "--format", "table"], [:]),
      (["--json=a,,b"], [:]), ([], ["RINGI_FORMAT": "xml"]),
      ([], ["RINGI_LANG": "fr"]), ([], ["RINGI_COLOR": "yes"]),
    ] as [([String], [String: String])])
  func `contradictions are usage errors`(words: [String], environment: [String: String]) {
    let failure = #expect(throws: Failure.self) { try self.settings(words, environment) }
    #expect(failure?.status == .usage)
  }

  @Test(
    arguments: [
      (["LC_ALL": "ja_JP.UTF-8", "LANG": "en_US.UTF-8"], Language.japanese),
      (["LC_ALL": "", "LC_MESSAGES": "ja", "LANG": "C"], .japanese),
      (["LANG": "ja_JP.eucJP@x"], .japanese), (["LANG": "jam_JM"], .english), ([:], .english),
      (["LC_ALL": "C", "LANG": "ja_JP"], .english),
    ] as [([String: String], Language)])
  func `the language comes from the locale`(environment: [String: String], language: Language) {
    #expect(Language(environment: environment) == language)
  }

  @Test(
    arguments: [
      (ColourChoice.auto, true, [:], true), (.auto, false, [:], false),
      (.auto, true, ["NO_COLOR": "1"], false), (.auto, true, ["NO_COLOR": ""], true),
      (.auto, false, ["CLICOLOR_FORCE": "1"], true), (.auto, false, ["CLICOLOR_FORCE": "0"], false),
      (.auto, true, ["CLICOLOR_FORCE": "1", "NO_COLOR": "1"], false),
      (.auto, true, ["TERM": "dumb"], false), (.auto, true, ["CLICOLOR": "0"], false),
      (.always, false, ["NO_COLOR": "1", "TERM": "dumb"], true), (.never, true, [:], false),
    ] as [(ColourChoice, Bool, [String: String], Bool)])
  func `colour is where it is wanted`(
    choice: ColourChoice, isTerminal: Bool, environment: [String: String], expected: Bool
  ) {
    let facts = isTerminal ? StreamFacts.terminal(80) : .pipe
    #expect(choice.paints(facts, environment: environment) == expected)
  }

  @Test func `COLUMNS comes before the terminal, and a pipe has no width`() {
    #expect(StreamFacts.terminal(80).given(["COLUMNS": "120"]).columns == 120)
    #expect(StreamFacts.terminal(80).given(["COLUMNS": "0"]).columns == 80)
    #expect(StreamFacts.pipe.given([:]).columns == nil)
    #expect(StreamFacts.pipe.given(["COLUMNS": "100"]).columns == 100)
  }
}
