import Testing

@testable import RingiCLI

@Suite struct TableTests {
  @Test(arguments: [40, 60, 80, 120], Language.allCases)
  func `a list fits the screen`(width: Int, language: Language) throws {
    let screen = Screen.test(width: width, isTerminal: true, language: language)
    let text = screen.render(Items.table(screen))
    #expect(text.split(separator: "\n").allSatisfy { DisplayWidth.of($0) <= width })
    try expectSnapshot(text, "table-\(width)-\(language.rawValue)")
  }

  @Test func `in a pipe nothing is cut`() throws {
    let screen = Screen.test()
    try expectSnapshot(screen.render(Items.table(screen)), "table-pipe")
  }

  @Test func `colour changes no column`() throws {
    let screen = Screen.test(width: 80, isTerminal: true, colour: true)
    let text = screen.render(Items.table(screen))
    #expect(text.contains("\u{1B}[36mUSA-2026-0001\u{1B}[0m"))
    let plain = text.replacing(/\u{1B}\[[0-9;]*m/, with: "")
    let reference = Screen.test(width: 80, isTerminal: true)
    #expect(plain == reference.render(Items.table(reference)))
  }

  @Test func `columns align, to the right too, and cells wrap`() {
    var table = Table([
      .init("n", alignment: .right), .init("text", shrinksTo: 8, wraps: true), .init("z"),
    ])
    table.append(["7", "検討留保の期限が過ぎた", "x"])
    table.append(["12345", "", "y"])
    #expect(
      table.rendered(width: 20, paint: Paint(isOn: false)) == """
            N  TEXT        Z
            7  検討留保の  x
               期限が過ぎ
               た
        12345              y

        """)
  }

  @Test func `sheets hang their values`() {
    var sheet = Sheet()
    sheet.add("案件番号", "USA-2026-0001")
    sheet.add("Reason", "one two three four\n\nfive")
    sheet.add("Nothing", nil)
    #expect(
      sheet.rendered(width: 20, paint: Paint(isOn: false)) == """
        案件番号  USA-2026-0
                  001
        Reason    one two
                  three four

                  five

        """)
  }
}
