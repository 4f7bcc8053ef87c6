import Deliberation
import Foundation
import Testing

/// Checkpoints, witnesses, proofs and exports, checked by programs that know nothing of ringi.
@Suite(
  .serialized,
  .enabled(
    if: Program.hasServer && FileManager.default.isExecutableFile(atPath: "/usr/bin/psql"),
    "PostgreSQL's server and client packages are not installed"))
struct AuditProofTests {
  /// A joint ledger with one witness of each government.
  private struct Bench {
    let office: Office
    let vkey: String

    init() throws {
      office = try Office()
      vkey = try #require(try office("ledger show EPCC --json").json()["vkey"]?.string)
      let usa = try office("audit witness keygen witness.example/usa usa.key")
      let jpn = try office("audit witness keygen witness.example/jpn jpn.key")
      _ = try office.file(
        "epcc.policy",
        """
        log \(vkey)
        witness usa-1 \(usa.ref)
        witness jpn-1 \(jpn.ref)
        group usa any usa-1
        group jpn any jpn-1
        group each all usa jpn
        quorum each

        """)
      _ = try office.file("log.policy", "log \(vkey)\nquorum none\n")
    }

    func sign(into file: String) throws {
      let answer = try office("audit checkpoint --ledger EPCC")
      try #require(answer.status == 0, "\(answer.err)")
      _ = try office.file(file, answer.out)
    }

    func witness(_ party: String) throws -> Office.Answer {
      try office(
        "--as \(party)_witness audit witness run --ledger EPCC --key \(party).key --state seen-\(party)"
      )
    }

    func verify() throws -> (status: Int32, ledger: JSON) {
      let answer = try office(
        "--as jpn_auditor audit verify --ledger EPCC --policy epcc.policy --json")
      return (answer.status, try answer.json()["ledgers"]?.array?.first ?? .null)
    }

    /// One more entry, whose text is Japanese too.
    func grow() throws {
      let answer = try office("member add EPCC CA --name Canada --name-ja カナダ --from 2026-01-01")
      try #require(answer.status == 0, "\(answer.err)")
    }
  }

  @Test("A joint checkpoint counts once a witness of each government cosigned it")
  func witnesses() throws {
    let bench = try Bench()
    try bench.sign(into: "one.checkpoint")
    let alone = try bench.verify()
    #expect(alone.status == 7)
    #expect(alone.ledger["checkpoint"]?["counts"]?.bool == false)
    let first = try bench.witness("usa")
    #expect(first.status == 0, "\(first.err)")
    #expect(first.out.hasPrefix("— witness.example/usa "))
    #expect(try bench.verify().status == 7, "one government is not enough")
    #expect(try bench.witness("jpn").status == 0)
    let both = try bench.verify()
    #expect(both.status == 0, "\(both.ledger.text)")
    #expect(both.ledger["checkpoint"]?["counts"]?.bool == true)
    #expect(
      Set(both.ledger["checkpoint"]?["witnesses"]?.strings ?? [])
        == ["witness.example/usa", "witness.example/jpn"])
    #expect(try bench.witness("usa").out == first.out, "nothing is signed twice")
    let printed = try bench.office("--as meti audit checkpoint --ledger EPCC --latest").out
    #expect(printed.contains(first.out) && printed.contains("— witness.example/jpn "))

