import Testing

@testable import Deliberation

/// The walk of the command line, command by command, on three ledgers in memory.
@Suite struct WalkTests {
  @Test func twoGovernmentsDecideTogether() throws {
    var forum = try Forum()
    let u = "USA-2026-0001"
    let n = "JPN-2026-0001"
    let j = "EPCC-2026-0001"
    let d = "EPCC-2026-D001"

    try forum.usa.run(
      .fileProposal(
        .init(
          ref: u, topics: ["export-controls"], level: .ministerial, instrument: .jointStatement,
          title: Texts.title, body: Texts.first, originalLanguage: "en")), by: "commerce")
    #expect(forum.usa.headline(u) == .filed)
    try forum.usa.run(
      .requestClearance(
        .init(
          ref: u, agencies: ["STATE", "USTR", "ENERGY"],
          suspense: zoned("2026-12-08T17:00:00-05:00", "America/New_York"))), by: "commerce")
    #expect(forum.usa.headline(u) == .inNationalClearance)
    try forum.usa.run(.recordPosition(.init(ref: u, pinned: 1, terms: .init(.concur))), by: "state")
    try forum.usa.run(
      .recordPosition(
        .init(
          ref: u, pinned: 1,
          terms: .init(
            .nonconcur, reason: "Cuts across the IPEF trade pillar. IPEF貿易の柱と抵触する。",
            remedy: "Add a trade carve-out to paragraph 4. 第４項に例外を加える。"))), by: "ustr")
    try forum.usa.run(
      .recordPosition(.init(ref: u, pinned: 1, terms: .init(.noEquity))), by: "energy")

    let refusal = try #require(throws: Refusal.self) {
      try forum.usa.run(.adoptPosition(.init(ref: u, terms: .init(.concur))), by: "commerce")
    }
    #expect(refusal.code == "national.objection_open")
    #expect(refusal.blockers == [Blocker(party: "USTR", code: .objectionOpen)])
    #expect(refusal.message.contains("USTR"))
    #expect(refusal.message.contains("第４項に例外を加える"))

