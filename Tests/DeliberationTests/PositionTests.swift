import Testing

@testable import Deliberation

@Suite struct PositionTests {
  @Test func objectorsConcurrenceClosesItsObjection() throws {
    let scenario = try Scenario.usa().given(.allButUstr + [Line("ustr", .say(.objection))])
    #expect(try scenario.ledger.row("USTR", usaRef).objection == .open)
    let after = try scenario.given(
      Line("commerce", .revise()), Line("ustr", .say(.init(.concurComment, comment: "了承する。"))))
    #expect(try after.ledger.row("USTR", usaRef).objection == .met)
    #expect(try after.ledger.row("STATE", usaRef).status == .stale)
  }

  @Test func abstainingDoesNotCloseAnObjection() throws {
    let scenario = try Scenario.usa().given(
      .allButUstr + [Line("ustr", .say(.objection)), Line("ustr", .say(.init(.abstain)))])
    let row = try scenario.ledger.row("USTR", usaRef)
    #expect(row.code == .abstain)
    #expect(row.objection == .open)
    #expect(row.countsAs == .blocks)
    scenario.when("commerce", .adopt()).thenRefused("national.objection_open")
  }

  @Test func withdrawingClosesTheObjectionAndLeavesNoPosition() throws {
    let scenario = try Scenario.usa().given(.allButUstr + [Line("ustr", .say(.objection))])
    let after = try scenario.when("ustr", .withdrawPosition(.init(ref: usaRef)))
      .then("PositionRecorded")
    let row = try after.ledger.row("USTR", usaRef)
    #expect(row.code == nil)
    #expect(row.objection == .withdrawn)
    #expect(row.status == .pending)
    after.when("commerce", .adopt()).thenRefused("national.no_response")
  }

  @Test func formalRevisionCarriesPositionsUntilItIsChallenged() throws {
    let scenario = try Scenario.usa().given(
      .asked + [Line("state", .say(.init(.concur))), Line("commerce", .revise(material: false))])
    #expect(try scenario.ledger.row("STATE", usaRef).status == .current)
    let challenge = Command.challengeMateriality(.init(ref: usaRef, reason: "誤字の訂正ではない。"))
    let after = try scenario.when("energy", challenge).then("MaterialityChallenged")
    #expect(try after.ledger.row("STATE", usaRef).status == .stale)
    after.when("energy", challenge).thenRefused("revision.is_material")
  }

