import Deliberation
import Foundation
import Testing

/// A command that is refused: by which code and with which exit status.
struct ContractRefusal: Sendable, CustomTestStringConvertible {
  var line: String
  var code: String
  var status: Int32

  init(_ line: String, _ code: String, _ status: Int32) {
    self.line = line
    self.code = code
    self.status = status
  }

  var testDescription: String { "\(code): \(line)" }

  private static let file =
    "--as commerce file --topic export-controls --level director --text paper.md --title T"
  private static let ask = "--as commerce clearance request USA-2 --agency DOJ --suspense"

  static let all: [ContractRefusal] = [
    // Positions.
    .init("--as dhs clear USA-2@1", "position.not_asked", 5),
    .init(
      "--as treasury position record USA-2@1 nonconcur --remedy m", "position.reason_missing", 5),
    .init(
      "--as treasury position record USA-2@1 nonconcur --reason r", "position.remedy_missing", 5),
    .init(
      "--as treasury position record USA-2@1 study_reservation --reason r",
      "position.review_by_missing", 5),
    .init(
      "--as treasury position record USA-2@1 concur_conditional --reason r", "condition.missing", 5),
    .init(
      "--as treasury position record USA-2@1 defer_to --defer-to TREASURY",
      "position.deferral_cycle", 5),
    .init("--as treasury position record USA-2@2 concur", "revision.moved", 6),
    .init("--as state clear USA-1@1", "revision.moved", 6),
    .init("--as mof clear EPCC-1", "position.not_asked", 5),
    // National positions.
    .init("--as commerce national adopt USA-2 concur", "national.objection_open", 5),
    .init("--as commerce release USA-2 --to EPCC", "release.not_adopted", 5),
    // Clearance.
    .init(
      "--as commerce clearance proceed USA-2 --agency TREASURY --reason r", "suspense.not_passed", 5
    ),
    // Decisions.
    .init("--as secretariat decision take EPCC-1 --verdict adopted", "decision.already_taken", 5),
    .init("--as commerce decision take USA-2 --verdict adopted", "decision.not_ready", 5),
    // Authority comes before rules.
    .init("--as commerce_desk national adopt USA-2 concur", "authority.level", 4),
    .init("--as state national adopt USA-2 concur", "authority.role", 4),
    .init(
      "--as state proposal revise USA-2 --text paper.md --material --reason r", "authority.role", 4),
    .init("--as usa_auditor clear USA-2@1", "authority.role", 4),
    .init("--as commerce decision take EPCC-1 --verdict adopted", "authority.none", 4),
    .init("--as founder clear USA-2@1", "authority.role", 4),
    // Absent and hidden.
    .init("--as mofa show USA-2", "not_found", 3),
    .init("--as state show USA-999", "not_found", 3),
    .init("--as state show NOWHERE-1", "not_found", 3),
    .init("--as state show USA-2@9", "not_found", 3),
    .init("--as state decision show EPCC-D99", "not_found", 3),
    .init("--as state ledger show JPN", "not_found", 3),
    .init("--as mofa clear USA-2@1", "not_found", 3),
    .init("--as state inbox --ledger JPN", "not_found", 3),
    // Times. In 2026 New York springs forward on 8 March and falls back on 1 November.
    .init("\(ask) 2027-03-14T02:30 --zone America/New_York", "time.nonexistent", 2),
    .init("\(ask) 2027-11-07T01:30 --zone America/New_York", "time.ambiguous", 2),
    .init("--as state inbox --at 2026-03-08T02:30 --zone America/New_York", "time.nonexistent", 2),
    .init("--as state inbox --at 2026-11-01T01:30 --zone America/New_York", "time.ambiguous", 2),
    .init("\(ask) 2026-12-24T02:30 --zone America/Gotham", "time.zone_unknown", 2),
    .init("\(ask) 2026-12-24T02:30", "time.zone_missing", 2),
    .init("--as state inbox --at 2026-11-24", "time.zone_missing", 2),
    // The command line.
    .init("--as state shwo USA-1", "usage", 2),
    .init("--as state position recrod USA-1 concur", "usage", 2),
    .init("--as state position record USA-2 concurr", "usage", 2),
    .init("--as state show", "usage", 2),
    .init("--as state show USA-1 --jsn", "usage", 2),
    .init("--as state show USA-1 --lang fr", "usage", 2),
    .init("--as state decision show USA-1-1-1", "not_found", 3),
    .init("\(file) --command-id 7", "usage", 2),
    .init("--as commerce revise USA-2 --text paper.md --reason r", "usage", 2),
    .init(
      "--as commerce file --topic nowhere --level director --text paper.md --title T",
      "topic.unknown", 5),
  ]
}

