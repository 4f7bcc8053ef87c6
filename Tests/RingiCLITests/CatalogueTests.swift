import Testing

@testable import RingiCLI

@Suite struct CatalogueTests {
  @Test(arguments: MessageKey.allCases)
  func `no text is missing and both have the same places`(key: MessageKey) {
    let english = Catalogue(language: .english).text(key)
    let japanese = Catalogue(language: .japanese).text(key)
    #expect(!english.isEmpty && !japanese.isEmpty)
    func places(_ text: String) -> [Substring] { text.matches(of: /\{\d\}/).map(\.output).sorted() }
    #expect(places(english) == places(japanese))
    #expect(english.utf8.allSatisfy { $0 < 0x80 })
    #expect(SafeText.line(japanese) == japanese)
  }

  @Test(arguments: [
    (Catalogue.Family.position, "study_reservation", "検討留保"), (.position, "nonconcur", "不同意"),
    (.status, "remitted", "差戻し"), (.status, "in_national_clearance", "合議中"),
    (.role, "clearing", "合議先"), (.level, "ministerial", "閣僚級"), (.stand, "no_response", "未回答"),
    (.status, "a_new_one", "a_new_one"),
  ])
  func `codes have the words of the offices`(
    family: Catalogue.Family, code: String, word: String
  ) {
    #expect(Catalogue(language: .japanese).label(family, code) == word)
  }

  @Test(arguments: [
    (
      Catalogue.Family.level,
      "desk director das assistant_secretary under_secretary ministerial leaders"
    ),
    (
      .position,
      "concur concur_comment concur_conditional study_reservation nonconcur abstain no_equity "
        + "defer_to cleared_info"
    ),
    (.role, "lead co_lead clearing consulted informed"),
    (.stand, "current stale pending no_response not_asked not_consulted late_entry"),
    (.counts, "for against neutral blocks out nothing"),
    (.objection, "open withdrawn met overruled"),
    (.nationalStatus, "not_started drafting circulating consolidated released"),
    (
      .status,
      "filed in_national_clearance tabled under_partner_review in_negotiation under_silence "
        + "decision_ready adopted adopted_with_reservations not_adopted remitted deferred withdrawn"
    ),
    (
      .blocker,
      "no_response objection_open condition_open study_reservation stale not_asked "
        + "deferral_dangling"
    ),
  ])
  func `every code of the contract has words`(family: Catalogue.Family, codes: String) {
    for code in codes.split(separator: " ") {
      #expect(MessageKey(rawValue: "\(family.rawValue).\(code)") != nil, "\(family) \(code)")
    }
  }

  @Test func `arguments are put in once`() {
    let catalogue = Catalogue(language: .english)
    #expect(catalogue.text(.unknownCommand, ["{0} {1} {"]) == "There is no command '{0} {1} {'.")
    #expect(catalogue.text(.unknownCommand) == "There is no command '{0}'.")
  }
}
