import Deliberation
import Foundation
import Testing

/// What an official does with `psql` instead of `ringi`: he may append what his appointment covers,
/// and nothing that he says so stays unseen or keeps the others from their work.
@Suite(
  .enabled(
    if: Program.hasServer && FileManager.default.isExecutableFile(atPath: "/usr/bin/psql"),
    "PostgreSQL's server and client packages are not installed"))
struct ByHandTests {
  /// Appends one position to the joint file, as MOFA by hand; returns what psql answers.
  private func append(_ facts: String, to ref: String, in office: Office) throws -> Office.Answer {
    let status = try office("server status --json").json()
    let version = try office("--as mofa audit log --ledger EPCC --json").json()["items"]?.array?
      .last { $0["stream"]?.string == "proposal/\(ref)" }?["version"]?.int
    let sql = """
      select position from ringi.append(gen_random_uuid(), '\\x00', false,
        (select authority from ringi.whoami() limit 1), 1, null, null,
        array['proposal/\(ref)'], array[\(version ?? 0)], '{}', '{}',
        array[gen_random_uuid()], array['proposal/\(ref)'], '{PositionRecorded}', '{1}', null,
        '{2026-11-24T14:00:00.000000+00:00 UTC}', null, null, null,
        array['\(facts)'], array[uuid_send(gen_random_uuid())], null, null, null);
      """
    return try office.other(
      "/usr/bin/psql",
      [
        "-XqAt", "-v", "ON_ERROR_STOP=1", "-h", status["host"]?.string ?? "", "-U", "mofa", "-d",
        status["databases"]?["EPCC"]?.string ?? "",
      ], input: sql)
  }

  @Test("A joint act without a release behind it is found by that government's own auditor")
  func jointActWithoutARelease() throws {
    let office = try Office()
    let (_, joint) = try office.table()
    try office.done("--as meti receipt \(joint)")
    let facts = """
      {"code":"concur","conditions":[],"defers_to":null,"level":"ministerial","replaces":null,"review_by":null,"revision":1}
      """
    let answer = try append(facts, to: joint, in: office)
    #expect(answer.status == 0, "\(answer.err)")
    let position = try #require(Int(answer.ref))

    let theirs = try office("--as jpn_auditor audit verify --json")
    #expect(theirs.status == 7)
    let ledgers = try theirs.json()["ledgers"]?.array ?? []
    let finding = ledgers.first { $0["ledger"]?.string == "JPN" }?["findings"]?.array?.first
    #expect(finding?["code"]?.string == "release.missing")
    #expect(finding?["position"]?.int == position)
    // The joint ledger's own findings are the same for both governments' auditors.
    let american = try office("--as usa_auditor audit verify --json").json()
    let joints = [ledgers, american["ledgers"]?.array ?? []].map { side in
      side.first { $0["ledger"]?.string == "EPCC" }
    }
    #expect(joints[0] == joints[1])
  }

  @Test("An entry that nobody can understand keeps nobody from the rest")
  func entryThatNobodyUnderstands() throws {
    let office = try Office()
    let (national, joint) = try office.table()
    let facts = """
      {"code":"concur","conditions":[],"defers_to":null,"level":"ministerial","replaces":null,"review_by":null,"revision":99999999999999999999}
      """
    let answer = try append(facts, to: joint, in: office)
    #expect(answer.status == 0, "\(answer.err)")

    for question in [
      "show \(joint)", "show \(national)", "matrix \(joint)", "timeline \(joint)", "inbox",
      "proposal list",
    ] {
      let answer = try office("--as state \(question) --json")
      #expect(answer.status == 0, "\(question): \(answer.err)")
    }
    try office.done("--as meti receipt \(joint)")
    let verified = try office("--as jpn_auditor audit verify --ledger EPCC --json")
    #expect(verified.status == 7)
    let kinds = try verified.json()["ledgers"]?.array?.first?["findings"]?.array?
      .map { $0["kind"]?.string }
    #expect(kinds == ["inadmissible"])
  }
}
