import Testing

@testable import Deliberation

/// One refusal: what was said before, what is said now, and the code it meets.
struct RefusalCase: Sendable, CustomTestStringConvertible {
  var code: String
  var given: [Line]
  var when: Line

  init(_ code: String, given: [Line], when login: String, _ command: Command, at: String? = nil) {
    self.init(code, given: given, when: Line(login, command, at: at))
  }

  init(_ code: String, given: [Line], when line: Line) {
    self.code = code
    self.given = given
    when = line
  }

  var testDescription: String { "\(code) to \(when.login)" }
}

@Suite struct RefusalTests {
  static let nationalCases: [RefusalCase] = [
    RefusalCase("authority.none", given: [], when: "nobody", .file()),
    RefusalCase("authority.role", given: .asked, when: "auditor", .adopt()),
    RefusalCase("authority.role", given: [], when: "state", .file()),
    RefusalCase("authority.role", given: .asked, when: "state", .revise()),
    RefusalCase("authority.role", given: .asked, when: "ustr", .adopt()),
    RefusalCase("authority.role", given: .asked, when: "ustr", .release()),
    RefusalCase("authority.role", given: .asked, when: "founder", .say(.init(.concur))),
    RefusalCase(
      "authority.role", given: .asked, when: "state",
      .withdrawProposal(.init(ref: usaRef, reason: "撤回"))),
    RefusalCase(
      "authority.role", given: .asked + [Line("commerce", .revise(material: false))],
      when: "treasury",
      .challengeMateriality(.init(ref: usaRef, reason: "実質的である。"))),
    RefusalCase("authority.level", given: .asked, when: "state_desk", .say(.init(.concur))),
    RefusalCase("authority.level", given: .allButUstr, when: "commerce_desk", .adopt()),
    RefusalCase("authority.level", given: .allButUstr, when: "commerce", .adopt(level: .leaders)),
    RefusalCase("authority.level", given: .allButUstr, when: "commerce", .adopt(level: .das)),
    RefusalCase("authority.level", given: .allButUstr, when: "commerce_desk", .release()),
    RefusalCase(
      "authority.level",
      given: [Line("commerce", .file()), Line("commerce", .ask("STATE", level: .leaders))],
      when: "state", .say(.init(.concur))),
    RefusalCase("not_found", given: [], when: "state", .say(.init(.concur))),
    RefusalCase("not_found", given: .asked, when: "commerce", .adopt(pinned: 9)),
    RefusalCase("topic.unknown", given: [], when: "commerce", .file(topic: "未定義")),
    RefusalCase("title_missing", given: [], when: "commerce", .file(title: LocalizedText(ja: " "))),
    RefusalCase("text_missing", given: [], when: "commerce", .file(body: LocalizedText(ja: "　"))),
    RefusalCase(
      "marking.above_accreditation", given: [], when: "commerce",
      .file(body: LocalizedText(ja: "【特定秘密】\n１．両政府は…"))),
    RefusalCase("proposal.exists", given: .asked, when: "commerce", .file()),
    RefusalCase("reason_missing", given: .asked, when: "commerce", .revise(reason: nil)),
    RefusalCase(
      "revision.moved", given: .asked + [Line("commerce", .revise())], when: "state",
      .say(.init(.concur), pinned: 1)),
    RefusalCase(
      "revision.moved", given: .asked + [Line("commerce", .revise())], when: "commerce",
      .adopt(pinned: 1)),
    RefusalCase(
      "revision.moved", given: .asked + [Line("commerce", .revise())], when: "commerce",
      .revise(pinned: 1)),
    RefusalCase(
      "party.unknown", given: [Line("commerce", .file())], when: "commerce", .ask("存在しない省")),
    RefusalCase(
      "clearance.own_agency", given: [Line("commerce", .file())], when: "commerce", .ask("COMMERCE")
    ),
    RefusalCase(
      "suspense.passed", given: [Line("commerce", .file())], when: "commerce", .ask("STATE"),
      at: afterSuspense),
    RefusalCase(
      "position.not_asked", given: [Line("commerce", .file())], when: "state", .say(.init(.concur))),
    RefusalCase("position.not_asked", given: .asked, when: "treasury", .say(.init(.concur))),
    RefusalCase(
      "position.reason_missing", given: .asked, when: "ustr",
      .say(.init(.nonconcur, remedy: "削除する。"))),
    RefusalCase(
      "position.reason_missing", given: .asked, when: "ustr",
      .say(.init(.nonconcur, reason: "　\n", remedy: "削除する。"))),
    RefusalCase(
      "position.remedy_missing", given: .asked, when: "ustr",
      .say(.init(.nonconcur, reason: "反対である。"))),
    RefusalCase(
      "position.reason_missing", given: .asked, when: "ustr",
      .say(.init(.studyReservation, reviewBy: reviewDate))),
    RefusalCase(
      "position.review_by_missing", given: .asked, when: "ustr",
      .say(.init(.studyReservation, reason: "検討中。"))),
    RefusalCase(
      "position.review_by_passed", given: .asked, when: "ustr", .say(.study),
      at: "2026-12-01T03:00:00Z"),
    RefusalCase("condition.missing", given: .asked, when: "ustr", .say(.init(.concurConditional))),
    RefusalCase(
      "condition.missing", given: .asked, when: "ustr",
      .say(.init(.concurConditional, conditions: ["予算の成立", " "]))),
    RefusalCase(
      "position.comment_missing", given: .asked, when: "ustr", .say(.init(.concurComment))),
    RefusalCase("position.defers_to_missing", given: .asked, when: "ustr", .say(.init(.deferTo))),
    RefusalCase(
      "party.unknown", given: .asked, when: "ustr", .say(.init(.deferTo, defersTo: "存在しない省"))),
    RefusalCase(
      "position.none", given: .asked, when: "ustr", .withdrawPosition(.init(ref: usaRef))),
    RefusalCase("position.none", given: .asked, when: "ustr", .reaffirm()),
    RefusalCase(
      "condition.unknown", given: .asked + [Line("ustr", .say(.conditional))], when: "ustr",
      .meetCondition(.init(ref: usaRef, condition: "3"))),
    RefusalCase(
      "condition.closed",
      given: .asked + [
        Line("ustr", .say(.conditional)),
        Line("ustr", .waiveCondition(.init(ref: usaRef, condition: "1"))),
      ], when: "ustr", .meetCondition(.init(ref: usaRef, condition: "1"))),
    RefusalCase(
      "objection.none", given: .asked, when: "nsc",
      .overruleObjection(.init(ref: usaRef, party: "USTR", reason: "必要"))),
    RefusalCase(
      "reason_missing", given: .asked + [Line("ustr", .say(.objection))], when: "nsc",
      .overruleObjection(.init(ref: usaRef, party: "USTR"))),
    RefusalCase(
      "objection.open", given: .asked + [Line("ustr", .say(.objection))], when: "commerce",
      .dropClearer(.init(ref: usaRef, party: "USTR", reason: "所掌外"))),
    RefusalCase(
      "objection.open", given: .asked + [Line("ustr", .say(.objection))], when: "commerce",
      .proceed(.init(ref: usaRef, party: "USTR", attempts: 3, reason: "遅延")), at: afterSuspense),
    RefusalCase(
      "suspense.not_passed", given: .asked, when: "commerce",
      .proceed(.init(ref: usaRef, party: "USTR", attempts: 1, reason: "急ぐ"))),
    RefusalCase(
      "position.answered", given: .allButUstr, when: "commerce",
      .proceed(.init(ref: usaRef, party: "STATE", attempts: 1, reason: "急ぐ")), at: afterSuspense),
    RefusalCase(
      "reason_missing", given: .asked, when: "commerce",
      .proceed(.init(ref: usaRef, party: "USTR", attempts: 1)), at: afterSuspense),
    RefusalCase(
      "suspense.not_later", given: .asked, when: "commerce",
      .extendSuspense(
        .init(
          ref: usaRef, parties: ["STATE"],
          suspense: zoned("2026-12-07T17:00:00-05:00", "America/New_York"), reason: "延長"))),
    RefusalCase(
      "clearance.already_asked", given: .asked, when: "commerce",
      .recordNotConsulted(.init(ref: usaRef, party: "STATE", reason: "不要"))),
    RefusalCase("clearance.nobody", given: [Line("commerce", .file())], when: "commerce", .ask()),
    RefusalCase(
      "time.zone_unknown", given: [Line("commerce", .file())], when: "commerce",
      .ask("STATE", until: zoned("2026-12-08T17:00:00-05:00", "America/Nowhere"))),
    RefusalCase("national.no_response", given: .allButUstr, when: "commerce", .adopt()),
    RefusalCase(
      "national.not_asked",
      given: [
        Line("commerce", .file()), Line("commerce", .ask("STATE", "USTR")),
        Line("state", .say(.init(.concur))), Line("ustr", .say(.init(.concur))),
      ], when: "commerce", .adopt()),
    RefusalCase(
      "national.stale",
      given: .allButUstr + [Line("ustr", .say(.init(.concur))), Line("commerce", .revise())],
      when: "commerce", .adopt()),
    RefusalCase(
      "national.deferral_dangling",
      given: .allButUstr + [Line("ustr", .say(.init(.deferTo, defersTo: "TREASURY")))],
      when: "commerce", .adopt()),
    RefusalCase(
      "position.code_not_bilateral", given: .allButUstr, when: "commerce", .adopt(.init(.noEquity))),
    RefusalCase(
      "position.remedy_missing", given: .allButUstr, when: "commerce",
      .adopt(.init(.nonconcur, reason: "反対"))),
    RefusalCase("release.not_adopted", given: .asked, when: "commerce", .release()),
    RefusalCase(
      "revision.challenge_closed",
      given: .allButUstr + [
        Line("ustr", .say(.init(.concur))), Line("commerce", .revise(material: false)),
        Line("commerce", .adopt()),
      ], when: "state", .challengeMateriality(.init(ref: usaRef, reason: "実質的である。"))),
    RefusalCase(
      "proposal.withdrawn",
      given: .asked + [Line("commerce", .withdrawProposal(.init(ref: usaRef, reason: "取下げ")))],
      when: "state", .say(.init(.concur))),
    RefusalCase(
      "reason_missing", given: .asked,
      when: Line(
        "state", .say(.init(.concur)), at: "2026-11-24T15:00:00Z",
        effective: zoned("2026-11-24T09:10:00-05:00", "America/New_York"))),
    RefusalCase(
      "time.future", given: .asked,
      when: Line(
        "state", .say(.init(.concur)),
        effective: zoned("2026-11-25T09:00:00-05:00", "America/New_York"), lateReason: "予告")),
    RefusalCase(
      "status.derived", given: .asked,
      when: Line("records", .recordStatus(.init(ref: usaRef, status: .adopted)))),
    RefusalCase(
      "role.objection_open", given: .asked + [Line("ustr", .say(.objection))], when: "founder",
      .assignRole(.init(topic: "export-controls", party: "USTR", role: .informed))),
    RefusalCase(
      "role.objection_open", given: .asked + [Line("ustr", .say(.objection))], when: "founder",
      .endRole(.init(topic: "export-controls", party: "USTR", reason: "改組"))),
    RefusalCase(
      "role.lead_missing", given: [], when: "founder",
      .endRole(.init(topic: "export-controls", party: "COMMERCE", reason: "改組"))),
    RefusalCase(
      "role.none", given: [], when: "founder",
      .endRole(.init(topic: "export-controls", party: "TREASURY", reason: "改組"))),
    RefusalCase(
      "topic.exists", given: [], when: "founder",
      .openTopic(.init(code: "export-controls", title: Texts.title))),
    RefusalCase(
      "topic.closed",
      given: [Line("founder", .closeTopic(.init(code: "supply-chains", reason: "終了")))],
      when: "commerce", .file(topic: "supply-chains")),
    RefusalCase(
      "authority.none", given: [], when: "commerce",
      .closeTopic(.init(code: "supply-chains", reason: "終了"))),
    RefusalCase(
      "party.exists", given: [], when: "founder",
      .registerAgency(.init(code: "STATE", name: Texts.title))),
    RefusalCase(
      "principal.exists", given: [], when: "founder",
      .admitPrincipal(.init(login: "state", person: "別人"))),
    RefusalCase(
      "principal.unknown", given: [], when: "founder", .removePrincipal(.init(login: "誰か"))),
    RefusalCase("rules.version", given: [], when: "founder", .adoptRulesVersion(.init(version: 2))),
    RefusalCase(
      "rule.scope", given: [], when: "founder",
      .adoptRule(.init(scope: .joint, rule: .majority, version: 1, params: .init()))),
    RefusalCase("event.misplaced", given: [], when: "commerce", .table()),
    RefusalCase(
      "expunge.not_proposed", given: .asked, when: "records",
      .expungeText(.init(stream: "proposal/\(usaRef)", target: "x", basis: "個人情報保護法"))),
    RefusalCase(
      "expunge.second_officer",
      given: .asked + [
        Line(
          "records",
          .proposeExpunge(.init(stream: "proposal/\(usaRef)", target: "x", basis: "個人情報保護法")))
      ], when: "records",
      .expungeText(.init(stream: "proposal/\(usaRef)", target: "x", basis: "個人情報保護法"))),
    RefusalCase(
      "expunge.basis_missing", given: .asked, when: "records",
      .proposeExpunge(.init(stream: "proposal/\(usaRef)", target: "x", basis: " "))),
  ]

