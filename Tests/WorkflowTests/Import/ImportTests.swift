import Deliberation
import EventStore
import Foundation
import Testing

@testable import Workflow

@Suite("Importing", .serialized, .enabled(if: hasServer, "PostgreSQL is not installed."))
struct ImportTests {
  static let parties = [
    #"{"kind":"party","code":"FR","name_en":"France","name_ja":"フランス"}"#,
    #"{"kind":"party","code":"JP","name_en":"Japan","name_ja":"日本"}"#,
    #"{"kind":"party","code":"US","name_en":"United States"}"#,
  ]

  static func proposal(_ ref: String, _ more: String = "") -> String {
    #"{"kind":"proposal","ref":"\#(ref)","title_ja":"決議案 \#(ref)","topics":["軍縮","Human rights"],"effective_at":"1950-11-03T00:00:00Z"\#(more)}"#
  }

  static func position(_ ref: String, _ party: String, _ code: String, _ more: String = "")
    -> String
  {
    #"{"kind":"position","ref":"\#(ref)","party":"\#(party)","position":"\#(code)","effective_at":"1950-11-03T00:00:00Z"\#(more)}"#
  }

  static func decision(_ ref: String, _ more: String = "") -> String {
    #"{"kind":"decision","ref":"\#(ref)","rule":"majority","effective_at":"1950-11-03T00:00:00Z"\#(more)}"#
  }