    // It goes on from what it saw, by a consistency proof; and not backwards.
    try bench.grow()
    try bench.sign(into: "two.checkpoint")
    let second = try bench.witness("usa")
    #expect(second.status == 0, "\(second.err)")
    let tampering = try Tampering(bench.office, code: "EPCC")
    try tampering.sql(
      "delete from ringi.cosignature where size = (select max(size) from ringi.checkpoint); delete from ringi.checkpoint where size = (select max(size) from ringi.checkpoint)"
    )
    let backwards = try bench.witness("usa")
    #expect(backwards.status == 7, "\(backwards.out)")
  }

  @Test("A proof is checked without the ledger, and only as it was written")
  func proofs() throws {
    let bench = try Bench()
    let office = bench.office
    #expect(try office("--as mofa audit prove EPCC:5").status == 3, "nothing is signed yet")
    try bench.sign(into: "one.checkpoint")
    _ = try bench.witness("usa")
    _ = try bench.witness("jpn")
    let position = try #require(
      Int(
        try Tampering(office, code: "EPCC").sql(
          "select min(position) from ringi.event where text_commitment is not null")))
    let bare = try office("--as mofa audit prove EPCC:\(position)")
    let full = try office("--as mofa audit prove EPCC:\(position) --disclose facts,text")
    #expect(bare.status == 0 && full.status == 0, "\(bare.err)\(full.err)")
    #expect(bare.out.hasPrefix("c2sp.org/tlog-proof@v1\nextra "))
    _ = try office.file("bare.proof", bare.out)
    _ = try office.file("full.proof", full.out)
    #expect(try office("audit check bare.proof --policy epcc.policy").status == 0)
    let checked = try office("audit check full.proof --policy epcc.policy --json")
    #expect(checked.status == 0, "\(checked.out)")
    let json = try checked.json()
    #expect(json["index"]?.int == position && json["text"]?.object != nil)
    let bareJSON = try office("audit check bare.proof --policy epcc.policy --json").json()
    #expect(bareJSON["facts"]?.isNull == true && bareJSON["text"]?.isNull == true)

    let entry = try office.file("entry", json["entry"]?.string ?? "")
    #expect(
      try office("audit check bare.proof --policy log.policy --leaf \(entry)").status == 0)
    _ = try office.file(
      "entry", (json["entry"]?.string ?? "").replacing("actor ", with: "actor x"))
    #expect(
      try office("audit check bare.proof --policy log.policy --leaf \(entry)").status == 7)

    // Every line of it is needed as it is.
    let lines = full.out.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for (index, line) in lines.enumerated() where line.count > 3 {
      var changed = lines
      let middle = line.index(line.startIndex, offsetBy: line.count / 2)
      let other: Character = line[middle] == "A" ? "B" : "A"
      changed[index] =
        String(line[..<middle]) + String(other) + String(line[line.index(after: middle)...])
      _ = try office.file("changed.proof", changed.joined(separator: "\n"))
      let answer = try office("audit check changed.proof --policy epcc.policy")
      #expect(answer.status == 7, "line \(index): \(line) \(answer.out)")
    }
    // Without the witnesses it does not count.
    let unwitnessed = lines.filter { !$0.hasPrefix("— witness") }.joined(separator: "\n")
    _ = try office.file("changed.proof", unwitnessed)
    #expect(try office("audit check changed.proof --policy epcc.policy").status == 7)
    #expect(try office("audit check changed.proof --policy log.policy").status == 0)

    // What was proved stays proved when the text is destroyed.
    try Tampering(office, code: "EPCC").sql(
      "update ringi.payload set text = null, text_salt = null where position = \(position)")
    #expect(try office("audit check full.proof --policy epcc.policy").status == 0)
    let verified = try bench.verify()
    #expect(verified.status == 0, "\(verified.ledger.text)")
    #expect(verified.ledger["notes"]?.array?.first?["kind"]?.string == "unreplayable")
    #expect(try office("--as mofa audit prove EPCC:\(position) --disclose text").status == 5)
    #expect(try office("--as mofa audit prove EPCC:\(position) --disclose facts").status == 0)
    #expect(try office("--as mofa audit prove EPCC:99999").status == 3)
  }

  @Test("An export grows, keeps its bytes, and is accepted by others' tools")
  func export() throws {
    let bench = try Bench()
    let office = bench.office
    try bench.sign(into: "one.checkpoint")
    let first = try office("--as meti audit export --ledger EPCC mirror --json")
    #expect(first.status == 0, "\(first.err)")
    let kept = try office.file("copy", "")
    _ = try office.other("/bin/cp", ["-r", "mirror", kept + "-of-mirror"])
    let again = try office("--as meti audit export --ledger EPCC mirror --json").json()
    #expect(again["files_new"]?.int == 0 && again["entries_new"]?.int == 0)
    #expect(try office.independentRoot("mirror").status == 0)
    try bench.grow()
    try bench.sign(into: "two.checkpoint")
    let grown = try office("--as meti audit export --ledger EPCC mirror --no-payloads --json")
    #expect(grown.status == 0, "\(grown.err)")
    #expect(try grown.json()["entries_new"]?.int ?? 0 > 0)
    let same = try office.other(
      "/usr/bin/diff", ["-r", "copy-of-mirror/tile", "mirror/tile"])
    #expect(!same.out.contains("differ") && !same.out.contains("Only in copy"), "\(same.out)")

    #expect(try office.independentRoot("mirror").status == 0)
    #expect(try office.opensslAccepts("mirror/checkpoint", bench.vkey))
    // An altered entry, an altered head: rejected by tools that are not ours.
    let checkpoint = try #require(office.read("mirror/checkpoint"))
    let lines = checkpoint.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let size = try #require(Int(lines[1]))
    _ = try office.file(
      "mirror/checkpoint", checkpoint.replacing("\n\(size)\n", with: "\n\(size - 1)\n"))
    #expect(try office.opensslAccepts("mirror/checkpoint", bench.vkey) == false)
    #expect(try office.independentRoot("mirror").status != 0)
    _ = try office.file("mirror/checkpoint", checkpoint)
    let bundle = "mirror/tile/entries/000.p/\(size)"
    let text = try #require(office.read(bundle))
    _ = try office.file(bundle, text.replacing("actor founder", with: "actor fownder"))
    #expect(try office.independentRoot("mirror").status != 0)
    #expect(
      try office("--as meti audit export --ledger EPCC mirror").status == 7,
      "nothing is added to a bundle that was changed")
    #expect(try office("--as meti audit export --ledger USA mirror").status == 3)
    #expect(try office("audit export --ledger USA mirror").status == 5, "another log's directory")
  }
}
