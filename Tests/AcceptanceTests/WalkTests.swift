import Deliberation
import Foundation
import Testing

/// The walk of the command line's contract, line by line, by the built binary on a fresh private
/// cluster.
@Suite(.enabled(if: Program.hasServer, "PostgreSQL's server package is not installed"))
struct WalkTests {
  private static let paper = "Paragraph 1. Purpose.\nParagraph 4. Controls apply to all items.\n"
  private static let paperTwo =
    "Paragraph 1. Purpose.\nParagraph 4. Controls apply to all items, trade measures excepted.\n"

  @Test("The walk")
  func walk() throws {
    let office = try Office()
    _ = try office.file("paper.md", Self.paper)
    _ = try office.file("paper2.md", Self.paperTwo)

    let filed = try office.run([
      "--as", "commerce", "proposal", "file", "--title",
      "Aligned controls on advanced computing items",
      "--title-ja", "先端計算品目の輸出管理の整合", "--topic", "export-controls", "--level", "ministerial",
      "--instrument", "joint_statement", "--text", "paper.md",
    ])
    #expect(filed.status == 0, "\(filed.err)")
    #expect(filed.out == "USA-2026-0001\n")
    let r = filed.ref

    func ok(_ answer: Office.Answer, _ out: String? = nil, line: SourceLocation = #_sourceLocation)
    {
      #expect(answer.status == 0, "\(answer.err)", sourceLocation: line)
      if let out { #expect(answer.out == out + "\n", sourceLocation: line) }
    }
    ok(
      try office(
        "--as commerce clearance request \(r) --agency STATE --agency USTR --agency ENERGY "
          + "--suspense 2026-12-08T17:00 --zone America/New_York"), r)
    ok(try office("--as state clear \(r)@1"), r)
    ok(
      try office(
        "--as ustr position record \(r)@1 nonconcur", "--reason",
        "Cuts across the IPEF trade pillar.",
        "--remedy", "Add a trade carve-out to paragraph 4."), r)
    ok(try office("--as energy position record \(r)@1 no_equity"), r)

    let blocked = try office("--as commerce national adopt \(r) concur --json")
    #expect(blocked.status == 5)
    #expect(blocked.out.isEmpty)
    let error = try blocked.error()
    #expect(error["code"]?.string == "national.objection_open")
    #expect(error["details"]?["blockers"]?.array?.first?["party"]?.string == "USTR")
    #expect(error["message"]?.string?.contains("USTR") == true)
    #expect(
      blocked.err.contains("Add a trade carve-out to paragraph 4."),
      "it must name what would remove the objection")

    ok(
      try office(
        "--as commerce proposal revise \(r) --text paper2.md --material", "--reason",
        "Carve-out added to paragraph 4."), r)
    let matrix = try office("--as commerce position matrix \(r) --json").json()
    let parties = Dictionary(
      uniqueKeysWithValues: (matrix["parties"]?.array ?? []).map { ($0["party"]?.string ?? "", $0) }
    )
    #expect(parties["STATE"]?["status"]?.string == "stale")
    #expect(parties["USTR"]?["status"]?.string == "stale")
    #expect(parties["USTR"]?["objection"]?.string == "open")
    #expect(parties["ENERGY"]?["counts_as"]?.string == "out")

    ok(try office("--as state position reaffirm \(r)@2"), r)
    ok(
      try office(
        "--as ustr position record \(r)@2 concur_comment", "--comment", "Carve-out accepted."),
      r)
    ok(try office("--as commerce national adopt \(r) concur"), r)
    let released = try office("--as commerce release \(r) --to EPCC")
    ok(released, "EPCC-2026-0001")
    let j = released.ref
    let received = try office("--as meti receipt \(j)")
    ok(received, "JPN-2026-0001")
    let n = received.ref
    ok(
      try office(
        "--as meti clearance request \(n) --agency MOFA --agency MIC --suspense 2026-12-15T17:00 "
          + "--zone Asia/Tokyo"), n)
    ok(try office("--as mofa clear \(n)@1"), n)
    ok(try office("--as mic clear \(n)@1"), n)
    ok(try office("--as meti national adopt \(n) concur"), n)
    ok(try office("--as meti release \(n) --to EPCC"), j)
    let decided = try office(
      "--as secretariat decision take \(j) --verdict adopted --level ministerial")
    ok(decided, "EPCC-2026-D001")

    let american = try office("--as ustr timeline \(j) --json").json()
    let ledgers = Set((american["items"]?.array ?? []).compactMap { $0["ledger"]?.string })
    #expect(ledgers == ["USA", "EPCC"])
    let japanese = try office("--as mofa timeline \(j) --json")
    let theirs = try japanese.json()
    #expect(
      Set((theirs["items"]?.array ?? []).compactMap { $0["ledger"]?.string }) == ["JPN", "EPCC"])
    #expect(!japanese.out.contains("USTR") && !japanese.out.contains("IPEF"))
    #expect(!japanese.out.contains("USA-2026"))

    let verified = try office("--as usa_auditor audit verify --json")
    #expect(verified.status == 0, "\(verified.err)")
    let verification = try verified.json()
    #expect(verification["ok"]?.bool == true)
    #expect(
      Set((verification["ledgers"]?.array ?? []).compactMap { $0["ledger"]?.string })
        == ["USA", "EPCC"])

    let decision = try office("--as ustr decision show \(decided.ref) --json").json()
    #expect(decision["verdict"]?.string == "adopted")
    #expect(
      Set((decision["authority"]?.array ?? []).compactMap { $0["government"]?.string })
        == ["USA", "JPN"])
    #expect(decision["recorded_by"]?["login"]?.string == "secretariat")
  }
}
