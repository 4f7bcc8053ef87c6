import ArgumentParser
import Testing

@testable import RingiCLI

@Suite struct SpellingTests {
  @Test(arguments: [
    ("", "", 0), ("", "abc", 3), ("show", "show", 0), ("shwo", "show", 1), ("shw", "show", 1),
    ("showw", "show", 1), ("inbxo", "inbox", 1), ("ca", "abc", 3), ("合議", "合意", 1),
  ])
  func `distance`(a: String, b: String, distance: Int) {
    #expect(Spelling.distance(a, b) == distance)
    #expect(Spelling.distance(b, a) == distance)
  }

  @Test(arguments: [
    ("propsal", ["proposal"]), ("clearence", ["clearance"]), ("tm", []), ("xyzzy", []),
    ("time", ["timeline"]), ("SHOW", ["show"]), (String(repeating: "a", count: 100_000), []),
  ])
  func `what was meant`(word: String, expected: [String]) {
    let known = ["proposal", "clear", "clearance", "show", "timeline", "inbox"]
    #expect(Spelling.nearest(to: word, among: known).prefix(2) == expected.prefix(2))
  }

  @Test func `the parser's description becomes a tree`() throws {
    let tree = try #require(CommandTree(dump: Toy._dumpHelp()))
    #expect(tree.node(at: ["proposal", "file"]).options.contains("--title"))
    #expect(tree.node(at: ["proposal", "file"]).options.contains("--dry-run"))
    #expect(!tree.node(at: ["proposal", "file"]).options.contains("--json-fields"))
    #expect(tree.paths.contains(["proposal", "revise"]))
    #expect(CommandTree(dump: "no JSON") == nil)
  }
}