extension ContractTests {
  @Suite("How refusals look")
  struct Refusals {
    private let contract: ContractOffice
    private var office: Office { contract.office }

    init() throws { contract = try ContractTests.shared.get() }

    @Test(
      "Nothing on stdout, one error object on stderr, its exit status, nothing written",
      arguments: ContractRefusal.all)
    func refused(_ refusal: ContractRefusal) throws {
      let before = try contract.heads()
      let answer = try office(refusal.line + " --json")
      #expect(answer.status == refusal.status, "\(answer.out)\(answer.err)")
      #expect(answer.out.isEmpty)
      let json = try JSON(parsing: answer.err)
      #expect(json.object?.members.map(\.key) == ["error"])
      let error = json["error"]
      #expect(error?["code"]?.string == refusal.code)
      #expect(
        Shape.object([
          "code": .string, "message": .string, "hint": .optional(.string), "details": .any,
        ]).complaints(error) == [])
      #expect(try contract.heads() == before)
      let plain = try office(refusal.line)
      #expect(plain.status == refusal.status && plain.out.isEmpty)
      #expect(plain.err.contains("Error: "))
    }

    @Test("A mistyped word is answered with the nearest one")
    func nearest() throws {
      #expect(try office("shwo USA-1").err.contains("show"))
      #expect(try office("--as state position recrod USA-1").err.contains("record"))
      #expect(try office("--as state position record USA-2 concurr").err.contains("concur"))
      #expect(try office("--as state show USA-1 --jsno").err.contains("--json"))
    }

    @Test("Hidden and absent are the same bytes")
    func hidden() throws {
      // The file is there, for others; the text differs in nothing but what was typed.
      func told(_ line: String, _ typed: String) throws -> [String] {
        let words = line.replacingOccurrences(of: "%", with: typed)
        return [try office(words), try office(words + " --json")].map {
          "\($0.status)\n\($0.out)\n\($0.err)".replacingOccurrences(of: typed, with: "%")
        }
      }
      for line in [
        "--as mofa show %", "--as mofa timeline %", "--as mofa matrix %", "--as mofa diff %",
        "--as mofa clear %", "--as mofa position history %", "--as mofa release check %",
        "--as mofa objection list %", "--as mofa clearance list %", "--as mofa national show %",
        "--as mofa decision show %", "--as secretariat show %",
      ] {
        #expect(try told(line, "USA-2026-0002") == told(line, "USA-2026-7777"), "\(line)")
        #expect(try told(line, "USA-2026-0002") == told(line, "XYZ-2026-0002"), "\(line)")
      }
      #expect(
        try told("--as mofa ledger show %", "USA") == told("--as mofa ledger show %", "XYZ"))
      #expect(
        try told("--as mofa inbox --ledger %", "USA") == told("--as mofa inbox --ledger %", "XYZ"))
      #expect(
        try told("--as mofa show EPCC-1 --at %", "USA:3")
          == told("--as mofa show EPCC-1 --at %", "XYZ:3"))
    }

    @Test("Several holders are named together")
    func blockers() throws {
      let error = try office("--as commerce national adopt USA-2 concur --json").error()
      let blockers = error["details"]?["blockers"]?.array ?? []
      #expect(
        blockers.map { "\($0["party"]?.string ?? "") \($0["code"]?.string ?? "")" }.sorted() == [
          "ENERGY study_reservation", "STATE condition_open", "TREASURY no_response",
          "USTR objection_open",
        ])
    }
  }
}
