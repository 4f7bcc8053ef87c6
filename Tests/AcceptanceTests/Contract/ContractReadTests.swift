import Deliberation
import Foundation
import Testing

/// One read command and what the contract says of its answer.
struct ContractRead: Sendable, CustomTestStringConvertible {
  var line: String
  var schema: String
  /// The keys of the object, or of each item where `isList`.
  var keys: [String: Shape]
  var isList = false
  /// The ledgers that it may be made from.
  var ledgers: Set<String>

  var testDescription: String { line }

  static let usa: Set<String> = ["USA", "EPCC"]

  static func object(
    _ line: String, _ schema: String, _ keys: [String: Shape], ledgers: Set<String> = usa
  ) -> ContractRead {
    ContractRead(line: line, schema: schema, keys: keys, ledgers: ledgers)
  }

  static func list(
    _ line: String, _ schema: String, _ keys: [String: Shape], ledgers: Set<String> = usa
  ) -> ContractRead {
    ContractRead(line: line, schema: schema, keys: keys, isList: true, ledgers: ledgers)
  }

  static let all: [ContractRead] = [
    object("--as state show USA-1", "ringi.proposal/1", Contract.proposal),
    object("--as state proposal show USA-2026-0002@1", "ringi.proposal/1", Contract.proposal),
    object("--as state show EPCC-1", "ringi.proposal/1", Contract.proposal),
    list("--as state proposal list", "ringi.proposals/1", Contract.proposalItem),
    object("--as ustr position matrix USA-1", "ringi.matrix/1", Contract.matrix),
    object("--as ustr matrix USA-2", "ringi.matrix/1", Contract.matrix),
    object("--as ustr matrix EPCC-1", "ringi.matrix/1", Contract.matrix),
    list("--as ustr timeline USA-1", "ringi.timeline/1", Contract.timelineItem),
    list("--as ustr timeline EPCC-1", "ringi.timeline/1", Contract.timelineItem),
    list("--as treasury inbox", "ringi.inbox/1", Contract.inboxItem),
    list("--as commerce inbox", "ringi.inbox/1", Contract.inboxItem),
    object("--as state decision show EPCC-D1", "ringi.decision/1", Contract.decision),
    object("--as state decision show EPCC-1", "ringi.decision/1", Contract.decision),
    list(
      "--as state decision list", "ringi.decisions/1",
      Shape.strings("ref proposal verdict", and: ["revision": .int])),
    object(
      "--as usa_auditor audit verify", "ringi.verify/1", Contract.verification),
    object("--as usa_auditor audit replay", "ringi.verify/1", Contract.verification),
    list("--as usa_auditor audit log", "ringi.audit-log/1", Contract.auditItem),
    object("--as state ledger show EPCC", "ringi.ledger/1", Contract.ledger),
    list(
      "--as state ledger list", "ringi.ledgers/1",
      Shape.strings("ledger kind", and: ["size": .int])),
    object(
      "--as commerce release check USA-2", "ringi.release-check/1", Contract.releaseCheck),
    object(
      "--as commerce whoami", "ringi.whoami/1",
      Shape.strings(
        "login person? appointment? party? government? capacities* ledgers*",
        and: ["level": .optional(Contract.level)])),
    list(
      "--as state objection list USA-2", "ringi.objections/1",
      Shape.strings("party reason? remedy?", and: ["since_revision": .int])),
    list("--as state clearance list USA-2", "ringi.clearance/1", ["party": .string]),
    list("--as state position history USA-1", "ringi.timeline/1", Contract.timelineItem),
    object("--as state national show USA-1", "ringi.national/1", ["ref": .string]),
    list("--as state topic list", "ringi.topics/1", Shape.strings("ledger code")),
    list("--as state role list", "ringi.roles/1", Shape.strings("ledger topic party")),
    list("--as state agency list", "ringi.parties/1", Shape.strings("ledger code")),
    list("--as state member list", "ringi.parties/1", Shape.strings("ledger code")),
    list("--as state forum list", "ringi.rules/1", Shape.strings("ledger rule")),
    list(
      "--as state appointment list", "ringi.appointments/1",
      Shape.strings("ledger login", and: ["from": .recorded])),
    list(
      "--as state projection status", "ringi.projections/1",
      ["projection": .string, "position": .int, "faults": .int]),
    object(
      "--as usa_auditor projection verify", "ringi.projections/1",
      ["ok": .bool, "items": .list(.object(["projection": .string, "differing": .int]))]),
    object(
      "--as mofa show JPN-1", "ringi.proposal/1", Contract.proposal, ledgers: ["JPN", "EPCC"]),
    list("--as mofa inbox", "ringi.inbox/1", Contract.inboxItem, ledgers: ["JPN", "EPCC"]),
    list(
      "--as secretariat proposal list", "ringi.proposals/1", Contract.proposalItem,
      ledgers: ["EPCC"]),
  ]

  /// Those whose answer depends on nothing but the log and the clock.
  static var reproducible: [ContractRead] { all.filter { !$0.line.contains("projection") } }
}

extension ContractTests {
  @Suite("What reads print")
  struct Reads {
    private let contract: ContractOffice
    private var office: Office { contract.office }

    init() throws { contract = try ContractTests.shared.get() }

