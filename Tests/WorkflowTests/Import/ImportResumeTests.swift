import Deliberation
import EventStore
import Foundation
import Testing

@testable import Workflow

@Suite("Resuming an import", .serialized, .enabled(if: hasServer, "PostgreSQL is not installed."))
struct ImportResumeTests {
  /// Some batches of lines, with lines in every one that are put aside.
  static func lines(_ count: Int, prefix: String = "RC", early: Bool = true) -> [String] {
    var out = ImportTests.parties
    var number = 0
    while out.count < count {
      number += 1
      let ref = "\(prefix)-\(number)"
      out.append(ImportTests.proposal(ref))
      for party in ["FR", "JP", "US", "XX"] {
        out.append(
          ImportTests.position(
            ref, party, (number + party.utf8.count) % 3 == 0 ? "nonconcur" : "concur"))
      }
      // A reference that only a later line makes known.
      if early { out.append(ImportTests.position("\(prefix)-\(number + 1)", "FR", "abstain")) }
      if number % 5 != 0 { out.append(ImportTests.decision(ref)) }
      // A file of long ago, which is not held any more.
      if number > 300, number % 7 == 0 {
        out.append(ImportTests.position("\(prefix)-\(number - 300)", "US", "abstain"))
      }
    }
    return out
  }

  /// What an import made, without the ids and times of this one.
  static func content(_ session: Session) async throws -> [String] {
    try await ImportOffice.export(session)
  }

  @Test("An import that was cut short goes on where it stopped, with the same result") func resume()
    async throws
  {
    let office = try ImportOffice()
    let lines = Self.lines(6500)
    let path = try office.write("resume.ndjson", lines)
    let whole = try await office.ledger("UNGA")
    let first = try await ImportOffice.run(path, into: whole)
    let text = try String(contentsOfFile: path + ".rejected.ndjson", encoding: .utf8)
    #expect(first.rejected > 1000)

    let part = try await office.ledger("UNGB")
    for stop in [1, 3, 6] {
      let session = try office.session("UNGB")
      let task = Task {
        try await ImportOffice.run(path, into: session) { progress in
          if progress.lines >= stop * 1000 { withUnsafeCurrentTask { $0?.cancel() } }
        }
      }
      _ = await task.result
    }
    let position = try await part.ledger("UNGB").head().position
    let last = try await ImportOffice.run(path, into: part)
    #expect(position > 0)
    #expect(last.skipped > 0)
    #expect(last.importedLines + last.skipped == first.importedLines)
    #expect(last.rejected == first.rejected)
    let again = try String(contentsOfFile: path + ".rejected.ndjson", encoding: .utf8)
    #expect(again.replacing("UNGB", with: "UNGA") == text)
    let all = try await Self.content(whole)
    #expect(try await Self.content(part).map { $0.replacing("UNGB", with: "UNGA") } == all)
    #expect(try await part.auditReplay().isEmpty)
    #expect(try await ImportOffice.differing(part).allSatisfy { $0 == 0 })
  }

  @Test("Two imports at once both get through, each line once") func race() async throws {
    let office = try ImportOffice()
    let session = try await office.ledger("UNGA")
    let parties = try office.write("parties.ndjson", ImportTests.parties)
    _ = try await ImportOffice.run(parties, into: session)
    let one = try office.write("one.ndjson", Self.lines(3500, prefix: "A"))
    let other = try office.write("other.ndjson", Self.lines(3500, prefix: "B"))
    let (a, b, c) = (
      try office.session("UNGA"), try office.session("UNGA"), try office.session("UNGA")
    )
    async let first = ImportOffice.run(one, into: a)
    async let second = ImportOffice.run(other, into: b)
    async let twin = ImportOffice.run(other, into: c)
    let summaries = try await [first, second, twin]
    #expect(summaries[1].importedLines + summaries[2].importedLines == summaries[0].importedLines)
    #expect(summaries[1].rejected == summaries[2].rejected)
    let exported = try await ImportOffice.export(session)
    #expect(Set(exported).count == exported.count)
    #expect(try await session.auditReplay().isEmpty)
  }

  @Test("A source that grew brings in only what is new") func growth() async throws {
    let office = try ImportOffice()
    let session = try await office.ledger("UNGA")
    let lines = Self.lines(1500, early: false)
    let path = try office.write("grown.ndjson", lines)
    let first = try await ImportOffice.run(path, into: session)
    let more =
      lines + [ImportTests.proposal("NEW-1"), ImportTests.position("NEW-1", "JP", "concur")]
    let grown = try office.write("grown.ndjson", more)
    let second = try await ImportOffice.run(grown, into: session)
    #expect(second.imported["proposal"] == 1)
    #expect(second.rejected == first.rejected)
    #expect(second.importedLines == 2)
  }
}
