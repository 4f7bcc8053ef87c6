import Deliberation
import Foundation
import Testing

extension ContractTests {
  /// What one government keeps to itself is in no answer to the other.
  @Suite("The other government")
  struct Secrecy {
    private let contract: ContractOffice
    private var office: Office { contract.office }

    init() throws { contract = try ContractTests.shared.get() }

    static let logins = ["mofa", "jpn_auditor", "secretariat"]

    static let reads = [
      "inbox", "proposal list", "show EPCC-1", "show JPN-1", "matrix EPCC-1", "matrix JPN-1",
      "timeline EPCC-1", "timeline JPN-1", "position history EPCC-1", "position history JPN-1",
      "diff EPCC-1", "whoami", "national show JPN-1", "national show EPCC-1",
      "clearance list EPCC-1", "clearance list JPN-1", "objection list EPCC-1",
      "decision show EPCC-D1", "decision show EPCC-1", "decision list", "decision lineage EPCC-D1",
      "audit log", "audit verify", "audit replay", "projection status", "ledger list",
      "ledger show EPCC", "topic list", "role list", "agency list", "member list", "forum list",
      "release check JPN-1", "release check EPCC-1",
      "show USA-1", "show USA-2", "timeline USA-2", "matrix USA-1", "release check USA-2",
      "audit log --ledger USA", "inbox --at USA:9",
      // Writes that are refused must not tell either.
      "clear EPCC-1", "clear USA-2@1", "receipt EPCC-1 --dry-run", "release EPCC-1 --dry-run",
      "decision take EPCC-1 --dry-run",
    ]

    /// Codes of American agencies as JSON strings, references, and the words that were not
    /// released.
    static let traces = [
      ContractOffice.secret, "USA-2026", "\"USTR\"", "\"COMMERCE\"", "\"STATE\"", "\"ENERGY\"",
      "\"TREASURY\"", "\"USA\":", "ringi_usa",
    ]

    @Test("No trace in any answer, in any form", arguments: reads)
    func noTrace(read: String) throws {
      for login in Self.logins {
        for format in ["--json", "--format table"] {
          let answer = try office("--as \(login) \(read) \(format)")
          let typed = read.contains("USA-")
          for trace in Self.traces where !(typed && trace == "USA-2026") {
            #expect(
              !answer.out.contains(trace) && !answer.err.contains(trace),
              "\(login) \(read) \(format) tells \(trace)")
          }
        }
      }
    }

    @Test("The words are there for those who may read them")
    func control() throws {
      #expect(try office("--as ustr timeline USA-1 --json").out.contains(ContractOffice.secret))
      #expect(try office("--as ustr show USA-2 --json").out.contains(ContractOffice.secret))
    }

    @Test("Auditors of both governments see one joint ledger")
    func auditors() throws {
      func joint(_ login: String) throws -> JSON? {
        try office("--as \(login) audit verify --json").json()["ledgers"]?.array?.first {
          $0["ledger"]?.string == "EPCC"
        }
      }
      #expect(try joint("usa_auditor") == joint("jpn_auditor"))
      #expect(try joint("usa_auditor") != nil)
    }
  }
}
