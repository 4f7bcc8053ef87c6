import Testing

@testable import RingiCLI

@Suite struct InvocationTests {
  private let tree = CommandTree(Toy.self)

  @Test(arguments: [
    ["--as", "X", "proposal", "show", "R"], ["--as=X", "proposal", "show", "R"],
    ["proposal", "--as", "X", "show", "R"], ["proposal", "show", "--as", "X", "R"],
    ["proposal", "show", "R", "--as", "X"],
  ])
  func `options stand before the noun or after it`(words: [String]) async {
    let result = await runToy(words + ["--json=ref,by"])
    #expect(result.status == 0, "\(result.error)")
    #expect(
      result.out == #"{"schema":"ringi.proposal/1","#
        + #""as_of":{"known_at":"2026-11-24T14:00:00.000000Z"},"ref":"R","by":"X"}"# + "\n")
  }

  @Test(arguments: [
    (["--json", "-qv", "--limit", "3", "inbox"], ["inbox", "--json", "-qv", "--limit", "3"]),
    (["--json=a,b", "inbox"], ["inbox", "--json-fields=a,b"]),
    (["proposal", "show", "--", "--json=a"], ["proposal", "show", "--", "--json=a"]),
    (["--title", "x", "proposal"], ["--title", "x", "proposal"]),
    (["--lang", "ja"], []), (["--lang", "ja", "proposal"], ["proposal"]),
    (["--lang", "ja", "help", "proposal"], ["help", "proposal"]),
    (["--lang", "ja", "--help"], ["--lang", "ja", "--help"]),
  ])
  func `the words are put in order`(typed: [String], expected: [String]) {
    #expect(Invocation(typed, tree: tree).arguments == expected)
  }

  @Test func `json does not swallow the reference`() async {
    let result = await runToy(["proposal", "show", "--json", "EPCC-1"])
    #expect(result.out.contains(#""ref":"EPCC-1""#))
    let before = await runToy(["--json", "proposal", "show", "EPCC-1"])
    #expect(before.out == result.out)
  }

  @Test(arguments: [
    (["fail", "x", "--json"], true), (["--json=a", "inbox"], true),
    (["--format", "ndjson", "inbox"], true), (["--format=csv", "inbox"], false),
    (["inbox", "--", "--json"], false),
  ])
  func `whether errors are for a machine is known before parsing`(words: [String], wants: Bool) {
    #expect(Invocation(words, tree: tree).wantsJSON == wants)
  }

  @Test func `the walk's own form works`() async {
    let result = await runToy(
      ["--as", "commerce", "proposal", "file", "--title", "Chips", "--text", "-"], input: "本文\n")
    #expect(result.status == 0)
    #expect(result.out == "USA-2026-0001\n")
    #expect(result.error == "Filed.\n")
  }
}
