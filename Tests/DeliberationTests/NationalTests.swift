import Testing

@testable import Deliberation

@Suite struct NationalTests {
  @Test func lateClearerIsPassedOverOnlyByProceeding() throws {
    let proceed = Command.proceed(
      .init(ref: usaRef, party: "USTR", attempts: 3, reason: "再三の照会に回答がない。"))
    let scenario = try Scenario.usa().given(.allButUstr)
    let after = try scenario.when("commerce", proceed, at: afterSuspense).then(
      "ProceededWithoutPosition")
    #expect(after.ledger.state.files[usaRef]?.proceedings["USTR"]?.noticeHours == 343)
    #expect(try after.ledger.row("USTR", usaRef).status == .noResponse)
    try after.when("commerce", .adopt()).then("NationalPositionAdopted")
    // On a new text the clearer is asked again by the text itself.
    let revised = try after.given(
      Line("commerce", .revise()), Line("state", .reaffirm()), Line("energy", .reaffirm()))
    revised.when("commerce", .adopt()).thenRefused("national.no_response")
  }

  @Test func droppedClearerWithAnEquityIsAGap() throws {
    let scenario = try Scenario.usa().given(.allButUstr)
    let after = try scenario.when(
      "commerce", .dropClearer(.init(ref: usaRef, party: "USTR", reason: "所掌外と判断した。"))
    ).then("ClearerDropped")
    after.when("commerce", .adopt()).thenRefused("national.not_asked")
  }

  @Test func agencyWithoutRoleThatWasAskedMayBeDropped() throws {
    let scenario = try Scenario.usa().given(
      .allButUstr + [Line("ustr", .say(.init(.concur))), Line("commerce", .ask("TREASURY"))])
    scenario.when("commerce", .adopt()).thenRefused("national.no_response")
    #expect(try scenario.ledger.row("TREASURY", usaRef).role == .clearing)
    let after = try scenario.given(
      Line("commerce", .dropClearer(.init(ref: usaRef, party: "TREASURY", reason: "誤って照会した。"))))
    try after.when("commerce", .adopt()).then("NationalPositionAdopted")
  }

  @Test func reasonForNotAskingSatisfiesTheLeadsRule() throws {
    let scenario = try Scenario.usa().given(
      Line("commerce", .file()), Line("commerce", .ask("STATE", "USTR")),
      Line("commerce", .recordNotConsulted(.init(ref: usaRef, party: "ENERGY", reason: "関係がない。"))),
      Line("state", .say(.init(.concur))), Line("ustr", .say(.init(.concur))))
    #expect(try scenario.ledger.row("ENERGY", usaRef).status == .notConsulted)
    try scenario.when("commerce", .adopt()).then("NationalPositionAdopted")
  }

  @Test func askingCannotLowerARole() throws {
    let scenario = try Scenario.usa().given(
      Line("commerce", .file()), Line("commerce", .ask("STATE", role: .informed)))
    #expect(try scenario.ledger.row("STATE", usaRef).role == .clearing)
  }

  @Test func coLeadsAdoptTogether() throws {
    let scenario = try Scenario.usa().given(
      Line("commerce", .file(topic: "supply-chains")), Line("commerce", .ask("STATE")))
    scenario.when("commerce", .adopt()).thenRefused("national.no_response")
    scenario.when("state", .adopt()).thenRefused("national.not_asked")
    let agreed = try scenario.given(Line("state", .say(.init(.concur))))
    let adopted = try agreed.when("commerce", .adopt()).then("NationalPositionAdopted")
    #expect(adopted.ledger.state.files[usaRef]?.adoption?.counted.map(\.party) == ["STATE"])
  }

  @Test func governmentThatObjectsGoesWithItsObjectors() throws {
    let scenario = try Scenario.usa().given(.allButUstr + [Line("ustr", .say(.objection))])
    let adopted = try scenario.when("commerce", .adopt(.objection)).then("NationalPositionAdopted")
    #expect(adopted.ledger.state.files[usaRef]?.adoption?.dissent.map(\.party) == ["USTR"])
  }

  @Test func releaseFollowsTheFile() throws {
    let scenario = try Scenario.usa().given(
      .allButUstr + [Line("ustr", .say(.init(.concur))), Line("commerce", .adopt())])
    let released = try scenario.when("commerce", .release()).then("ReleasedToPartner")
    #expect(released.ledger.state.files[usaRef]?.pendingRelease?.act == .tables)
    released.when("commerce", .release()).thenNothingHappened()
    let event = try #require(released.ledger.state.files[usaRef]?.pendingRelease?.event)
    let deliver = Command.deliverRelease(
      .init(ref: usaRef, release: event, jointRef: jointRef, jointRevision: 1))
    let delivered = try released.when("commerce", deliver)
      .then("NationalFileOpened", "ReleaseDelivered")
    delivered.when("commerce", deliver).thenNothingHappened()
    delivered.when("commerce", .release()).thenNothingHappened()
    // A counter text of the partner comes in, is answered with a text of our own.
    let received = try delivered.when(
      "commerce",
      .receiveJointRevision(
        .init(
          ref: usaRef, jointRef: jointRef, jointRevision: 2, material: true, body: Texts.first,
          originalLanguage: "ja"))
    ).then("JointRevisionReceived")
    #expect(try received.ledger.row("STATE", usaRef).status == .stale)
    received.when("commerce", .release()).thenRefused("release.not_adopted")
    let countered = try received.given(
      Line("commerce", .revise()), Line("state", .reaffirm()), Line("ustr", .reaffirm()),
      Line("energy", .reaffirm()), Line("commerce", .adopt()))
    let counter = try countered.when("commerce", .release()).then("ReleasedToPartner")
    #expect(counter.ledger.state.files[usaRef]?.pendingRelease?.act == .counters)
    #expect(counter.ledger.state.files[usaRef]?.pendingRelease?.jointRevision == 2)
  }

