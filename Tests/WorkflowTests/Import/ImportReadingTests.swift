import Deliberation
import Foundation
import Testing

@testable import Workflow

@Suite("What an import understands") struct ImportReadingTests {
  @Test(
    "Times keep their offset, and a zone that shows it",
    arguments: [
      ("1946-01-01T00:00:00Z", nil, "1946-01-01T00:00:00.000000+00:00 UTC"),
      ("2026-11-25T09:30:00.5+09:00", nil, "2026-11-25T09:30:00.500000+09:00 Etc/GMT-9"),
      ("2022-07-29T09:06:00-04:00", nil, "2022-07-29T09:06:00.000000-04:00 Etc/GMT+4"),
      (
        "2022-07-29T09:06:00-04:00", "America/New_York",
        "2022-07-29T09:06:00.000000-04:00 America/New_York"
      ),
      // No fixed zone shows half hours: the instant stays.
      ("2022-07-29T05:30:00+05:30", nil, "2022-07-29T00:00:00.000000+00:00 UTC"),
    ] as [(String, String?, String)])
  func times(text: String, zone: String?, entry: String) throws {
    var time = ImportTime()
    let reading = try time.read(text, zone: zone, member: "effective_at")
    #expect(reading.entry == entry)
    #expect(ZonedTime(entry: reading.entry) == reading.time)
  }

  @Test(
    "Times that say too little or too much are put aside",
    arguments: [
      ("2026-11-25", nil, "date.malformed"), ("2026-11-25T09:30:00", nil, "date.malformed"),
      ("2026-02-30T00:00:00Z", nil, "date.malformed"), ("gestern", nil, "date.malformed"),
      ("2026-11-25T09:30:00+23:00", nil, "date.malformed"),
      ("2026-11-25T09:30:00+09:00", "America/New_York", "zone.mismatch"),
      ("2026-11-25T09:30:00+09:00", "Asia/Edo", "zone.unknown"),
      ("2026-11-25T09:30:00+09:00", "../../etc/passwd", "zone.unknown"),
    ] as [(String, String?, String)])
  func badTimes(text: String, zone: String?, code: String) {
    var time = ImportTime()
    let error = #expect(throws: Quarantine.self) {
      try time.read(text, zone: zone, member: "effective_at")
    }
    #expect(error?.code == code)
  }

  @Test(
    "Topics get codes",
    arguments: [
      ("Palestinian conflict", "palestinian-conflict"), ("export-controls", "export-controls"),
      ("輸出管理", "輸出管理"), ("  Arms / control! ", "arms-control"), ("---", nil),
    ] as [(String, String?)])
  func topics(name: String, code: String?) {
    #expect(ImportTopic.code(name) == code)
  }

  @Test("Lines are split whatever their ends and lengths, in bounded memory") func lines() throws {
    let long = String(repeating: "あ", count: LineReader.longest / 3 + 10)
    let texts = ["{}", "", "{\"a\":1}\r", String(repeating: "x", count: 300_000), long, "last"]
    let spool = try Descriptor.spool()
    var bytes = Array(texts.joined(separator: "\n").utf8)
    try bytes.withUnsafeBytes { try spool.write($0, to: "the spool") }
    try spool.rewind()
    var reader = LineReader(spool)
    var found: [ImportLine] = []
    while let line = try reader.next() { found.append(line) }
    #expect(found.map(\.number) == Array(1...6))
    #expect(found.map(\.isTooLong) == [false, false, false, false, true, false])
    #expect(found[4].bytes.count == LineReader.kept)
    bytes = found[3].bytes
    #expect(bytes.count == 300_000)
    #expect(String(decoding: found[5].bytes, as: UTF8.self) == "last")
  }

  @Test("The id of a batch follows from source, ledger and line, and from nothing else") func ids()
  {
    let id = ImportBatch.commandID(source: [1, 2], ledger: "UNGA", line: 1)
    #expect(id == ImportBatch.commandID(source: [1, 2], ledger: "UNGA", line: 1))
    let others = [
      ImportBatch.commandID(source: [1, 2], ledger: "UNGA", line: 1001),
      ImportBatch.commandID(source: [1, 3], ledger: "UNGA", line: 1),
      ImportBatch.commandID(source: [1, 2], ledger: "UNGB", line: 1),
    ]
    #expect(Set(others + [id]).count == 4)
    #expect(id.uuid.6 >> 4 == 4)
    #expect(id.uuid.8 >> 6 == 2)
  }
}
