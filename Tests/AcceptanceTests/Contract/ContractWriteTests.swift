import Deliberation
import Foundation
import Testing

extension ContractTests {
  @Suite("What writes print")
  struct Writes {
    private let contract: ContractOffice
    private var office: Office { contract.office }

    init() throws { contract = try ContractTests.shared.get() }

    private static let draft =
      "--as commerce file --topic export-controls --level director --text paper.md --title 案件"

    private static let receipt: Shape = .object([
      "ledger": .string, "position": .int, "event_id": .string, "type": .string,
      "recorded_at": .recorded, "leaf": .digest,
    ])

    @Test("Exactly one line, the reference; with --json one object without schema and as_of")
    func oneLine() throws {
      let filed = try office(Self.draft)
      #expect(filed.status == 0, "\(filed.err)")
      #expect(filed.out.wholeMatch(of: /USA-2026-\d{4}\n/) != nil)
      let ref = filed.ref
      let asked = try office(
        "--as commerce clearance request \(ref) --agency STATE --suspense 2026-12-08T17:00 --zone America/New_York"
      )
      #expect(asked.out == ref + "\n")
      let cleared = try office("--as state clear \(ref)@1 --json")
      let json = try cleared.json()
      #expect(json["schema"] == nil && json["as_of"] == nil)
      #expect(
        Shape.object([
          "ref": .string, "ref_at": .string, "unchanged": .bool, "receipts": .list(Self.receipt),
        ]).complaints(json) == [])
      #expect(json["ref"]?.string == ref && json["ref_at"]?.string == ref + "@1")
      #expect(json["unchanged"]?.bool == false)
      #expect(json["receipts"]?.array?.first?["type"]?.string == "PositionRecorded")
    }

    @Test("Saying the same twice writes nothing and says so")
    func unchanged() throws {
      let before = try contract.heads()
      let again = try office("--as commerce release USA-1 --to EPCC --json")
      #expect(again.status == 0, "\(again.err)")
      #expect(try again.json()["unchanged"]?.bool == true)
      #expect(try again.json()["receipts"]?.array?.isEmpty == true)
      let received = try office("--as meti receipt EPCC-1 --json")
      #expect(try received.json()["unchanged"]?.bool == true)
      #expect(try contract.heads() == before)
    }

    @Test(
      "--dry-run decides and writes nothing",
      arguments: [
        draft, "--as treasury clear USA-2@1", "--as treasury object USA-2@1 --reason r --remedy m",
        "--as commerce revise USA-2 --text paper.md --material --reason r",
        "--as commerce clearance extend USA-2 --suspense 2026-12-10T17:00 --zone America/New_York --reason r",
      ])
    func dryRun(line: String) throws {
      let before = try contract.heads()
      let answer = try office(line + " --dry-run --json")
      #expect(answer.status == 0, "\(answer.err)")
      let json = try answer.json()
      #expect(json["dry_run"]?.bool == true)
      let events = try #require(json["events"]?.array)
      #expect(!events.isEmpty)
      for event in events {
        #expect(
          event.object?.members.map(\.key).sorted() == ["ledger", "payload", "stream", "type"])
        #expect(event["payload"]?["facts"]?.object != nil)
      }
      #expect(try office(line + " --dry-run").status == 0)
      #expect(try contract.heads() == before)
    }

    @Test("A dry run is refused exactly as the real one")
    func dryRefusal() throws {
      let line = "--as commerce national adopt USA-2 concur --json"
      let real = try office(line)
      let dry = try office(line + " --dry-run")
      #expect(real.status == 5 && dry.status == 5)
      #expect(dry.err == real.err && dry.out.isEmpty)
    }

    @Test("A command id is carried out once; for another command it is refused")
    func commandID() throws {
      let id = UUID().uuidString.lowercased()
      let first = try office(Self.draft + " --json --command-id \(id)").json()
      let before = try contract.heads()
      let again = try office(Self.draft + " --json --command-id \(id)").json()
      #expect(again["ref"] == first["ref"])
      #expect(again["receipts"] == first["receipts"])
      let other = try office(
        "--as commerce revise USA-2 --text paper.md --material --json --command-id \(id) --reason r"
      )
      #expect(other.status == 5)
      #expect(try other.error()["code"]?.string == "command.reused")
      #expect(try contract.heads() == before)
    }

    @Test("A late entry says when and why, and never the future")
    func late() throws {
      let filed = try office(Self.draft).ref
      let line =
        "--as commerce clearance request \(filed) --agency STATE --suspense 2026-12-08T17:00 --zone America/New_York"
      let late = try office(line + " --effective 2026-11-24T12:00:00 --reason 電話で依頼済み --json")
      #expect(late.status == 0, "\(late.err)")
      let items = try office("--as commerce timeline \(filed) --json").json()["items"]?.array
      let item = items?.last
      #expect(item?["late"]?.bool == true)
      #expect(item?["effective_at"]?.string == "2026-11-24T12:00:00-05:00")
      #expect(item?["effective_zone"]?.string == "America/New_York")
      let future = try office(line + " --effective 2027-01-01T08:00:00 --reason x --json")
      #expect(future.status == 5)
      #expect(try future.error()["code"]?.string == "time.future")
      let silent = try office(line + " --effective 2026-11-24T12:00:00 --json")
      #expect(try silent.error()["code"]?.string == "reason_missing")
      #expect(silent.status == 5)
    }
  }
}