  @Test(arguments: nationalCases) func national(_ test: RefusalCase) throws {
    let scenario = try Scenario.usa().given(test.given)
    let refusal = scenario.when(test.when).thenRefused(test.code)
    #expect(refusal?.message.isEmpty == false)
  }

  static let unanimousCases: [RefusalCase] = [
    RefusalCase(
      "rule.forbids",
      given: [Line("meti", .file(jpnRef)), Line("meti", .ask("MOFA", "MIC", of: jpnRef))],
      when: "meti",
      .proceed(.init(ref: jpnRef, party: "MIC", attempts: 2, reason: "遅延")), at: afterSuspense),
    RefusalCase(
      "national.not_asked",
      given: [
        Line("meti", .file(jpnRef)), Line("meti", .ask("MOFA", of: jpnRef)),
        Line("meti", .recordNotConsulted(.init(ref: jpnRef, party: "MIC", reason: "所掌外"))),
        Line("mofa", .say(.init(.concur), on: jpnRef)),
      ], when: "meti", .adopt(of: jpnRef)),
    RefusalCase(
      "role.co_lead_cannot_be_skipped",
      given: [
        Line("meti", .file(jpnRef, topic: "supply-chains")), Line("meti", .ask("MOFA", of: jpnRef)),
      ], when: "meti", .proceed(.init(ref: jpnRef, party: "MOFA", attempts: 2, reason: "遅延")),
      at: afterSuspense),
    RefusalCase(
      "role.co_lead_cannot_be_skipped",
      given: [Line("meti", .file(jpnRef, topic: "supply-chains"))],
      when: "meti", .recordNotConsulted(.init(ref: jpnRef, party: "MOFA", reason: "不要"))),
    RefusalCase(
      "national.no_response",
      given: [
        Line("meti", .file(jpnRef, topic: "supply-chains")), Line("meti", .ask("MOFA", of: jpnRef)),
      ], when: "meti", .adopt(of: jpnRef)),
  ]

  @Test(arguments: unanimousCases) func unanimous(_ test: RefusalCase) throws {
    let scenario = try Scenario.jpn().given(test.given)
    scenario.when(test.when).thenRefused(test.code)
  }
}