  @Test("Every kind of line becomes what it says") func kinds() async throws {
    let office = try ImportOffice()
    let session = try await office.ledger("UNGA")
    let path = try office.write(
      "kinds.ndjson",
      Self.parties + [
        #"{"kind":"party","code":"YU","name_en":"Yugoslavia","valid_from":"1945-10-24","valid_to":"1992-04-27","successor":"FR"}"#,
        Self.proposal(
          "RC-1",
          #","sponsor":"FR","text":"本文","source":{"unres":"R/1/66","n":[1,null]},"level":"leaders""#
        ),
        Self.position("RC-1", "FR", "concur"),
        Self.position("RC-1", "JP", "concur_conditional", #","conditions":["a","b"]"#),
        Self.position("RC-1", "US", "nonconcur", #","reason":"反対である""#),
        Self.position("RC-1", "YU", "abstain"),
        #"{"kind":"revision","ref":"RC-1","revision":2,"text":"改訂","effective_at":"1950-11-04T00:00:00Z"}"#,
        Self.position("RC-1", "FR", "concur", #","revision":1"#),
        Self.position(
          "RC-1", "JP", "study_reservation", #","review_by":"1951-01-01T00:00:00+09:00""#),
        Self.position("RC-1", "US", "nonconcur"),
        Self.decision("RC-1", #","verdict":"adopted","text":"採択""#),
        Self.proposal("RC-2"),
        Self.position("RC-2", "FR", "concur"),
        Self.decision("RC-2"),
        #"{"kind":"status","ref":"RC-2","status":"in_effect","effective_at":"1951-01-01T00:00:00Z"}"#,
      ])
    let summary = try await ImportOffice.run(path, into: session)
    #expect(summary.rejected == 0)
    #expect(
      summary.imported == [
        "party": 4, "proposal": 2, "revision": 1, "position": 8, "decision": 2, "status": 1,
      ])
    // The rule counts one against and none for on the second text: the source's own word stands,
    // and is told.
    #expect(summary.mismatches.map(\.ref) == ["RC-1"])
    let ledger = try await session.ledger("UNGA")
    let state = try await ledger.view(
      files: ["UNGA-2026-0001", "UNGA-2026-0002"].map { $0.replacing("2026", with: Self.year) },
      decisions: ["UNGA-\(Self.year)-D001"]
    ).state
    let file = try #require(state.files["UNGA-\(Self.year)-0001"])
    #expect(file.externalRef == "RC-1")
    #expect(file.sponsor == "FR")
    #expect(file.level == .leaders)
    #expect(file.source == ["n": [1, nil], "unres": "R/1/66"])
    #expect(file.topics == ["軍縮", "human-rights"])
    #expect(file.filedAt.rfc3339 == "1950-11-03T00:00:00+00:00")
    #expect(file.revisions.map { $0.body?["ja"] } == ["本文", "改訂"])
    #expect(file.stands["JP"]?.reviewBy?.zone == "Etc/GMT-9")
    #expect(file.stands["US"]?.level == nil)
    #expect(file.verdict == .adopted)
    #expect(state.decisions["UNGA-\(Self.year)-D001"]?.taken.stated == true)
    #expect(state.files["UNGA-\(Self.year)-0002"]?.verdict == .adopted)
    #expect(state.files["UNGA-\(Self.year)-0002"]?.recordedStatus == .inEffect)
    #expect(state.roster.parties["YU"]?.successor == "FR")
    #expect(state.topics["human-rights"]?.title?.en == "Human rights")
    let audit = try await session.auditReplay()
    #expect(audit.isEmpty)
    #expect(try await ImportOffice.differing(session).allSatisfy { $0 == 0 })
  }

  static let year = String(
    Calendar(identifier: .gregorian).dateComponents(in: .gmt, from: Date()).year ?? 0)

  /// Hostile lines, and the code of the reason for which each is put aside; `nil` is taken.
  static let hostile: [(line: String, code: String?)] =
    parties.map { ($0, nil) } + [
      (proposal("RC-1"), nil), (position("RC-1", "FR", "concur"), nil),
      ("", nil), (" \t\r", nil),
      ("{", "line.json"), ("null", "line.not_object"), ("[1]", "line.not_object"),
      (#"{"kind":"position","kind":"status"}"#, "line.json"),
      (#"{"kind":"position","ref":"\ud800"}"#, "line.json"),
      ("{}", "kind.missing"), (#"{"kind":"vote"}"#, "kind.unknown"),
      (#"{"kind":7}"#, "kind.unknown"),
      (position("RC-1", "FR", "yes"), "position.unknown"),
      (position("RC-1", "FR", "Concur"), "position.unknown"),
      (position("RC-1", "FR", "defer_to"), "position.unknown"),
      (position("RC-1", "FR", "defer_to:JP"), "position.code_not_bilateral"),
      (position("RC-1", "", "concur"), "party.missing"),
      (position("RC-1", "  ", "concur"), "party.missing"),
      (
        #"{"kind":"position","ref":"RC-1","party":null,"position":"concur","effective_at":"1950-11-03T00:00:00Z"}"#,
        "party.missing"
      ),
      (position("RC-1", "NA", "concur"), "party.unknown"),
      (position("RC-1", "fr", "concur"), "party.unknown"),
      (position("RC-1", "-", "concur"), "party.malformed"),
      (position("RC-1", #"F\nR"#, "concur"), "party.malformed"),
      (position("RC-9", "FR", "concur"), "ref.unknown"),
      (position("RC-1", "FR", "concur", #","revision":2"#), "revision.unknown"),
      (position("RC-1", "FR", "concur", #","revision":0"#), "member.malformed"),
      (position("RC-1", "FR", "concur", #","revision":"1""#), "member.malformed"),
      (position("RC-1", "FR", "concur", #","comment":5"#), "member.malformed"),
      (position("RC-1", "FR", "concur", #","comment":"a\u0000b""#), "line.null_character"),
      (position("RC-1", "FR", "study_reservation"), "position.review_by_missing"),
      (#"{"kind":"position","ref":"RC-1","party":"FR","position":"concur"}"#, "date.missing"),
      (
        #"{"kind":"position","ref":"RC-1","party":"FR","position":"concur","effective_at":""}"#,
        "date.missing"
      ),
      (
        #"{"kind":"position","ref":"RC-1","party":"FR","position":"concur","effective_at":"1950-11-03"}"#,
        "date.malformed"
      ),
      (
        #"{"kind":"position","ref":"RC-1","party":"FR","position":"concur","effective_at":"9999-01-01T00:00:00Z"}"#,
        "time.future"
      ),
      (proposal("RC-1"), nil),  // The same once more: it is there already.
      (proposal("RC-1", #","text":"another""#), "proposal.exists"),
      (
        #"{"kind":"proposal","ref":"RC-3","topics":["x"],"effective_at":"1950-11-03T00:00:00Z"}"#,
        "title_missing"
      ),
      (
        #"{"kind":"proposal","ref":"RC-3","title_en":"t","effective_at":"1950-11-03T00:00:00Z"}"#,
        "topic.missing"
      ),
      (
        #"{"kind":"proposal","ref":"RC-3","title_en":"t","topics":"x","effective_at":"1950-11-03T00:00:00Z"}"#,
        "member.malformed"
      ),
      (
        #"{"kind":"proposal","ref":"RC-3","title_en":"t","topics":["?"],"effective_at":"1950-11-03T00:00:00Z"}"#,
        "topic.malformed"
      ),
      (
        #"{"kind":"proposal","ref":"RC-3","title_en":"t","topics":["x"],"sponsor":"XX","effective_at":"1950-11-03T00:00:00Z"}"#,
        "member.unknown"
      ),
      (
        #"{"kind":"proposal","ref":"RC-3","title_en":"t","topics":["x"],"source":"s","effective_at":"1950-11-03T00:00:00Z"}"#,
        "member.malformed"
      ),
      (
        #"{"kind":"proposal","ref":"RC-3","title_en":"t","topics":["x"],"text":"\#(String(repeating: "x", count: 4 << 20))","effective_at":"1950-11-03T00:00:00Z"}"#,
        "event.too_large"
      ),
      (
        #"{"kind":"revision","ref":"RC-1","revision":3,"effective_at":"1950-11-03T00:00:00Z"}"#,
        "revision.number"
      ),
      (
        #"{"kind":"revision","ref":"RC-1","effective_at":"1950-11-03T00:00:00Z"}"#,
        "revision.missing"
      ),
      (decision("RC-1", #","verdict":"passed""#), "verdict.unknown"),
      (
        #"{"kind":"decision","ref":"RC-1","rule":"coin_toss","effective_at":"1950-11-03T00:00:00Z"}"#,
        "rule.unknown"
      ),
      (
        #"{"kind":"status","ref":"RC-1","status":"imlpemented","effective_at":"1950-11-03T00:00:00Z"}"#,
        "status.unknown"
      ),
      (#"{"kind":"status","ref":"RC-1","effective_at":"1950-11-03T00:00:00Z"}"#, "status.missing"),
      (#"{"kind":"party","code":"DE","name_en":""}"#, "name_en.missing"),
      (#"{"kind":"party","code":"FR","name_en":"Frankreich"}"#, "party.exists"),
      (#"{"kind":"party","code":"DE","name_en":"Germany","valid_from":"1990"}"#, "date.malformed"),
      (
        #"{"kind":"party","code":"DE","name_en":"Germany","valid_from":"1990-10-03","valid_to":"1973-09-18"}"#,
        "party.interval"
      ),
      (
        #"{"kind":"party","code":"DD","name_en":"GDR","valid_to":"1990-10-03","successor":"DE"}"#,
        "party.unknown"
      ),
      (decision("RC-1"), nil), (decision("RC-1"), nil),
      (decision("RC-1", #","verdict":"not_adopted""#), "decision.already_taken"),
      // Said only after the decision: it is on record and counts no more.
      (position("RC-1", "JP", "nonconcur"), nil),
    ]

  @Test("Whatever cannot be read is put aside with its reason, and the rest goes in")
  func quarantine()
    async throws
  {
    let office = try ImportOffice()
    let session = try await office.ledger("UNGA")
    var data = Data([0xef, 0xbb, 0xbf])
    for (line, _) in Self.hostile { data.append(contentsOf: Array(line.utf8) + [0x0a]) }
    data.append(contentsOf: [0x22, 0xff, 0xfe, 0x22, 0x0a])
    data.append(Data(repeating: 0x78, count: LineReader.longest + 1))
    let path = try office.write("hostile.ndjson", data)
    let summary = try await ImportOffice.run(path, into: session)
    let rejected = try office.rejected(path)
    var found: [Int: String] = [:]
    for row in rejected {
      let line = try #require(row["line"]?.int)
      found[line] = row["reason"]?.string?.split(separator: ":").first.map(String.init)
    }
    for (index, (line, code)) in Self.hostile.enumerated() {
      #expect(found[index + 1] == code, "\(line.prefix(200))")
    }
    let count = Self.hostile.count
    #expect(found[count + 1] == "line.utf8")
    #expect(found[count + 2] == "line.too_long")
    #expect(rejected.last?["entry"]?.string?.utf8.count == LineReader.kept)
    #expect(summary.rejected == rejected.count)
    #expect(summary.lines == count + 2)
    #expect(summary.rejectedFile == path + ".rejected.ndjson")
    // The entry is the object itself, or the raw line where there is none.
    let unknown = rejected.first { $0["line"]?.int == 15 }
    #expect(unknown?["entry"] == ["kind": 7])
    #expect(rejected.first { $0["line"]?.int == 8 }?["entry"] == "{")

    let head = try await session.ledger("UNGA").head()
    let text = try Data(contentsOf: URL(filePath: path + ".rejected.ndjson"))
    let again = try await ImportOffice.run(path, into: session)
    #expect(again.importedLines == 0)
    #expect(again.skipped == summary.importedLines + summary.skipped)
    #expect(try await session.ledger("UNGA").head().position == head.position)
    #expect(try Data(contentsOf: URL(filePath: path + ".rejected.ndjson")) == text)
  }

  @Test("A strict import writes nothing at all when one line is bad") func strict() async throws {
    let office = try ImportOffice()
    let session = try await office.ledger("UNGA")
    let good =
      Self.parties + [
        Self.proposal("RC-1"), Self.position("RC-1", "FR", "concur"), Self.decision("RC-1"),
      ]
    let bad = try office.write("bad.ndjson", good + [Self.position("RC-1", "XX", "concur")])
    let head = try await session.ledger("UNGA").head().position
    let error = await #expect(throws: WorkflowError.self) {
      try await ImportOffice.run(bad, into: session, strict: true)
    }
    #expect(error?.code == "import.rejected")
    #expect(error?.details?["first"]?.array?.first?["line"] == 7)
    #expect(try await session.ledger("UNGA").head().position == head)
    #expect(!FileManager.default.fileExists(atPath: bad + ".rejected.ndjson"))
    let path = try office.write("good.ndjson", good)
    let summary = try await ImportOffice.run(path, into: session, strict: true)
    #expect(summary.importedLines == 6)
  }

  @Test("The same lines are the same source, compressed or not") func compressed() async throws {
    let office = try ImportOffice()
    let session = try await office.ledger("UNGA")
    let path = try office.write("a.ndjson", Self.parties)
    let gzip = ChildProcess(arguments: ["gzip", "-k", path])
    #expect(try gzip.run(limit: .seconds(10)).succeeded)
    #expect(try await ImportOffice.run(path + ".gz", into: session).importedLines == 3)
    #expect(try await ImportOffice.run(path, into: session).skipped == 3)
    var data = try Data(contentsOf: URL(filePath: path + ".gz"))
    data.removeLast(9)
    let torn = try office.write("torn.ndjson.gz", data)
    let error = await #expect(throws: WorkflowError.self) {
      try await ImportOffice.run(torn, into: session)
    }
    #expect(error?.code == "import.compressed")
  }

  @Test("Only the capacity records imports") func authority() async throws {
    let office = try ImportOffice()
    let session = try await office.ledger("UNGA")
    let ledger = try await session.ledger("UNGA")
    var view = try await ledger.view(files: [])
    view.authorities[0].capacities = ["enrol", "officer"]
    let error = #expect(throws: Refusal.self) {
      try ImportWorld(view: view, source: "", lastProposal: 0, lastDecision: 0)
    }
    #expect(error?.code == "authority.none")
  }

  @Test("A national ledger takes agencies, files and their positions, and no decision")
  func national()
    async throws
  {
    let office = try ImportOffice()
    let session = try await office.ledger("JPN", kind: .national, rule: .unanimousClearance)
    let path = try office.write(
      "national.ndjson",
      [
        #"{"kind":"party","code":"MITI","name_en":"MITI","name_ja":"通商産業省","valid_from":"1949-05-25"}"#,
        #"{"kind":"party","code":"METI","name_en":"METI","name_ja":"経済産業省","valid_from":"2001-01-06"}"#,
        #"{"kind":"party","code":"MITI","name_en":"MITI","name_ja":"通商産業省","valid_from":"1949-05-25","valid_to":"2001-01-06","successor":"METI"}"#,
        Self.proposal("稟議-1", #","sponsor":"METI""#),
        Self.position("稟議-1", "MITI", "defer_to:METI"),
        #"{"kind":"revision","ref":"稟議-1","revision":2,"material":false,"text":"修正","effective_at":"2001-02-01T00:00:00+09:00"}"#,
        Self.decision("稟議-1"),
      ])
    let summary = try await ImportOffice.run(path, into: session)
    #expect(summary.imported == ["party": 3, "proposal": 1, "position": 1, "revision": 1])
    #expect(summary.firstRejected.map(\.line) == [7])
    let state = try await session.ledger("JPN").view(files: ["JPN-\(Self.year)-0001"]).state
    #expect(state.roster.parties["MITI"]?.successor == "METI")
    #expect(state.files["JPN-\(Self.year)-0001"]?.stands["MITI"]?.defersTo == "METI")
    #expect(try await session.auditReplay().isEmpty)
  }
}

extension Session {
  /// What the rules would not have admitted, and what does not hash to what it should.
  func auditReplay() async throws -> [Finding] {
    let ledger = try await ledgers()[0]
    var audit = try LedgerAudit(.init())
    try await ledger.eachEvent { audit.take($0) }
    return audit.findings
  }
}
