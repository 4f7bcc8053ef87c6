import Testing

@testable import Deliberation

/// The past of a General Assembly, spoken by the records capacity.
@Suite struct ImportTests {
  static let majority = AppliedRule(
    id: .majority, version: 1, params: RuleParameters(basis: .cast))

  static func assembly(_ members: [String]) throws -> Scenario {
    var ledger = TestLedger("UNGA", .joint, homeZone: "UTC", now: Forum.start)
    try ledger.appoint("records", nil, .director, [.records])
    try ledger.appoint("secretariat", nil, .director, [.secretariat])
    try ledger.run(
      .adoptRule(.init(scope: .joint, rule: .majority, version: 1, params: majority.params)),
      by: "founder")
    for (line, code) in members.enumerated() {
      try ledger.run(
        .admitMember(.init(code: code, name: LocalizedText(en: code, ja: "加盟国\(code)"))),
        by: "records", imported: Imported(source: "f00d", line: line + 1))
    }
    return Scenario(ledger: ledger)
  }

  private let day = zoned("1946-01-01T00:00:00+00:00", "UTC")

  private func imported(_ command: Command, line: Int = 9, on day: ZonedTime? = nil) -> Line {
    Line(
      "records", command, effective: day ?? self.day,
      imported: Imported(source: "f00d", line: line))
  }

  private func resolution(_ ref: String = "UNGA-2026-0001") -> Line {
    imported(
      .tableJoint(
        .init(
          ref: ref, topics: ["植民地主義"], level: .director, instrument: nil,
          title: LocalizedText(en: "R/1/66", ja: "決議"), body: LocalizedText(),
          originalLanguage: "en",
          externalRef: "RC-3", source: ["unres": "R/1/66"])))
  }

  private func vote(
    _ party: String, _ code: PositionCode, ref: String = "UNGA-2026-0001"
  ) -> Line {
    imported(.recordPosition(.init(ref: ref, terms: .init(code), onBehalfOf: party)))
  }

  private func decide(_ verdict: Verdict? = nil) -> Line {
    imported(
      .takeDecision(
        .init(
          ref: "UNGA-2026-D001", proposal: "UNGA-2026-0001", verdict: verdict, rule: .majority)))
  }

