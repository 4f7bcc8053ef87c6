import Testing

@testable import Deliberation

@Suite struct JointTests {
  static let refusals: [RefusalCase] = [
    RefusalCase("decision.position_missing", given: .tabled, when: "secretariat", .take()),
    RefusalCase("decision.position_missing", given: .tabled, when: "secretariat", .take(.deferred)),
    RefusalCase("authority.none", given: .tabled, when: "commerce", .take()),
    RefusalCase(
      "decision.stale", given: .tabled + [Line("meti", .counter())], when: "secretariat", .take()),
    RefusalCase(
      "decision.not_ready", given: .tabled + [Line("meti", .speak(.study))], when: "secretariat",
      .take()),
    RefusalCase(
      "decision.not_ready", given: .tabled + [Line("meti", .speak(.conditional))],
      when: "secretariat", .take()),
    RefusalCase(
      "decision.verdict_mismatch", given: .tabled + [Line("meti", .speak(.objection))],
      when: "secretariat", .take()),
    RefusalCase(
      "decision.verdict_mismatch", given: .tabled + [Line("meti", .speak(.init(.concur)))],
      when: "secretariat", .take(.notAdopted)),
    RefusalCase(
      "decision.verdict_mismatch", given: .tabled + [Line("meti", .speak(.init(.abstain)))],
      when: "secretariat", .take()),
    RefusalCase(
      "decision.level", given: .tabled + [Line("meti", .speak(.init(.concur), level: .das))],
      when: "secretariat", .take()),
    RefusalCase(
      "decision.level", given: .tabled + [Line("meti", .speak(.init(.concur)))],
      when: "secretariat", .take(level: .director)),
    RefusalCase(
      "decision.already_taken",
      given: .tabled + [Line("meti", .speak(.init(.concur))), Line("secretariat", .take())],
      when: "secretariat", .take(ref: "EPCC-2026-D002")),
    RefusalCase(
      "proposal.decided",
      given: .tabled + [Line("meti", .speak(.init(.concur))), Line("secretariat", .take())],
      when: "meti", .counter()),
    RefusalCase(
      "proposal.decided",
      given: .tabled + [Line("meti", .speak(.init(.concur))), Line("secretariat", .take())],
      when: "meti", .speak(.objection)),
    RefusalCase(
      "revision.moved", given: .tabled + [Line("meti", .counter())], when: "commerce",
      .speak(.init(.concur), pinned: 1)),
    RefusalCase(
      "revision.moved",
      given: .tabled + [Line("meti", .counter()), Line("commerce", .speak(.init(.concur)))],
      when: "secretariat", .take(pinned: 1)),
    RefusalCase(
      "position.code_not_bilateral", given: .tabled, when: "meti", .speak(.init(.clearedInfo))),
    RefusalCase(
      "position.remedy_missing", given: .tabled, when: "meti",
      .speak(.init(.nonconcur, reason: "受け入れられない。"))),
    RefusalCase("authority.level", given: [], when: "commerce_desk", .table()),
    RefusalCase("authority.role", given: .tabled, when: "secretariat", .speak(.init(.concur))),
    RefusalCase(
      "rule.forbids", given: .tabled + [Line("meti", .speak(.init(.concur)))], when: "secretariat",
      .takeDecision(.init(ref: decisionRef, proposal: jointRef, rule: .majority))),
    RefusalCase(
      "silence.window_too_short", given: .tabled, when: "secretariat",
      .openSilence(
        .init(ref: jointRef, until: zoned("2026-11-25T09:00:00+09:00", "Asia/Tokyo")))),
    RefusalCase(
      "silence.window_too_short", given: .tabled, when: "secretariat",
      .openSilence(
        .init(
          ref: jointRef, workingDays: 5, until: zoned("2026-11-30T09:00:00+09:00", "Asia/Tokyo")))),
    RefusalCase(
      "silence.window_missing", given: .tabled, when: "secretariat",
      .openSilence(.init(ref: jointRef))),
    RefusalCase(
      "silence.notice_missing", given: [Line("commerce", .table())], when: "secretariat",
      .openSilence(.init(ref: jointRef, workingDays: 2))),
    RefusalCase(
      "silence.adverse_position", given: .tabled + [Line("meti", .speak(.objection))],
      when: "secretariat", .openSilence(.init(ref: jointRef, workingDays: 2))),
    RefusalCase(
      "calendar.missing", given: .tabled, when: "secretariat",
      .openSilence(.init(ref: jointRef, workingDays: 400))),
    RefusalCase(
      "silence.closed", given: .tabled, when: "meti",
      .breakSilence(.init(ref: jointRef, reason: "異議がある。"))),
    RefusalCase(
      "silence.already_open",
      given: .tabled + [Line("secretariat", .openSilence(.init(ref: jointRef, workingDays: 2)))],
      when: "secretariat", .openSilence(.init(ref: jointRef, workingDays: 3))),
    RefusalCase(
      "reason_missing",
      given: .tabled + [Line("secretariat", .openSilence(.init(ref: jointRef, workingDays: 2)))],
      when: "meti", .breakSilence(.init(ref: jointRef))),
    RefusalCase(
      "decision.not_ready",
      given: .tabled + [Line("secretariat", .openSilence(.init(ref: jointRef, workingDays: 2)))],
      when: "secretariat", .take()),
    RefusalCase(
      "not_found", given: .tabled, when: "secretariat",
      .correctDecision(.init(ref: "EPCC-2026-D009", annotation: "誤記"))),
  ]

