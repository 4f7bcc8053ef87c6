import Deliberation
import Foundation
import Testing

/// Every way in which a ledger can be tampered with by whoever owns its server, and what an auditor
/// is told.
@Suite(
  .serialized,
  .enabled(
    if: Program.hasServer && FileManager.default.isExecutableFile(atPath: "/usr/bin/psql"),
    "PostgreSQL's server and client packages are not installed"))
struct AuditTamperingTests {
  /// The ledger that is tampered with: made once, put back after each case.
  private struct Bench {
    let office: Office
    let tampering: Tampering
    /// The position of State's clearance; USTR's objection follows it.
    let cleared: Int
    let size: Int

    init() throws {
      office = try Office()
      _ = try office.file("paper.md", "第一項　目的\n第四項　全品目を対象とする\n")
      let acts: [[String]] = [
        [
          "--as", "commerce", "proposal", "file", "--title", "Aligned controls", "--title-ja",
          "輸出管理の整合", "--topic", "export-controls", "--level", "ministerial", "--text", "paper.md",
        ],
        [
          "--as", "commerce", "clearance", "request", "USA-1", "--agency", "STATE", "--agency",
          "USTR", "--agency", "ENERGY", "--suspense", "2026-12-08T17:00", "--zone",
          "America/New_York",
        ],
        ["--as", "state", "clear", "USA-1@1"],
      ]
      for act in acts { try Self.run(office, act) }
      try Self.run(office, ["audit", "checkpoint", "--ledger", "USA"], into: "early.checkpoint")
      try Self.run(
        office,
        [
          "--as", "ustr", "position", "record", "USA-1@1", "nonconcur", "--reason",
          "Cuts across the IPEF pillar.", "--remedy", "Add a carve-out.",
        ])
      try Self.run(office, ["--as", "energy", "position", "record", "USA-1@1", "no_equity"])
      try Self.run(office, ["audit", "checkpoint", "--ledger", "USA"], into: "latest.checkpoint")
      try Self.run(office, ["audit", "export", "--ledger", "USA", "mirror"])
      tampering = try Tampering(office, code: "USA")
      try tampering.keep()
      cleared = try #require(
        Int(
          try tampering.sql(
            "select max(position) from ringi.event where actor = 'state' and type = 'PositionRecorded'"
          )))
      size = try #require(Int(try tampering.sql("select count(*) from ringi.event")))
    }

    private static func run(_ office: Office, _ act: [String], into file: String? = nil) throws {
      let answer = try office.run(act)
      guard answer.status == 0 else { throw Office.Failed(answer: answer) }
      if let file { _ = try office.file(file, answer.out) }
    }

    func verify(_ old: [String] = []) throws -> (status: Int32, findings: [JSON], error: String) {
      let answer = try office.run(
        ["--as", "usa_auditor", "audit", "verify", "--ledger", "USA", "--json"]
          + old.flatMap { ["--old", $0] })
      let findings = try? answer.json()["ledgers"]?.array?.first?["findings"]?.array
      return (answer.status, findings ?? [], answer.err)
    }

