import Testing

@testable import RingiCLI

@Suite struct TextTests {
  @Test(arguments: [
    ("abc", 3), ("合議", 4), ("ｱｲ", 2), ("Ａ", 2), ("が", 2), ("か\u{3099}", 2), ("e\u{301}", 1),
    ("👩‍👩‍👧‍👦", 2), ("🇯🇵", 2), ("🇺🇸🇯🇵", 4), ("❤️", 2), ("❤", 1), ("1️⃣", 2), ("한", 2),
    ("\u{1112}\u{1161}\u{11AB}", 2),
    ("葛\u{E0100}", 2), ("\u{200D}", 0), ("…", 1), ("α", 1), ("㍻", 2), ("𠮷", 2), ("👍🏽", 2), ("—", 1),
    ("①", 1), ("☰", 2),
  ])
  func `columns of a text`(text: String, width: Int) {
    #expect(DisplayWidth.of(text) == width)
  }

  @Test(arguments: [
    ("\u{1B}[31mred", "\\x1b[31mred"), ("a\nb", "a\\nb"), ("a\tb\r", "a\\tb\\r"),
    ("\u{9B}2J", "\\x9b2J"), ("x\u{202E}y\u{2066}", "x\\u{202e}y\\u{2066}"), ("\u{0}", "\\x00"),
    ("\u{7F}", "\\x7f"), ("a\u{200B}b", "a\\u{200b}b"), ("\u{FEFF}a", "\\u{feff}a"),
    ("先端計算", "先端計算"), ("👩‍👩‍👧‍👦", "👩‍👩‍👧‍👦"), ("か\u{3099}", "か\u{3099}"), ("a\u{2028}b", "a\\u{2028}b"),
    ("\u{E0041}", "\\u{e0041}"),
  ])
  func `hostile data is shown escaped`(text: String, shown: String) {
    #expect(SafeText.line(text).utf8.elementsEqual(shown.utf8))
  }

  @Test func `lines of prose stay lines`() {
    #expect(SafeText.block("一\r\n二\n\t三\r四") == "一\n二\n    三\\r四")
  }

  @Test func `a tower of marks does not paint over its neighbours`() {
    let text = "Z" + String(repeating: "\u{301}", count: 50)
    #expect(SafeText.line(text).unicodeScalars.filter { $0 == "\u{301}" }.count == 8)
  }

  @Test(arguments: [
    ("abcdef", 6, "abcdef"), ("abcdef", 5, "abcd…"), ("先端計算品目", 7, "先端計…"),
    ("先端計算品目", 8, "先端計…"), ("👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 5, "👩‍👩‍👧‍👦👩‍👩‍👧‍👦…"), ("ab", 1, "…"), ("ab", 0, ""),
  ])
  func `cut texts fit and keep their graphemes`(text: String, width: Int, cut: String) {
    #expect(Wrap.truncated(text, width: width) == cut)
    #expect(DisplayWidth.of(Wrap.truncated(text, width: width)) <= width)
  }

  @Test(arguments: [
    ("the quick brown fox", 10, ["the quick", "brown fox"]),
    ("先端計算、品目の整合。", 10, ["先端計算、", "品目の整", "合。"]),
    ("これは「合議」です", 8, ["これは", "「合議」", "です"]), ("a\n\nb", 5, ["a", "", "b"]),
    ("abcdefghij", 4, ["abcd", "efgh", "ij"]), ("", 5, [""]),
    ("EPCC の議題 export-controls", 12, ["EPCC の議題", "export-contr", "ols"]),
  ])
  func `lines break where they may`(text: String, width: Int, lines: [String]) {
    #expect(Wrap.lines(text, width: width) == lines)
  }

  @Test(arguments: 2...40)
  func `no line is too long and nothing is lost`(width: Int) {
    let text = "合議（ごうぎ）は、clearance と訳す。「検討留保」は study reservation、👩‍👩‍👧‍👦 も数える。"
    let lines = Wrap.lines(text, width: width)
    #expect(lines.allSatisfy { DisplayWidth.of($0) <= width })
    #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
  }

  @Test(
    arguments: [
      (30, "now"), (60, "in 1 minute"), (-10_800, "3 hours ago"), (172_800, "in 2 days"),
      (-8_640_000, "3 months ago"), (69_120_000, "in 2 years"), (169_200, "in 47 hours"),
    ] as [(Int64, String)])
  func `times from now`(seconds: Int64, text: String) {
    let relative = RelativeTime(catalogue: Catalogue(language: .english))
    #expect(relative.text(seconds * 1_000_000, now: 0) == text)
  }

  @Test func `relative on a terminal, RFC 3339 in a pipe`() {
    let time = "2026-12-08T17:00:00-05:00"
    #expect(Screen.test().time(time) == time)
    #expect(Screen.test(isTerminal: true).time(time) == "in 14 days")
    #expect(Screen.test(isTerminal: true, language: .japanese).time(time) == "14日後")
    #expect(Screen.test(isTerminal: true).time(nil) == nil)
    let relative = RelativeTime(catalogue: Catalogue(language: .english))
    #expect(relative.text(.max, now: .min).hasPrefix("in "))
  }
}