  @Test(arguments: refusals) func refused(_ test: RefusalCase) throws {
    let scenario = try Scenario.epcc().given(test.given)
    scenario.when(test.when).thenRefused(test.code)
  }

  @Test func counterTextMakesTheOtherSideStale() throws {
    let scenario = try Scenario.epcc().given(.tabled)
    let after = try scenario.when("meti", .counter()).then("RevisionFiled", "PositionRecorded")
    #expect(after.ledger.headline(jointRef) == .inNegotiation)
    #expect(try after.ledger.row("USA", jointRef).status == .stale)
    #expect(try after.ledger.row("JPN", jointRef).countsAs == .for)
    let ready = try after.given(Line("commerce", .speak(.init(.concur), pinned: 2)))
    #expect(ready.ledger.headline(jointRef) == .decisionReady)
    try ready.when("secretariat", .take()).then("DecisionTaken", "ProposalDecided")
  }

  @Test func refusedTextIsDecidedAsNotAdopted() throws {
    let scenario = try Scenario.epcc().given(.tabled + [Line("meti", .speak(.objection))])
    let after = try scenario.when("secretariat", .take(nil)).then(
      "DecisionTaken", "ProposalDecided")
    let decision = after.ledger.state.decisions[decisionRef]?.taken
    #expect(decision?.verdict == .notAdopted)
    #expect(decision?.wouldChange == [WouldChange(party: "JPN", code: .concur)])
    #expect(after.ledger.headline(jointRef) == .notAdopted)
  }

  @Test func remittedFileGoesOnWithANewText() throws {
    let scenario = try Scenario.epcc().given(
      .tabled + [Line("meti", .speak(.objection)), Line("secretariat", .take(.remitted))])
    #expect(scenario.ledger.headline(jointRef) == .remitted)
    let after = try scenario.given(
      Line("meti", .counter()), Line("commerce", .speak(.init(.concur))))
    try after.when("secretariat", .take(ref: "EPCC-2026-D002")).then(
      "DecisionTaken", "ProposalDecided")
  }

  @Test func silenceHoldsFullWorkingDaysInBothCapitals() throws {
    // Tuesday 24 November 09:00 in Washington, 23:00 in Tokyo; Thursday 26 is Thanksgiving.
    let scenario = try Scenario.epcc().given(.tabled)
    let open = Command.openSilence(.init(ref: jointRef, workingDays: 2))
    let opened = try scenario.when("secretariat", open).then("SilenceOpened")
    let silence = try #require(opened.ledger.state.files[jointRef]?.silence)
    #expect(silence.closes.rfc3339 == "2026-11-28T00:00:00-05:00")
    #expect(silence.closes.zone == "America/New_York")
    #expect(silence.notice.map(\.party) == ["JPN", "USA"])
    #expect(opened.ledger.headline(jointRef) == .underSilence)
    // Opened after midnight in Washington the first day would not be full there.
    let decided = try scenario.ledger.decide(open, by: "secretariat")
    #expect(decided.notAfter == at("2026-11-25T05:00:00Z"))
  }