  @Test func majorityOfVotesCast() throws {
    let scenario = try Self.assembly(["USA", "JPN", "NA", "FRA", "BRA"]).given(
      [resolution()] + [
        vote("USA", .nonconcur), vote("JPN", .concur), vote("NA", .concur), vote("FRA", .abstain),
      ])
    let after = try scenario.when(decide()).then("DecisionTaken", "ProposalDecided")
    let decision = try #require(after.ledger.state.decisions["UNGA-2026-D001"]?.taken)
    #expect(decision.verdict == .adopted)
    #expect(decision.stated == false)
    #expect(decision.authority.isEmpty)
    #expect(
      decision.tally
        == Tally(
          eligible: 5, present: 4, for: 2, against: 1, abstain: 1, absent: 1, needed: 2,
          basis: .cast))
    #expect(decision.counted.map(\.party) == ["FRA", "JPN", "NA", "USA"])
    #expect(decision.uncounted == [Uncounted(party: "BRA", why: "no_response")])
    let matrix = try after.ledger.matrix("UNGA-2026-0001")
    #expect(matrix.parties.count == 5)
    #expect(matrix.parties.first { $0.party == "USA" }?.countsAs == .against)
    #expect(matrix.parties.first { $0.party == "USA" }?.reason == nil)
  }

  @Test func tieFails() throws {
    let scenario = try Self.assembly(["USA", "JPN"]).given(
      [resolution(), vote("USA", .nonconcur), vote("JPN", .concur)])
    let after = try scenario.when(decide()).then("DecisionTaken", "ProposalDecided")
    #expect(after.ledger.state.decisions["UNGA-2026-D001"]?.taken.verdict == .notAdopted)
  }

  @Test func statedVerdictThatTheRuleContradictsIsTakenAsStatedAndReported() throws {
    let scenario = try Self.assembly(["USA", "JPN"]).given(
      [resolution(), vote("USA", .concur), vote("JPN", .concur)])
    let line = decide(.notAdopted)
    let decided = try scenario.ledger.decide(
      line.command, by: "records", effective: line.effective, imported: line.imported)
    #expect(decided.notes.map(\.code) == ["decision.verdict_mismatch"])
    let after = try scenario.when(line).then("DecisionTaken", "ProposalDecided")
    #expect(after.ledger.state.decisions["UNGA-2026-D001"]?.taken.stated == true)
    #expect(after.ledger.headline("UNGA-2026-0001") == .notAdopted)
  }

  @Test func strangersAreQuarantined() throws {
    let scenario = try Self.assembly(["USA", "JPN"]).given([resolution()])
    scenario.when(vote("大西洋国", .concur)).thenRefused("member.unknown")
  }

  @Test func reservationStillNeedsItsDate() throws {
    let scenario = try Self.assembly(["USA", "JPN"]).given([resolution()])
    scenario.when(vote("USA", .studyReservation)).thenRefused("position.review_by_missing")
  }

  @Test func voteAfterTheDecisionIsALateEntry() throws {
    let scenario = try Self.assembly(["USA", "JPN"]).given(
      [resolution(), vote("USA", .concur), decide()])
    let after = try scenario.when(vote("JPN", .nonconcur)).then("PositionRecorded")
    let row = try after.ledger.row("JPN", "UNGA-2026-0001")
    #expect(row.status == .lateEntry)
    #expect(after.ledger.state.decisions["UNGA-2026-D001"]?.taken.tally.against == 0)
  }

  @Test func importNeedsTheRecordsCapacity() throws {
    let scenario = try Self.assembly(["USA", "JPN"]).given([resolution()])
    var line = vote("USA", .concur)
    line.login = "secretariat"
    scenario.when(line).thenRefused("authority.none")
    line.login = "records"
    line.imported = nil
    line.effective = nil
    scenario.when(line).thenRefused("authority.none")
  }

  @Test func statusAsTheSourceStatesIt() throws {
    let scenario = try Self.assembly(["USA", "JPN"]).given(
      [resolution(), imported(.recordStatus(.init(ref: "UNGA-2026-0001", status: .implemented)))])
    #expect(scenario.ledger.headline("UNGA-2026-0001") == .implemented)
  }

  @Test func formerMemberKeepsItsHistory() throws {
    var scenario = try Self.assembly(["USA"])
    try scenario.say(
      imported(
        .admitMember(
          .init(
            code: "SUN", name: LocalizedText(en: "USSR", ja: "ソビエト連邦"),
            to: CivilDate("1991-12-26")))))
    try scenario.say(
      imported(.admitMember(.init(code: "RUS", name: LocalizedText(en: "Russia", ja: "ロシア連邦")))))
    try scenario.say(resolution())
    try scenario.say(vote("SUN", .concur))
    try scenario.say(
      Line(
        "founder",
        .succeedMember(
          .init(
            code: "SUN", successor: "RUS", at: try #require(CivilDate("1991-12-26"))))))
    #expect(scenario.ledger.state.roster.parties["SUN"]?.successor == "RUS")
    #expect(try scenario.ledger.row("SUN", "UNGA-2026-0001").countsAs == .for)
    let later = zoned("1992-06-01T00:00:00+00:00", "UTC")
    scenario.when(
      imported(
        .recordPosition(
          .init(ref: "UNGA-2026-0001", terms: .init(.concur), onBehalfOf: "SUN")), on: later)
    ).thenRefused("member.unknown")
  }

  @Test func liveVotesOfDelegatesNeedNoReason() throws {
    var scenario = try Self.assembly(["USA", "JPN", "FRA"])
    for (login, party) in [("usa", "USA"), ("jpn", "JPN"), ("fra", "FRA")] {
      try scenario.ledger.appoint(login, party, .director)
    }
    try scenario.ledger.run(
      .openTopic(.init(code: "export-controls", title: Texts.title)), by: "founder")
    let ref = "UNGA-2026-0001"
    let after = try scenario.given(
      Line("usa", .table(nil, ref: ref)), Line("usa", .say(.init(.concur), on: ref)),
      Line("jpn", .say(.init(.concur), on: ref)), Line("fra", .say(.init(.nonconcur), on: ref)))
    #expect(after.ledger.headline(ref) == .decisionReady)
    let decided = try after.when(
      "secretariat", .takeDecision(.init(ref: "UNGA-2026-D001", proposal: ref))
    ).then("DecisionTaken", "ProposalDecided")
    #expect(decided.ledger.state.decisions["UNGA-2026-D001"]?.taken.verdict == .adopted)
    #expect(
      decided.ledger.state.decisions["UNGA-2026-D001"]?.taken.wouldChange
        == [WouldChange(votes: 1)])
  }
}
