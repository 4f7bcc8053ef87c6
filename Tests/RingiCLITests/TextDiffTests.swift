import Deliberation
import Testing

@testable import RingiCLI

@Suite struct TextDiffTests {
  private func marked(_ old: String, _ new: String) -> String {
    TextDiff(from: old, to: new).edits.map {
      switch $0.kind {
      case .equal: $0.text
      case .delete: "[-\($0.text)-]"
      case .insert: "{+\($0.text)+}"
      }
    }.joined()
  }

  @Test(arguments: [
    ("the quick fox", "the slow fox", "the [-quick-]{+slow+} fox"),
    ("a b c", "a x y c", "a [-b-]{+x y+} c"),
    ("輸出管理の整合", "輸出規制の整合", "輸出[-管理-]{+規制+}の整合"),
    ("条件付同意", "同意", "[-条件付-]同意"), ("", "new", "{+new+}"), ("old", "", "[-old-]"),
    ("same", "same", "same"), ("don't stop", "don't go", "don't [-stop-]{+go+}"),
    ("5. End", "5. New.\n6. End", "5. {+New.\n6. +}End"),
    ("a\nb\nc\n", "a\nb\nb\nc\n", "a\nb\n{+b\n+}c\n"),
    ("一、二、三", "一、二、二、三", "一、二、{+二、+}三"), ("a a a", "a a", "[-a -]a a"),
    ("か\u{3099}", "が", "[-か\u{3099}-]{+が+}"), ("¶4.", "¶4, new.", "¶4{+, new+}."),
  ])
  func `words and characters`(old: String, new: String, expected: String) {
    #expect(marked(old, new).utf8.elementsEqual(expected.utf8), "\(marked(old, new))")
  }

  /// A generator that is the same on every run.
  private struct Seeded: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }

  @Test(arguments: 0..<200)
  func `both texts can be had back, whatever the bound`(seed: Int) {
    var random = Seeded(state: UInt64(seed))
    let all = ["a", " ", "\n", "b", "合", "議", "word", "👩‍👩‍👧‍👦", "\r\n", ".", "か\u{3099}"]
    // Few kinds of pieces repeat much, which is where changes have many places to stand.
    let pieces = all.prefix(seed.isMultiple(of: 2) ? 3 : all.count)
    func text() -> String {
      (0..<Int.random(in: 0...60, using: &random)).map { _ in
        pieces[Int.random(in: 0..<pieces.count, using: &random)]
      }.joined()
    }
    let (old, new) = (text(), text())
    for bound in [0, 3, 2000] {
      let edits = TextDiff(from: old, to: new, bound: bound).edits
      let before = edits.filter { $0.kind != .insert }.map(\.text).joined()
      let after = edits.filter { $0.kind != .delete }.map(\.text).joined()
      #expect(before.utf8.elementsEqual(old.utf8))
      #expect(after.utf8.elementsEqual(new.utf8))
    }
  }

  @Test func `the script is the shortest`() {
    let script = Myers.script(
      Array("ABCABBA".utf8).map(Int32.init), Array("CBABAC".utf8).map(Int32.init), bound: 100)
    #expect(script?.filter { $0 != .equal }.count == 5)
    #expect(Myers.script([1], [2], bound: 1) == nil)
    #expect(Myers.script([], [], bound: 0) == [])
  }

  private let old = """
    1. The governments align their lists.
    2. Items are reviewed yearly.
    3. 両政府は輸出管理の整合を図る。
    4. Trade is not affected.
    5. End.

    """
  private var new: String {
    old.replacing("yearly", with: "twice a year").replacing("管理の整合", with: "規制の協調")
      .replacing("5. End.\n", with: "5. A trade carve-out.\n6. End.\n")
  }

  @Test func `hunks for a reader and for a machine`() throws {
    let diff = TextDiff(from: old, to: new)
    try expectSnapshot(diff.text(on: .test(), context: 0), "diff-plain")
    try expectSnapshot(diff.text(on: .test(colour: true), context: 0), "diff-colour")
    try expectSnapshot(diff.json(context: 0).pretty + "\n", "diff-json")
    #expect(diff.hunks(context: 5).count == 1)
    #expect(TextDiff(from: old, to: old).text(on: .test()).isEmpty)
    #expect(TextDiff(from: old, to: old).isEmpty)
  }

  @Test func `a text cannot colour the screen from within`() {
    let diff = TextDiff(from: "a", to: "\u{1B}[2Jb")
    #expect(!diff.text(on: .test()).contains("\u{1B}"))
  }

  @Test(.timeLimit(.minutes(1)))
  func `texts that have nothing in common end soon`() {
    let old = (0..<40_000).map { "a\($0) " }.joined()
    let new = (0..<40_000).map { "b\($0) " }.joined()
    #expect(TextDiff(from: old, to: new).edits.count == 2)
  }
}
