import Deliberation
import Foundation
import Testing

/// Silence, counter texts and what is asked about them afterwards, by the built binary.
@Suite(.enabled(if: Program.hasServer, "PostgreSQL's server package is not installed"))
struct SilenceTests {
  @Test("A silence of three working days over Thanksgiving lapses by the clock")
  func lapse() throws {
    let office = try Office()
    let (r, j) = try office.table()
    #expect(
      try office.refused("--as secretariat silence open \(j)@1 --working-days 3")
        == "5 silence.notice_missing")
    try office.done("--as meti receipt \(j)")
    #expect(
      try office.refused(
        "--as secretariat silence open \(j) --until 2026-11-25T09:00 --zone Asia/Tokyo")
        == "5 silence.window_too_short")
    #expect(try office.refused("--as mofa silence show \(j)") == "3 not_found")
    #expect(try office.done("--as secretariat silence open \(j)@1 --working-days 3") == j)

    // 25, 27 and 30 November are working days in Washington, 25 to 27 in Tokyo.
    let open = try office.ask("--as mofa silence show \(j)")
    #expect(open["state"]?.string == "open")
    #expect(open["closes_at"]?.string == "2026-12-01T00:00:00-05:00")
    #expect(open["closes_zone"]?.string == "America/New_York")
    #expect(open["members"]?.strings == ["JPN", "USA"])
    #expect(open["silent"]?.strings == ["JPN"])
    #expect(open["broken_by"] == .null)
    #expect(try office.refused("--as meti silence break \(j)") == "5 reason_missing")
    #expect(
      try office.refused("--as secretariat decision take \(j)") == "5 decision.not_ready")

    let before = try office.ask("--as ustr board")
    try office.done("server clock 2026-12-01T05:00:00Z")
    #expect(try office.ask("--as mofa silence show \(j)")["state"]?.string == "closed")
    #expect(
      try office.refused("--as meti silence break \(j) --reason 遅い") == "5 silence.closed")
    let after = try office.ask("--as ustr board")
    #expect(after.column("status").contains("decision_ready"))
    let row = after["items"]?.array?.first { $0["ref"]?.string == j }
    #expect(row?["since"]?.string == "2026-12-01T05:00:00.000000Z")

    let d = try office.done("--as secretariat decision take \(j) --verdict adopted")
    let decided = try office.ask("--as ustr who-decided \(j)")
    #expect(decided["ref"]?.string == d)
    #expect(decided["rule"]?["id"]?.string == "silence")
    #expect(decided["silence"]?["silent"]?.strings == ["JPN"])
    #expect(decided["schema"]?.string == "ringi.decision/1")

    let silences = try office.ask("--as mofa silence-decisions")
    let item = try #require(silences["items"]?.array?.first)
    for key in ["ref", "party", "kind", "by", "recorded_at", "effective_at", "reason", "event_id"] {
      #expect(item[key] != nil, "\(key)")
    }
    #expect(item["ref"]?.string == d)
    #expect(item["party"]?.string == "JPN")
    #expect(item["notice"]?.array?.count == 2)
    #expect(item["by"]?["login"]?.string == "secretariat")

    // What was answered before is answered again.
    let again = try office.ask("--as ustr board --at \(Office.at(before))")
    #expect(again == before)
    #expect(try office.ask("--as ustr silence-decisions --at \(Office.at(before))")["items"] == [])
    #expect(try office.ask("--as usa_auditor audit verify")["ok"]?.bool == true)
    #expect(try office.ask("--as ustr board --live").column("ref") == [r])
  }

  @Test("A counter text leaves the other government behind until it catches up")
  func counter() throws {
    let office = try Office()
    let (r, j) = try office.table()
    let n = try office.done("--as meti receipt \(j)")
    try office.done(
      "--as meti clearance request \(n) --agency MOFA --agency MIC --suspense 2026-12-15T17:00 "
        + "--zone Asia/Tokyo")
    for agency in ["mofa", "mic"] { try office.done("--as \(agency) clear \(n)@1") }
    try office.done("--as meti national adopt \(n) concur")

    _ = try office.file("paper2.md", "第一項　目的。\nParagraph 4. Trade measures excepted.\n")
    try office.done(
      "--as commerce proposal revise \(r) --material --text paper2.md --reason Carve-out")
    for agency in ["state", "ustr", "energy"] {
      try office.done("--as \(agency) position reaffirm \(r)@2")
    }
    try office.done("--as commerce national adopt \(r) concur")
    #expect(try office.done("--as commerce release \(r)") == j)

    #expect(try office.refused("--as meti release \(n)") == "5 national.behind_joint")
    let board = try office.ask("--as meti board")
    let row = board["items"]?.array?.first { $0["ref"]?.string == n }
    #expect(row?["next"]?.array?.first?["command"]?.string == "ringi receipt \(j)")
    #expect(try office.ask("--as meti inbox").column("kind").contains("catch_up"))
    #expect(
      try office.refused("--as secretariat decision take \(j)") == "5 decision.position_missing")

    #expect(try office.done("--as meti receipt \(j)") == n)
    for agency in ["mofa", "mic"] { try office.done("--as \(agency) position reaffirm \(n)@2") }
    try office.done("--as meti national adopt \(n) concur")
    try office.done("--as meti release \(n)")
    #expect(
      try office.done("--as secretariat decision take \(j) --verdict adopted --level ministerial")
        == "EPCC-2026-D001")
    #expect(
      try office.ask("--as mofa show \(n)")["joint"]?["in_step"]?.bool == true)

    // What JPN sees is the joint ledger's, whoever asks, and holds nothing of the United States' own.
    let seen = try office("--as commerce view-as JPN \(r) --json")
    #expect(!seen.out.contains("USTR") && !seen.out.contains("USA-2026"))
    let json = try seen.json()
    #expect(json["as_of"]?["heads"]?.keys == ["EPCC"])
    #expect(json["file"]?["ref"]?.string == j)
    #expect(json["file"]?["national"] == .null)
    let theirs = try office.ask("--as mofa view-as JPN \(j)")
    #expect(theirs["file"] == json["file"])
    #expect(theirs["timeline"] == json["timeline"])
    #expect(try office.refused("--as mofa view-as USA \(r)") == "3 not_found")
  }

  @Test("What was not released is not there for the partner")
  func unreleased() throws {
    let office = try Office()
    _ = try office.file("paper.md", "案文\n")
    let r = try office.done(
      "--as commerce proposal file --topic export-controls --level ministerial --text paper.md "
        + "--title 案件")
    let seen = try office.ask("--as commerce view-as JPN \(r)")
    #expect(seen["file"] == .null)
    #expect(seen["timeline"] == [])
    #expect(try office.refused("--as commerce view-as FRA \(r)") == "3 not_found")
  }
}