  @Test func silenceLapsesIntoADecision() throws {
    var scenario = try Scenario.epcc().given(
      .tabled + [Line("secretariat", .openSilence(.init(ref: jointRef, workingDays: 2)))])
    scenario.ledger.now = at("2026-11-28T05:00:00Z")
    #expect(scenario.ledger.headline(jointRef) == .decisionReady)
    scenario.when("meti", .breakSilence(.init(ref: jointRef, reason: "遅すぎた。")))
      .thenRefused("silence.closed")
    scenario.when("meti", .speak(.objection)).thenRefused("silence.closed")
    let after = try scenario.when("secretariat", .take()).then("DecisionTaken", "ProposalDecided")
    let decision = try #require(after.ledger.state.decisions[decisionRef]?.taken)
    #expect(decision.rule.id == .silence)
    #expect(decision.silence?.silent == ["JPN"])
    #expect(decision.uncounted == [Uncounted(party: "JPN", why: "deemed_concur")])
    #expect(decision.tally.for == 2)
    #expect(decision.authority.map(\.government) == ["USA"])
  }

  @Test func adversePositionBreaksTheSilence() throws {
    let scenario = try Scenario.epcc().given(
      .tabled + [Line("secretariat", .openSilence(.init(ref: jointRef, workingDays: 2)))])
    let after = try scenario.when("meti", .speak(.objection)).then(
      "PositionRecorded", "SilenceBroken")
    #expect(after.ledger.headline(jointRef) == .inNegotiation)
    let decided = try scenario.ledger.decide(.speak(.objection), by: "meti")
    #expect(decided.notAfter == at("2026-11-28T04:59:59.999999Z"))
  }

  @Test func newTextCancelsTheSilence() throws {
    let scenario = try Scenario.epcc().given(
      .tabled + [Line("secretariat", .openSilence(.init(ref: jointRef, workingDays: 2)))])
    let after = try scenario.when("meti", .counter()).then(
      "SilenceCancelled", "RevisionFiled", "PositionRecorded")
    #expect(after.ledger.state.files[jointRef]?.silence?.isCancelled == true)
    #expect(after.ledger.headline(jointRef) == .inNegotiation)
  }

  @Test func receiptIsAcknowledgedOncePerGovernment() throws {
    let scenario = try Scenario.epcc().given(.tabled)
    scenario.when("mofa", .receive).thenNothingHappened()
    #expect(scenario.ledger.state.files[jointRef]?.notice(to: ["JPN", "USA"]).count == 2)
  }

  @Test func supersessionFormsNoCircle() throws {
    let second = "EPCC-2026-0002"
    let later = "EPCC-2026-D002"
    let scenario = try Scenario.epcc().given(
      .tabled + [
        Line("meti", .speak(.init(.concur))), Line("secretariat", .take()),
        Line("commerce", .table(ref: second)), Line("meti", .speak(.init(.concur), ref: second)),
        Line("secretariat", .takeDecision(.init(ref: later, proposal: second, verdict: .adopted))),
      ])
    let supersede = Command.supersedeDecision(
      .init(ref: decisionRef, by: later, reason: "事情の変更による。"))
    let after = try scenario.when("secretariat", supersede).then("DecisionSuperseded")
    #expect(after.ledger.state.decisions[later]?.supersedes == [decisionRef])
    after.when("secretariat", supersede).thenNothingHappened()
    after.when(
      "secretariat", .supersedeDecision(.init(ref: later, by: decisionRef, reason: "元に戻す。"))
    ).thenRefused("decision.supersession_cycle")
    after.when(
      "secretariat", .supersedeDecision(.init(ref: later, by: later, reason: "誤り。"))
    ).thenRefused("decision.supersession_cycle")
    let corrected = try after.when(
      "secretariat", .correctDecision(.init(ref: later, annotation: "法律番号を補う。"))
    ).then("DecisionCorrected")
    #expect(corrected.ledger.state.decisions[later]?.corrections.count == 1)
  }
}