  @Test func noEquityAndDeferralSurviveARevision() throws {
    let scenario = try Scenario.usa().given(
      .asked + [
        Line("energy", .say(.init(.noEquity))),
        Line("state", .say(.init(.deferTo, defersTo: "USTR"))),
        Line("ustr", .say(.init(.concur))), Line("commerce", .revise()),
      ])
    #expect(try scenario.ledger.row("ENERGY", usaRef).countsAs == .out)
    #expect(try scenario.ledger.row("STATE", usaRef).status == .current)
    #expect(
      try scenario.ledger.matrix(usaRef).blockers == [
        Blocker(party: "STATE", code: .deferralDangling), Blocker(party: "USTR", code: .stale),
      ])
    let after = try scenario.given(Line("ustr", .reaffirm()))
    #expect(try after.ledger.row("STATE", usaRef).countsAs == .for)
    #expect(try after.ledger.matrix(usaRef).wouldPass)
  }

  @Test func deferralMirrorsWhateverItBecomes() throws {
    let scenario = try Scenario.usa().given(
      .asked + [
        Line("energy", .say(.init(.deferTo, defersTo: "STATE"))),
        Line("state", .say(.init(.deferTo, defersTo: "USTR"))), Line("ustr", .say(.init(.concur))),
      ])
    #expect(try scenario.ledger.row("ENERGY", usaRef).countsAs == .for)
    let after = try scenario.given(Line("ustr", .say(.objection)))
    #expect(try after.ledger.row("ENERGY", usaRef).countsAs == .blocks)
    #expect(try after.ledger.row("STATE", usaRef).countsAs == .blocks)
    after.when("ustr", .say(.init(.deferTo, defersTo: "ENERGY")))
      .thenRefused("position.deferral_cycle")
    after.when("ustr", .say(.init(.deferTo, defersTo: "USTR")))
      .thenRefused("position.deferral_cycle")
  }

  @Test func deferringToTheLeadFollowsItsAdoption() throws {
    let scenario = try Scenario.usa().given(
      .asked + [
        Line("state", .say(.init(.deferTo, defersTo: "COMMERCE"))),
        Line("ustr", .say(.init(.concur))), Line("energy", .say(.init(.concur))),
      ])
    #expect(try scenario.ledger.matrix(usaRef).wouldPass)
    try scenario.when("commerce", .adopt()).then("NationalPositionAdopted")
  }

  @Test func studyReservationLapsesByTheClock() throws {
    var scenario = try Scenario.usa().given(.allButUstr + [Line("ustr", .say(.study))])
    #expect(try scenario.ledger.row("USTR", usaRef).countsAs == .blocks)
    scenario.when("commerce", .adopt()).thenRefused("national.study_reservation")
    scenario.ledger.now = reviewDate.instant
    let row = try scenario.ledger.row("USTR", usaRef)
    #expect(row.status == .noResponse)
    #expect(row.countsAs == .nothing)
    scenario.when("commerce", .adopt()).thenRefused("national.no_response")
  }

  @Test func studyReservationIsExtendedOnce() throws {
    let longer = PositionTerms(
      .studyReservation, reason: "審議が延びた。",
      reviewBy: zoned("2026-12-04T12:00:00+09:00", "Asia/Tokyo"))
    let longest = PositionTerms(
      .studyReservation, reason: "さらに延びた。",
      reviewBy: zoned("2026-12-07T12:00:00+09:00", "Asia/Tokyo"))
    let scenario = try Scenario.usa().given(
      .asked + [Line("ustr", .say(.study)), Line("ustr", .say(longer))])
    scenario.when("ustr", .say(longest)).thenRefused("position.extension_used")
    let revised = try scenario.given(Line("commerce", .revise()))
    try revised.when("ustr", .say(longest)).then("PositionRecorded")
  }

  @Test func conditionsAreClosedByWhoSetThem() throws {
    let scenario = try Scenario.usa().given(.allButUstr + [Line("ustr", .say(.conditional))])
    #expect(try scenario.ledger.row("USTR", usaRef).countsAs == .blocks)
    scenario.when("commerce", .adopt()).thenRefused("national.condition_open")
    let meet = Command.meetCondition(
      .init(ref: usaRef, party: "USTR", condition: "1", evidence: "予算は成立した。"))
    scenario.when("commerce", meet).thenRefused("authority.role")
    let after = try scenario.when("ustr", meet).then("ConditionMet")
    after.when("commerce", .adopt()).thenRefused("national.condition_open")
    after.when("ustr", meet).thenNothingHappened()
    let waived = try after.when(
      "ustr", .waiveCondition(.init(ref: usaRef, condition: "2", reason: "不要となった。"))
    ).then("ConditionWaived")
    #expect(try waived.ledger.row("USTR", usaRef).countsAs == .for)
    try waived.when("commerce", .adopt()).then("NationalPositionAdopted")
  }

  @Test func conditionalAgreementMeetsAnObjectionOnceNothingIsOpen() throws {
    let scenario = try Scenario.usa().given(
      .allButUstr + [Line("ustr", .say(.objection)), Line("ustr", .say(.conditional))])
    #expect(try scenario.ledger.row("USTR", usaRef).objection == .open)
    let after = try scenario.given(
      Line("ustr", .waiveCondition(.init(ref: usaRef, condition: "1"))),
      Line("ustr", .meetCondition(.init(ref: usaRef, condition: "2"))))
    #expect(try after.ledger.row("USTR", usaRef).objection == .met)
  }

  @Test func sayingTheSameAgainChangesNothing() throws {
    let scenario = try Scenario.usa().given(
      .asked + [Line("state", .say(.init(.concur), pinned: 1))])
    scenario.when("state", .say(.init(.concur), pinned: 1)).thenNothingHappened()
    scenario.when("state", .reaffirm()).thenNothingHappened()
    try scenario.when("state", .say(.init(.abstain))).then("PositionRecorded")
  }

  @Test func overruledObjectionDoesNotBlockNorOpenAgainOnTheSameText() throws {
    let overrule = Command.overruleObjection(
      .init(ref: usaRef, party: "USTR", reason: "国家安全保障上の必要による。"))
    let scenario = try Scenario.usa().given(.allButUstr + [Line("ustr", .say(.objection))])
    scenario.when("state", overrule).thenRefused("authority.level")
    let after = try scenario.when("nsc", overrule).then("ObjectionOverruled")
    let again = try after.given(
      Line(
        "ustr",
        .say(.init(.nonconcur, reason: "なお反対である。", remedy: "削除する。"))))
    let row = try again.ledger.row("USTR", usaRef)
    #expect(row.objection == .overruled)
    #expect(row.countsAs == .against)
    let adopted = try again.when("commerce", .adopt()).then("NationalPositionAdopted")
    #expect(adopted.ledger.state.files[usaRef]?.adoption?.dissent.map(\.party) == ["USTR"])
    let revised = try again.given(
      Line("commerce", .revise()), Line("ustr", .say(.objection)))
    #expect(try revised.ledger.row("USTR", usaRef).objection == .open)
  }

  @Test func lateEntryAfterAdoptionIsNotCounted() throws {
    let scenario = try Scenario.usa().given(
      .allButUstr + [
        Line(
          "commerce", .proceed(.init(ref: usaRef, party: "USTR", attempts: 2, reason: "再三照会した。")),
          at: afterSuspense),
        Line("commerce", .adopt()),
      ])
    let late = Line(
      "ustr", .say(.objection), effective: zoned("2026-12-07T09:00:00-05:00", "America/New_York"),
      lateReason: "電話で伝えたものを記録する。")
    let after = try scenario.when(late).then("PositionRecorded")
    let row = try after.ledger.row("USTR", usaRef)
    #expect(row.status == .lateEntry)
    #expect(row.isLate)
    #expect(row.objection == nil)
    #expect(after.ledger.state.files[usaRef]?.adoption != nil)
  }
}