  @Test func pendingReleaseComesFirst() throws {
    let scenario = try Scenario.usa().given(
      .allButUstr + [
        Line("ustr", .say(.init(.concur))), Line("commerce", .adopt()),
        Line("commerce", .release()),
        Line("commerce", .revise(material: false)), Line("commerce", .adopt()),
      ])
    scenario.when("commerce", .release()).thenRefused("release.pending")
  }

  @Test func oneNationalFilePerJointFile() throws {
    func receive(_ ref: String) -> Command {
      .openNationalFile(
        .init(
          ref: ref, jointRef: jointRef, jointRevision: 1, topics: ["export-controls"],
          level: .ministerial, instrument: nil, title: Texts.title, body: Texts.first,
          originalLanguage: "ja"))
    }
    let scenario = try Scenario.jpn()
    scenario.when("mofa", receive(jpnRef)).thenRefused("authority.role")
    let after = try scenario.when("meti", receive(jpnRef)).then(
      "NationalFileOpened", "ProposalFiled")
    after.when("meti", receive("JPN-2026-0002")).thenNothingHappened()
    #expect(after.ledger.state.jointFiles == [jointRef: jpnRef])
  }

  @Test func adoptionHoldsOnlyUntilTheClockChangesSomething() throws {
    let scenario = try Scenario.usa().given(.allButUstr + [Line("ustr", .say(.init(.concur)))])
    let decided = try scenario.ledger.decide(.adopt(), by: "commerce")
    #expect(decided.notAfter == at("2026-12-08T21:59:59.999999Z"))
    #expect(decided.reads == ["rules", "topic/export-controls"])
  }

  @Test func newNumberBelongsToItsYear() throws {
    let scenario = try Scenario.usa()
    let decided = try scenario.ledger.decide(.file("USA-2026-0018"), by: "commerce")
    #expect(decided.notAfter == at("2027-01-01T04:59:59.999999Z"))
    #expect(decided.reads == ["proposal/USA-2026-0017", "topic/export-controls"])
  }

  @Test func endedAppointmentSpeaksNoMore() throws {
    var scenario = try Scenario.usa().given(.asked)
    try scenario.ledger.appoint(
      "treasury2", "TREASURY", .ministerial, to: at("2026-12-01T00:00:00Z"))
    try scenario.say(Line("commerce", .ask("TREASURY")))
    let decided = try scenario.ledger.decide(.say(.init(.concur)), by: "treasury2")
    #expect(decided.notAfter == at("2026-11-30T23:59:59.999999Z"))
    scenario.when("treasury2", .say(.init(.concur)), at: "2026-12-01T00:00:00Z").thenRefused(
      "authority.none")
  }

  @Test func expungeTakesTwoOfficersAndHistoryStillReplays() throws {
    let scenario = try Scenario.usa().given(.allButUstr + [Line("ustr", .say(.objection))])
    let target = try #require(scenario.ledger.log.last)
    let stream = "proposal/\(usaRef)"
    let after = try scenario.given(
      Line(
        "records", .proposeExpunge(.init(stream: stream, target: target.eventID, basis: "漏えい"))),
      Line("records2", .expungeText(.init(stream: stream, target: target.eventID, basis: "漏えい"))))
    var state = LedgerState()
    for var record in after.ledger.log {
      if record.eventID == target.eventID {
        record.event = try Event(
          type: record.event.type, schemaVersion: 1, facts: record.event.facts, text: nil)
        record.textIsWithheld = true
      }
      try state.admit(record)
      state.evolve(record)
    }
    #expect(state.files[usaRef]?.openObjection(of: "USTR") != nil)
    #expect(state.files[usaRef]?.openObjection(of: "USTR")?.reason == nil)
  }

  @Test func nextStepsNameWhoActs() throws {
    let scenario = try Scenario.usa().given(
      .asked + [Line("state", .say(.init(.concur))), Line("commerce", .revise())])
    let file = try #require(scenario.ledger.state.files[usaRef])
    let steps = file.nextSteps(in: scenario.ledger.state, now: scenario.ledger.now)
    #expect(
      steps.map { "\($0.party) \($0.verb)@\($0.revision)" } == [
        "ENERGY position record@2", "STATE position reaffirm@2", "USTR position record@2",
      ])
  }

  @Test func matrixIsTheContract() throws {
    let scenario = try Scenario.usa().given(.asked + [Line("state", .say(.init(.concur)))])
    let json = try scenario.ledger.matrix(usaRef).json
    #expect(json["ref"] == "USA-2026-0001")
    #expect(json["rule"] == ["id": "lead_decides_after_consultation", "version": 1])
    let parties = try #require(json["parties"]?.array)
    #expect(parties.map { $0["party"]?.string } == ["COMMERCE", "ENERGY", "STATE", "USTR"])
    let state = parties[2]
    #expect(state["code"] == "concur")
    #expect(state["counts_as"] == "for")
    #expect(state["request"]?["suspense_zone"] == "America/New_York")
    #expect(state["by"]?["appointment"] == "stateの職")
    #expect(parties[0]["status"] == "pending")
    #expect(parties[0]["code"] == JSON.null)
    #expect(json["verdict"]?["would_pass"] == false)
    let keys = state.object?.members.map(\.key)
    for key in [
      "party", "government", "role", "code", "on_revision", "status", "counts_as", "objection",
      "reason", "remedy", "comment", "conditions", "defers_to", "request", "by", "recorded_at",
      "effective_at", "late",
    ] {
      #expect(keys?.contains(key) == true, "\(key)")
    }
  }
}
