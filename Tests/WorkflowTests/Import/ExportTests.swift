import Deliberation
import EventStore
import Foundation
import Testing

@testable import Workflow

@Suite("Exporting", .serialized, .enabled(if: hasServer, "PostgreSQL is not installed."))
struct ExportTests {
  @Test("What is exported is taken back unchanged") func roundTrip() async throws {
    let office = try ImportOffice()
    let session = try await office.ledger("UNGA")
    let lines = ImportResumeTests.lines(400)
    _ = try await ImportOffice.run(try office.write("a.ndjson", lines), into: session)
    let exported = try await ImportOffice.export(session)
    let back = try await office.ledger("UNGB")
    let summary = try await ImportOffice.run(try office.write("b.ndjson", exported), into: back)
    #expect(summary.rejected == 0)
    #expect(summary.importedLines == exported.count)
    #expect(try await ImportOffice.export(back) == exported)
    let years = ["UNGA", "UNGB"]
    var verdicts: [[String?]] = []
    for (code, each) in zip(years, [session, back]) {
      let refs = (1...40).map {
        "\(code)-\(ImportTests.year)-" + String(repeating: "0", count: 4 - String($0).count)
          + String($0)
      }
      let state = try await each.ledger(code).view(files: refs).state
      verdicts.append(refs.map { state.files[$0]?.verdict?.rawValue })
    }
    #expect(verdicts[0] == verdicts[1])
    #expect(verdicts[0].contains("adopted"))
  }

  @Test("Positions as CSV, the log as CloudEvents") func otherFormats() async throws {
    let office = try ImportOffice()
    let session = try await office.ledger("UNGA")
    let lines =
      ImportTests.parties + [
        ImportTests.proposal("RC-1"),
        ImportTests.position("RC-1", "FR", "nonconcur", #","reason":"=1+1, \"いいえ\"\n二行目""#),
      ]
    _ = try await ImportOffice.run(try office.write("a.ndjson", lines), into: session)
    let rows = try await ImportOffice.export(session, .csv)
    #expect(rows.count == 2)
    #expect(rows[0].hasPrefix("ledger,position,event_id,ref,external_ref,"))
    #expect(rows[1].contains(",RC-1,1,FR,nonconcur,"))
    #expect(rows[1].contains("\"'=1+1, \"\"いいえ\"\"\n二行目\""))
    let events = try await ImportOffice.export(session, .cloudevents).map { try JSON(parsing: $0) }
    let head = try await session.ledger("UNGA").head().position
    #expect(events.count == head + 1)
    #expect(events.map { $0["sequence"] } == (0...head).map { .string(String($0)) })
    let last = try #require(events.last)
    #expect(last["specversion"] == "1.0")
    #expect(last["source"] == "//import.invalid/ringi/UNGA")
    #expect(last["type"] == "ringi.PositionRecorded.v1")
    #expect(last["subject"] == .string("proposal/UNGA-\(ImportTests.year)-0001"))
    #expect(last["onbehalfof"] == "FR")
    #expect(last["data"]?["text"]?["reason"] == "=1+1, \"いいえ\"\n二行目")
    // Names of attributes are lower-case letters and digits; null is no value of one.
    for event in events {
      for member in event.object?.members ?? [] {
        #expect(
          member.key.utf8.allSatisfy { (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) })
        #expect(member.value != .null)
      }
    }
  }
}

@Suite("Real data", .serialized, .enabled(if: hasServer, "PostgreSQL is not installed."))
struct RealDataTests {
  @Test(
    "Forty roll calls of the General Assembly",
    .enabled(
      if: Shared.has("data/unga/to-ndjson.py"),
      "The roll calls are not beside the package, or there is no Python."))
  func rollCalls() async throws {
    let office = try ImportOffice()
    let session = try await office.ledger("UNGA")
    let path = "\(office.folder)/unga.ndjson"
    try Shared.lines(["\(Shared.folder)/data/unga/to-ndjson.py", "--limit", "40"], to: path)
    let entries = try Data(contentsOf: URL(filePath: path)).split(separator: 0x0a).map {
      try JSON(parsing: $0)
    }
    let summary = try await ImportOffice.run(path, into: session)
    #expect(summary.rejected == 0)
    #expect(summary.imported["proposal"] == 40)
    // Yeas and nays counted by hand.
    var sums: [String: Int] = [:]
    var seen: [String: [String: Int]] = [:]
    for entry in entries where entry["kind"] == "position" {
      let ref = entry["ref"]?.string ?? ""
      let code = entry["position"]?.string ?? ""
      sums[ref, default: 0] += code == "concur" ? 1 : code == "nonconcur" ? -1 : 0
      seen[entry["party"]?.string ?? "", default: [:]][code, default: 0] += 1
    }
    #expect(seen.values.flatMap(\.values).reduce(0, +) == summary.imported["position"])
    let refs = (1...40).map { "UNGA-\(ImportTests.year)-00" + ($0 < 10 ? "0" : "") + String($0) }
    let state = try await session.ledger("UNGA").view(files: refs).state
    var counted: [String: [String: Int]] = [:]
    for file in state.files.values {
      let external = try #require(file.externalRef)
      #expect(file.verdict == (sums[external] ?? 0 > 0 ? .adopted : .notAdopted), "\(external)")
      for (party, stand) in file.stands {
        counted[party, default: [:]][stand.code.rawValue, default: 0] += 1
      }
      #expect(file.filedAt.local.date.year == 1946)
    }
    #expect(counted == seen)
    #expect(try await ImportOffice.differing(session).allSatisfy { $0 == 0 })
    #expect(try await session.auditReplay().isEmpty)
  }

  @Test(
    "The public record of the economic 2+2",
    .enabled(
      if: Shared.has("data/epcc/epcc_public_record.csv"),
      "The record is not beside the package, or there is no Python."))
  func publicRecord() async throws {
    let office = try ImportOffice()
    let session = try await office.ledger("EPCC", rule: .coleadConsensus)
    let path = "\(office.folder)/epcc.ndjson"
    let script = "\(Shared.packageFolder)/docs/examples/epcc-to-ndjson.py"
    try Shared.lines([script, "\(Shared.folder)/data/epcc"], to: path)
    let summary = try await ImportOffice.run(path, into: session)
    #expect(summary.rejected == 0)
    #expect(summary.imported == ["party": 2, "proposal": 6, "position": 8, "decision": 4])
    #expect(summary.mismatchCount == 0)
    let state = try await session.ledger("EPCC").view(
      files: (1...6).map { "EPCC-\(ImportTests.year)-000\($0)" }
    ).state
    let byRef = Dictionary(
      uniqueKeysWithValues: state.files.values.map { ($0.externalRef ?? "", $0) })
    let second = try #require(byRef["EPCC-2023-11-14"])
    #expect(second.filedAt.description == "2023-11-14T17:32:00.000000-08:00 America/Los_Angeles")
    #expect(second.level == .ministerial)
    #expect(second.verdict == .adopted)
    #expect(byRef["EPCC-2022-05-06"]?.verdict == nil)
    #expect(byRef["EPCC-2022-05-23"]?.current.body?.en?.contains("KISHIDA Fumio") == true)
  }
}
