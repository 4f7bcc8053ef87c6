import Deliberation
import Foundation
import Testing

/// Objections, late entries, corrections, expunging and the roster, by the built binary.
@Suite(.enabled(if: Program.hasServer, "PostgreSQL's server package is not installed"))
struct RecordTests {
  private func file(_ office: Office) throws -> String {
    _ = try office.file("paper.md", "第一項　目的。\nParagraph 4.\n")
    let r = try office.done(
      "--as commerce proposal file --topic export-controls --level ministerial --text paper.md "
        + "--title-ja 輸出管理 --title Controls")
    try office.done(
      "--as commerce clearance request \(r) --agency STATE --agency USTR --suspense 2026-12-08T17:00 "
        + "--zone America/New_York")
    return r
  }

  @Test("An objection is overruled by a higher level, and every question tells of it")
  func overruled() throws {
    let office = try Office()
    let r = try file(office)
    try office.done(
      "--as ustr position record \(r)@1 nonconcur --remedy 第四項の修正 --reason", "貿易の柱に反する。")
    try office.done(
      "--as state position record \(r)@1 concur_conditional --condition", "Annex B lists reactors.")
    let stuck = try office.ask("--as commerce blocked")
    #expect(Set(stuck.column("kind")).isSuperset(of: ["objection_open", "condition_open"]))
    #expect(
      try office.refused("--as commerce objection overrule \(r) --party USTR --reason No")
        .hasPrefix("4 authority."))
    #expect(
      try office.refused("--as nsc objection overrule \(r) --party USTR") == "5 reason_missing")
    try office.done(
      "--as nsc objection overrule \(r) --party USTR --reason", "The President decided.")
    #expect(
      try office.refused("--as commerce national adopt \(r) concur") == "5 national.condition_open")
    try office.done("--as state condition meet \(r) 1 --reason listed")
    try office.done(
      "--as commerce clearance not-asked \(r) --agency ENERGY --reason", "No reactors are touched.")
    try office.done("--as commerce national adopt \(r) concur")

    let answer = try office.ask("--as usa_auditor overruled --agency USTR")
    let item = try #require(answer["items"]?.array?.first)
    #expect(item["party"]?.string == "USTR")
    #expect(item["overruled_by"]?.string == "NSC")
    #expect(item["reason"]?.string == "The President decided.")
    #expect(item["objection"]?["reason"]?.string == "貿易の柱に反する。")
    #expect(try office.ask("--as usa_auditor overruled --agency STATE")["items"] == [])
    #expect(
      try office.ask("--as usa_auditor overruled --since 2026-12-01 --zone Asia/Tokyo")["items"]
        == [])
    #expect(
      try office.refused("--as usa_auditor overruled --since 2026-12-01") == "2 time.zone_missing")
    #expect(try office.ask("--as mofa overruled")["items"] == [])

    let standing = try office.ask("--as usa_auditor standing USTR")
    for key in [
      "party", "from", "to", "files", "median_notice_hours", "peers_median_notice_hours",
      "comments", "objections", "decided_without_position", "added_late", "taskings", "leads",
    ] { #expect(standing[key] != nil, "\(key)") }
    #expect(
      standing["files"]?.keys
        == ["lead", "co_lead", "clearing", "consulted", "informed", "not_asked"])
    #expect(standing["files"]?["clearing"]?.int == 1)
    #expect(standing["objections"]?["overruled"]?.int == 1)
    #expect(standing["median_notice_hours"]?.int == 343)
    #expect(try office.refused("--as mofa standing USTR") == "3 not_found")
    #expect(
      try office.ask("--as usa_auditor gaps").column("kind") == ["not_consulted"])
    #expect(
      try office.ask("--as usa_auditor gaps --notice-hours 1000").column("kind")
        == ["short_notice", "short_notice", "not_consulted"])
  }

  @Test("A late entry after a decision is told as such and moves nothing")
  func late() throws {
    let office = try Office()
    let (r, j) = try office.table()
    let n = try office.done("--as meti receipt \(j)")
    try office.done(
      "--as meti clearance request \(n) --agency MOFA --agency MIC --suspense 2026-12-15T17:00 "
        + "--zone Asia/Tokyo")
    for agency in ["mofa", "mic"] { try office.done("--as \(agency) clear \(n)@1") }
    try office.done("--as meti national adopt \(n) concur")
    try office.done("--as meti release \(n)")
    try office.done("server clock 2026-12-02T14:00:00Z")
    let d = try office.done("--as secretariat decision take \(j) --verdict adopted")
    let before = try office.ask("--as ustr who-decided \(d)")
    try office.done("server clock 2026-12-03T14:00:00Z")
    try office.done(
      "--as ustr position record \(r)@1 nonconcur --effective 2026-12-01T09:00 "
        + "--zone America/New_York --remedy 修正 --reason", "電話で伝えた。")
    let answer = try office.ask("--as usa_auditor after-the-fact")
    let item = try #require(answer["items"]?.array?.first)
    #expect(item["kind"]?.string == "after_decision")
    #expect(item["decision"]?.string == d)
    #expect(item["effective_at"]?.string == "2026-12-01T09:00:00-05:00")
    #expect(item["reason"]?.string == "電話で伝えた。")
    #expect(try office.ask("--as usa_auditor after-the-fact --hours 49")["items"] == [])
    let after = try office.ask("--as ustr who-decided \(d)")
    #expect(after["tally"] == before["tally"] && after["counted"] == before["counted"])
    #expect(
      try office.ask("--as ustr who-decided \(d) --at \(Office.at(before))") == before)
  }

  @Test("Two officers expunge a text; every proof holds and the prose is nowhere")
  func expunge() throws {
    let office = try Office()
    let r = try file(office)
    try office.done("--as ustr position record \(r)@1 nonconcur --remedy 削除 --reason", "田中一郎の住所。")
    let log = try office.ask("--as usa_auditor audit log --ledger USA")
    let entry = try #require(
      log["items"]?.array?.last { $0["type"]?.string == "PositionRecorded" })
    let place = "USA:\(entry["position"]?.int ?? -1)"
    try office.done(
      "ledger admit archivist --ledger USA --post Archivist --capacity records --person",
      "Second Officer")

    #expect(
      try office.refused("--as usa_records record expunge \(place)") == "5 expunge.basis_missing")
    #expect(try office.refused("record expunge \(place) --basis x") == "4 authority.role")
    #expect(try office.refused("--as ustr record expunge \(place) --basis x") == "4 authority.none")
    #expect(
      try office.refused("--as usa_records record expunge USA:0 --basis x") == "5 expunge.no_text")
    #expect(
      try office.refused("--as usa_records record expunge USA:999 --basis x") == "3 not_found")
    #expect(try office.done("--as usa_records record expunge \(place) --basis 個人情報保護法") == r)
    #expect(
      try office.refused("--as usa_records record expunge \(place)") == "5 expunge.second_officer")
    #expect(try office("--as usa_auditor audit log --ledger USA --json").out.contains("田中一郎"))
    #expect(try office.done("--as archivist record expunge \(place)") == r)
    #expect(try office.refused("--as archivist record expunge \(place)") == "5 expunge.done")

    for question in [
      "audit log --ledger USA", "timeline \(r)", "show \(r)", "matrix \(r)", "objection list \(r)",
      "position history \(r)", "board", "blocked", "gaps",
    ] {
      let answer = try office("--as usa_auditor \(question) --json")
      #expect(answer.status == 0, "\(question): \(answer.err)")
      #expect(!answer.out.contains("田中一郎"), "\(question)")
    }
    let timeline = try office.ask("--as usa_auditor timeline \(r)")
    let gone = timeline["items"]?.array?.first { $0["type"]?.string == "PositionRecorded" }
    #expect(gone?["reason"]?["withheld"]?.string == "expunged")
    #expect(gone?["reason"]?["basis"]?.string == "個人情報保護法")
    // The objection stands, although nobody can read it any more.
    #expect(try office.ask("--as commerce blocked").column("kind").contains("objection_open"))

    let verified = try office.ask("--as usa_auditor audit verify --ledger USA")
    #expect(verified["ok"]?.bool == true)
    let ledger = verified["ledgers"]?.array?.first
    #expect(ledger?["notes"]?.array?.first?["kind"]?.string == "unreplayable")
    let leaf = try office.ask("--as usa_auditor audit log --ledger USA")["items"]?.array?
      .first { $0["position"] == entry["position"] }?["leaf"]
    #expect(leaf == entry["leaf"])
    #expect(try office.ask("--as usa_auditor projection verify --ledger USA")["ok"]?.bool == true)
  }

  @Test("A record is corrected by a note; the entry stays")
  func correct() throws {
    let office = try Office()
    let r = try file(office)
    try office.done("--as ustr clear \(r)@1")
    let head = try office.ask("--as usa_auditor timeline \(r)")
    let place = "USA:\(head["items"]?.array?.last?["position"]?.int ?? -1)"
    #expect(
      try office.refused("--as usa_records record correct \(place) --kind misattribution")
        == "5 reason_missing")
    #expect(
      try office.done(
        "--as usa_records record correct \(place) --kind misattribution --reason", "発言者の誤り。") == r)
    let last = try office.ask("--as ustr timeline \(r)")["items"]?.array?.last
    #expect(last?["type"]?.string == "RecordCorrected")
    #expect(last?["reason"]?.string == "発言者の誤り。")
    #expect(
      try office.refused("--as usa_records record correct nonsense --kind clerical") == "2 usage")
  }

  @Test("One role change makes a 3+3, and its history says by what authority")
  func roles() throws {
    let office = try Office()
    let before = try office.ask("--as state role-history export-controls --ledger USA")
    try office.done("server clock 2026-11-30T14:00:00Z")
    try office.done(
      "role assign export-controls USTR co_lead --ledger USA --basis EPCC-2026-D001 --reason",
      "三省体制。")
    let history = try office.ask("--as state role-history export-controls --ledger USA")
    let last = try #require(history["items"]?.array?.last)
    #expect(last["party"]?.string == "USTR")
    #expect(last["role"]?.string == "co_lead")
    #expect(last["basis"]?.string == "EPCC-2026-D001")
    #expect(last["in_force"]?.bool == true)
    #expect(last["by"]?["login"]?.string == "founder")
    #expect(
      try office.ask(
        "--as state role-history export-controls --ledger USA --at \(Office.at(before))") == before)
    #expect(try office.refused("--as state role-history nothing") == "3 not_found")

    try office.done("topic create quantum --ledger USA --title Quantum --title-ja 量子技術")
    #expect(try office.ask("--as state topic show quantum")["title_ja"]?.string == "量子技術")
    try office.done("topic close quantum --ledger USA --reason merged")
    #expect(try office.ask("--as state topic show quantum")["closed"]?.bool == true)
    try office.done("agency add DIGITAL --ledger JPN --name-ja デジタル庁")
    try office.done("agency rename DIGITAL --ledger JPN --name-ja 電子庁 --day 2027-01-01")
    let agency = try office.ask("--as mofa agency show digital")
    #expect(agency["name_ja"]?.string == "電子庁")
    #expect(agency["former_names"]?.array?.first?["name_ja"]?.string == "デジタル庁")
    try office.done("agency succeed DIGITAL MIC --ledger JPN --day 2028-01-01")
    #expect(try office.ask("--as mofa agency show DIGITAL")["successor"]?.string == "MIC")
    #expect(try office.done("rule adopt colead_consensus --working-days 5 --ledger EPCC") == "EPCC")
    #expect(try office.ask("--as mofa rule show EPCC")["working_days"]?.int == 5)
    try office.done("calendar publish --us-federal 2028 --ledger EPCC")
    #expect(
      try office.ask("--as mofa calendar show USA 2028")["zone"]?.string == "America/New_York")
    #expect(
      try office.refused("calendar publish --us-federal 2028 --japan-government 2028") == "2 usage")
    #expect(try office.done("forum create UNGA --rule majority:cast") == "UNGA")
    try office.done("member add UNGA DD --from 1973-09-18")
    try office.done("member add UNGA DE --from 1973-09-18")
    try office.done("member end UNGA DD --day 1990-10-03 --reason", "Acceded to DE.")
    let forum = try office.ask("forum show UNGA")
    #expect(forum["members"]?.array?.compactMap { $0["code"]?.string } == ["DE"])
    #expect(forum["former_members"]?.array?.first?["to"]?.string == "1990-10-03")
    #expect(try office.ask("member show UNGA DD")["to"]?.string == "1990-10-03")
    #expect(
      try office.ask("--as ustr appointment show ustr --ledger USA")["level"]?.string
        == "ministerial")
    #expect(try office.ask("audit verify")["ok"]?.bool == true)
  }

  @Test("Whoever watches sees what comes, and nothing of the other government's")
  func watch() async throws {
    let office = try Office()
    // A process of its own at once: a task might wait for a thread until all is over.
    let watcher = try office.start(
      ["--as", "mofa", "watch", "--json", "--limit", "3"], errors: office.home + "/watch.err",
      output: office.home + "/watch.out")
    defer { watcher.terminate() }
    try await Task.sleep(for: .seconds(4))
    let (_, j) = try office.table()
    try office.done("--as meti receipt \(j)")
    for _ in 0..<300 where watcher.isRunning { try await Task.sleep(for: .milliseconds(100)) }
    #expect(!watcher.isRunning, "it ends after three items")
    let out = try #require(office.read("watch.out"))
    let items = try out.split(separator: "\n").map { try JSON(parsing: String($0)) }
    #expect(items.count == 3)
    #expect(items.first?["type"]?.string == "ProposalTabled")
    #expect(items.allSatisfy { $0["ledger"]?.string != "USA" })
  }
}