    try forum.usa.run(
      .reviseProposal(
        .init(
          ref: u, material: true, body: Texts.second, originalLanguage: "en",
          reason: "Carve-out added to paragraph 4.")), by: "commerce")
    #expect(try forum.usa.row("STATE", u).status == .stale)
    let ustr = try forum.usa.row("USTR", u)
    #expect(ustr.status == .stale)
    #expect(ustr.objection == .open)
    #expect(ustr.countsAs == .blocks)
    let energy = try forum.usa.row("ENERGY", u)
    #expect(energy.countsAs == .out)
    #expect(energy.status == .current)
    let matrix = try forum.usa.matrix(u)
    #expect(!matrix.wouldPass)
    #expect(
      matrix.blockers == [
        Blocker(party: "STATE", code: .stale), Blocker(party: "USTR", code: .objectionOpen),
      ])

    try forum.usa.run(.reaffirmPosition(.init(ref: u, pinned: 2)), by: "state")
    try forum.usa.run(
      .recordPosition(
        .init(
          ref: u, pinned: 2, terms: .init(.concurComment, comment: "Carve-out accepted. 例外を了承。"))),
      by: "ustr")
    #expect(try forum.usa.row("USTR", u).objection == .met)
    #expect(try forum.usa.matrix(u).wouldPass)
    let adopted = try forum.usa.run(
      .adoptPosition(.init(ref: u, terms: .init(.concur))), by: "commerce")
    guard case .nationalPositionAdopted(let adoption) = adopted[0].event else {
      Issue.record("no adoption")
      return
    }
    #expect(adoption.level == .ministerial)
    #expect(adoption.counted.map(\.party) == ["ENERGY", "STATE", "USTR"])
    #expect(forum.usa.state.files[u]?.nationalStatus == .consolidated)

    let released = try forum.usa.run(.releaseToPartner(.init(ref: u, to: "EPCC")), by: "commerce")
    guard case .releasedToPartner(let release) = released[0].event else {
      Issue.record("no release")
      return
    }
    #expect(release.act == .tables)
    try forum.epcc.run(
      .tableJoint(
        .init(
          ref: j, topics: ["export-controls"], level: .ministerial, instrument: .jointStatement,
          title: Texts.title, body: Texts.second, originalLanguage: "en",
          position: JointPosition(.init(.concur), level: .ministerial))), by: "commerce")
    try forum.usa.run(
      .deliverRelease(
        .init(ref: u, release: released[0].eventID, jointRef: j, jointRevision: 1)), by: "commerce")
    #expect(forum.usa.state.files[u]?.nationalStatus == .released)
    #expect(forum.usa.headline(u) == .tabled)
    #expect(forum.epcc.headline(j) == .tabled)

    try forum.jpn.run(
      .openNationalFile(
        .init(
          ref: n, jointRef: j, jointRevision: 1, topics: ["export-controls"], level: .ministerial,
          instrument: .jointStatement, title: Texts.title, body: Texts.second,
          originalLanguage: "en")), by: "meti")
    try forum.epcc.run(.acknowledgeReceipt(.init(ref: j)), by: "meti")
    #expect(forum.epcc.headline(j) == .underPartnerReview)
    #expect(forum.jpn.state.files[n]?.nationalStatus == .notStarted)
    try forum.jpn.run(
      .requestClearance(
        .init(
          ref: n, agencies: ["MOFA", "MIC"],
          suspense: zoned("2026-12-15T17:00:00+09:00", "Asia/Tokyo"))), by: "meti")
    try forum.jpn.run(.recordPosition(.init(ref: n, pinned: 1, terms: .init(.concur))), by: "mofa")
    try forum.jpn.run(.recordPosition(.init(ref: n, pinned: 1, terms: .init(.concur))), by: "mic")
    try forum.jpn.run(.adoptPosition(.init(ref: n, terms: .init(.concur))), by: "meti")
    let spoken = try forum.jpn.run(.releaseToPartner(.init(ref: n, to: "EPCC")), by: "meti")
    guard case .releasedToPartner(let speech) = spoken[0].event else {
      Issue.record("no release")
      return
    }
    #expect(speech.act == .speaks)
    #expect(speech.jointRevision == 1)

    let early = try #require(throws: Refusal.self) {
      try forum.epcc.decide(
        .takeDecision(.init(ref: d, proposal: j, verdict: .adopted)), by: "secretariat")
    }
    #expect(early.code == "decision.position_missing")
    try forum.epcc.run(
      .speakJoint(
        .init(ref: j, pinned: 1, position: JointPosition(.init(.concur), level: .ministerial))),
      by: "meti")
    try forum.jpn.run(
      .deliverRelease(.init(ref: n, release: spoken[0].eventID, jointRef: j, jointRevision: 1)),
      by: "meti")
    #expect(forum.epcc.headline(j) == .decisionReady)
    let taken = try forum.epcc.run(
      .takeDecision(
        .init(ref: d, proposal: j, verdict: .adopted, level: .ministerial)), by: "secretariat")
    guard case .decisionTaken(let decision) = taken[0].event else {
      Issue.record("no decision")
      return
    }
    #expect(decision.authority.map(\.government) == ["JPN", "USA"])
    #expect(decision.authority.map(\.person) == ["metiの担当者", "commerceの担当者"])
    #expect(decision.counted.allSatisfy { $0.countsAs == .for })
    #expect(decision.tally.for == 2)
    #expect(taken.map(\.event.type) == ["DecisionTaken", "ProposalDecided"])
    #expect(forum.epcc.headline(j) == .adopted)

    for ledger in [forum.usa, forum.jpn, forum.epcc] { try expectReplay(of: ledger) }
  }
}

/// Holds that every recorded event is admissible where it stands and survives its own bytes.
func expectReplay(of ledger: TestLedger) throws {
  var state = LedgerState()
  state.zones = Zones.all
  for record in ledger.log {
    do {
      try state.admit(record)
    } catch {
      Issue.record("\(record.event.type) at \(record.position): \(error)")
    }
    let coded = record.event.coded
    let facts = try JSON(parsing: coded.facts.canonical)
    let text = try coded.text.map { try JSON(parsing: $0.canonical) }
    let read = try Event(
      type: record.event.type, schemaVersion: record.event.schemaVersion, facts: facts, text: text)
    #expect(read == record.event)
    state.evolve(record)
  }
  #expect(state.files == ledger.state.files)
  #expect(state.decisions == ledger.state.decisions)
  #expect(state.topics == ledger.state.topics)
  #expect(state.roster == ledger.state.roster)
}