    @Test(
      "One object with schema, as_of and every key of the contract", arguments: ContractRead.all)
    func shape(_ read: ContractRead) throws {
      let answer = try office(read.line + " --json")
      #expect(answer.status == 0, "\(answer.err)")
      #expect(answer.out.hasSuffix("}\n"))
      let json = try answer.json()
      #expect(json["schema"]?.string == read.schema)
      let asOf = json["as_of"]
      #expect(Shape.object(["known_at": .recorded, "heads": .any]).complaints(asOf) == [])
      let heads = asOf?["heads"]?.object?.members ?? []
      #expect(Set(heads.map(\.key)).isSubset(of: read.ledgers))
      #expect(!heads.isEmpty && heads.allSatisfy { $0.value.int != nil })
      if read.isList {
        let items = try #require(json["items"]?.array)
        for (index, item) in items.enumerated() {
          #expect(Shape.object(read.keys).complaints(item, "items[\(index)]") == [])
        }
      } else {
        #expect(Shape.object(read.keys).complaints(json) == [])
      }
    }

    @Test("The same on a table, for people, ends well", arguments: ContractRead.all)
    func table(_ read: ContractRead) throws {
      for format in ["table", "ndjson", "csv", "markdown"] {
        let answer = try office(read.line + " --format \(format)")
        #expect(answer.status == 0, "\(format): \(answer.err)")
        #expect(!answer.out.contains("\u{1b}"), "no colour in a pipe")
      }
    }

    @Test("--at with what as_of said gives the same bytes", arguments: ContractRead.reproducible)
    func reproduced(_ read: ContractRead) throws {
      let first = try office(read.line + " --json")
      let asOf = try first.json()["as_of"]
      let heads = (asOf?["heads"]?.object?.members ?? []).map { "\($0.key):\($0.value.int ?? -2)" }
      let known = try #require(asOf?["known_at"]?.string)
      let at = ([known] + heads).joined(separator: ",")
      let again = try office(read.line + " --json --at \(at)")
      #expect(again.status == 0, "\(again.err)")
      #expect(again.out == first.out)
    }

    @Test("--json=FIELDS leaves the keys asked for, and schema and as_of")
    func fields() throws {
      let list = try office("--as state proposal list --json=ref,status").json()
      #expect(list.object?.members.map(\.key).starts(with: ["schema", "as_of"]) == true)
      let items = try #require(list["items"]?.array)
      #expect(items.count >= 3)
      for item in items { #expect(item.object?.members.map(\.key) == ["ref", "status"]) }
      let object = try office("--as state show --json=status,ref USA-1").json()
      #expect(
        Set(object.object?.members.map(\.key) ?? []) == ["schema", "as_of", "ref", "status"])
      // `--json REF` does not swallow the reference.
      #expect(try office("--as state show --json USA-1").json()["ref"]?.string == "USA-2026-0001")
      let unknown = try office("--as state show --json=refs USA-1")
      #expect(unknown.status == 2 && unknown.out.isEmpty)
    }

    @Test("The past is as it was known then")
    func past() throws {
      // Position by position, the matrix of the walk moves on; a ledger that is not named follows
      // the clock.
      let log = try office("--as state audit log --ledger USA --json").json()["items"]?.array ?? []
      let filed = try #require(
        log.first { $0["type"]?.string == "ProposalFiled" }?["position"]?.int)
      let then = try office("--as state show USA-1 --json --at USA:\(filed)").json()
      #expect(then["status"]?.string == "filed" && then["revision"]?.int == 1)
      #expect(then["joint"]?.isNull == true && then["decision"]?.isNull == true)
      #expect(then["as_of"]?["heads"]?["USA"]?.int == filed)
      let before = try office("--as state show USA-1 --json --at USA:\(filed - 1)")
      #expect(before.status == 3)
      #expect(try office("--as state show USA-1 --json --at USA:99999").status == 3)
      let hidden = try office("--as state inbox --json --at JPN:1")
      #expect(hidden.status == 3, "a ledger that is not his is not there")
      #expect(try office("--as state inbox --json --at 2026-11-24").status == 2)
      #expect(try office("--as state inbox --json --at 2026-11-24T15:00").status == 2)
      #expect(
        try office("--as state inbox --json --at 2026-11-24T15:00 --zone America/New_York").status
          == 0)
    }

    @Test("A long list is cut where it is asked to be, and goes on at its cursor")
    func pages() throws {
      for line in [
        "--as state proposal list", "--as state timeline EPCC-1", "--as state audit log",
      ] {
        let whole = try office(line + " --json").json()["items"]?.array ?? []
        var pieces: [JSON] = []
        var cursor: String?
        for _ in 0..<200 {
          let after = cursor.map { " --after \($0)" } ?? ""
          let page = try office(line + " --json --limit 7" + after).json()
          pieces += page["items"]?.array ?? []
          #expect(page["truncated"]?.bool == (page["next"]?.string != nil))
          cursor = page["next"]?.string
          if cursor == nil { break }
        }
        #expect(pieces == whole, "\(line)")
      }
    }

    @Test("--lang changes words for people and no JSON")
    func language() throws {
      let english = try office("--as mofa show JPN-1 --json --lang en")
      #expect(try office("--as mofa show JPN-1 --json --lang ja").out == english.out)
      #expect(
        try office("--as mofa show JPN-1 --lang ja").out
          != office("--as mofa show JPN-1 --lang en").out)
    }
  }
}