    /// Tampers, verifies, puts back.
    func expect(
      _ sql: String, old: [String] = [], _ kind: String, _ code: String, at position: Int,
      _ comment: Comment, line: SourceLocation = #_sourceLocation
    ) throws {
      try tampering.sql("begin; set local session_replication_role = replica; \(sql) commit;")
      let (status, findings, error) = try verify(old)
      try tampering.restore()
      #expect(status == 7, comment, sourceLocation: line)
      let isNamed = findings.contains {
        $0["kind"]?.string == kind && $0["code"]?.string == code && $0["position"]?.int == position
      }
      #expect(isNamed, "\(comment): \(JSON.array(findings).text) \(error)", sourceLocation: line)
    }
  }

  @Test("What was tampered with is named with its position")
  func tampering() throws {
    let bench = try Bench()
    let (p, t) = (bench.cleared, bench.tampering)
    let sound = try bench.verify(["early.checkpoint", "latest.checkpoint", "mirror"])
    #expect(sound.status == 0, "\(sound)")

    // Without anything kept outside.
    try bench.expect(
      "update ringi.event set actor = 'ustr' where position = \(p);", "entry_altered", "leaf",
      at: p,
      "an altered entry")
    try bench.expect(
      "update ringi.event set leaf_hash = sha256('x') where position = \(p);", "entry_altered",
      "leaf", at: p, "an altered leaf")
    try bench.expect(
      "update ringi.payload set facts = replace(facts, 'concur', 'nonconcur') where position = \(p);",
      "payload_altered", "facts", at: p, "altered facts")
    try bench.expect(
      "update ringi.payload set text = replace(text, 'IPEF', 'APEC') where position = \(p + 1);",
      "payload_altered", "text", at: p + 1, "altered text")
    try bench.expect(
      "delete from ringi.payload where position = \(p);", "missing", "facts", at: p,
      "a payload gone")
    try bench.expect(
      "delete from ringi.event where position = \(p);", "missing", "position", at: p,
      "an entry gone")
    try bench.expect(
      t.swap(p) + t.rehash, "reordered", "recorded_at", at: p + 1, "two that changed places")
    try bench.expect(
      "delete from ringi.event where position > \(p);", "missing", "rolled_back", at: p + 1,
      "a tail cut off")
    try bench.expect(
      Self.insertion(t, p) + t.rehash, "inadmissible", "inserted", at: p + 1, "an entry put in")
    try bench.expect(
      "update ringi.checkpoint set root = sha256('x') where size = \(bench.size);",
      "checkpoint_mismatch", "row", at: bench.size - 1, "a stored root changed")
    try bench.expect(
      "update ringi.checkpoint set note = replace(note, ' 1', ' 2') || note where size = \(bench.size);",
      "checkpoint_mismatch", "malformed", at: bench.size - 1, "a stored note spoiled")
    try bench.expect(
      "update ringi.event set effective_zone = 'Asia/Tokyo' where position = \(p);" + t.rehash,
      "checkpoint_mismatch", "forked", at: 0, "an entry rewritten together with its leaf")
  }

  /// An entry between two others, complete but for the command that would have written it.
  private static func insertion(_ t: Tampering, _ p: Int) -> String {
    t.shift(from: p + 1) + """

      insert into ringi.event select \(p + 1), gen_random_uuid(), gen_random_uuid(), 0, stream,
          version + 1000, type, schema_version, rules_version, actor, party, authority, on_behalf_of,
          recorded_at, effective_at, effective_offset, effective_zone, marking, null, null,
          facts_commitment, text_commitment, signature, leaf_hash
        from ringi.event where position = \(p);
      insert into ringi.payload select \(p + 1), facts, facts_salt, text, text_salt
        from ringi.payload where position = \(p);
      """
  }

  @Test("Only what was kept outside exposes who holds database and key")
  func forks() throws {
    let bench = try Bench()
    let (p, t) = (bench.cleared, bench.tampering)
    // A complete roll back: nothing in the database remembers.
    let back = """
      delete from ringi.event where position > \(p); delete from ringi.payload where position > \(p);
      delete from ringi.command where first_position > \(p); delete from ringi.node;
      delete from ringi.checkpoint where size > \(p + 1);
      update ringi.projection_state set position = least(position, \(p));
      """
    try t.sql("begin; set local session_replication_role = replica; \(back) commit;")
    #expect(try bench.verify().status == 0)
    let signed = try bench.office("audit checkpoint --ledger USA --json")
    #expect(signed.status == 7, "the signer remembers a larger head")
    #expect(try signed.error()["code"]?.string == "verification.checkpoint")
    try t.restore()
    try bench.expect(
      back, old: ["latest.checkpoint"], "missing", "rolled_back", at: p + 1,
      "rolled back, a checkpoint kept")
    try bench.expect(
      back, old: ["mirror"], "missing", "rolled_back", at: p + 1, "rolled back, an export kept")

    // A history rewritten to the last hash, and signed anew with the true key.
    let rewrite = """
      update ringi.payload set text = replace(text, 'IPEF', 'APEC') where position = \(p + 1);
      update ringi.event e set text_commitment =
          sha256(p.text_salt || convert_to(p.text, 'UTF8'))
        from ringi.payload p where p.position = e.position and e.position = \(p + 1);
      \(t.rehash)
      """
    try t.sql("begin; \(rewrite) delete from ringi.checkpoint; commit;")
    #expect(
      try bench.office("audit checkpoint --ledger USA").status == 7,
      "the signer knows the root that it signed")
    let keys = try #require(bench.office.find("USA.key.signed"))
    try FileManager.default.removeItem(atPath: keys)
    #expect(try bench.office("audit checkpoint --ledger USA").status == 0)
    #expect(try bench.verify().status == 0, "on its own it verifies perfectly")
    for (old, kind, code, position) in [
      ("latest.checkpoint", "checkpoint_mismatch", "forked", p + 1),
      ("mirror", "entry_altered", "rewritten", p + 1),
    ] {
      // The early checkpoint, which still agrees, narrows it down to what came after.
      let found = try bench.verify(["early.checkpoint", old])
      #expect(found.status == 7)
      let isNamed = found.findings.contains {
        $0["kind"]?.string == kind && $0["code"]?.string == code && $0["position"]?.int == position
      }
      #expect(isNamed, "\(old): \(JSON.array(found.findings).text)")
    }
    let extended = try bench.office("audit export --ledger USA mirror")
    #expect(extended.status == 7, "an export does not go on with another history")
  }
}
