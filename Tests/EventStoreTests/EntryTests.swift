import Foundation
import Testing

@testable import EventStore

@Suite("The bytes of an entry")
struct EntryTests {
  /// The example of the log format, word for word.
  private static let example = Entry(
    ledger: "EPCC", position: 1234, eventID: uuid("0193b2c4-6d1e-4c3a-9a57-0f6f0c1d2e3f"),
    commandID: uuid("0193b2c4-6d1e-4c3a-9a57-000000000001"), stream: "proposal/EPCC-2026-0003",
    version: 3, type: "PositionRecorded", schemaVersion: 1, rulesVersion: 1, actor: "meti",
    party: "JPN", authority: uuid("0193b2c4-0000-4c3a-9a57-0f6f0c1d2e3f"), onBehalfOf: nil,
    recordedAt: 1_795_532_400_123_456,
    effective: "2026-11-25T00:00:00.000000+09:00 Asia/Tokyo", marking: "REL TO USA, JPN",
    causationID: nil, correlationID: nil,
    factsCommitment: [
      0x9f, 0x86, 0xd0, 0x81, 0x88, 0x4c, 0x7d, 0x65, 0x9a, 0x2f, 0xea, 0xa0, 0xc5, 0x5a, 0xd0,
      0x15,
      0xa3, 0xbf, 0x4f, 0x1b, 0x2b, 0x0b, 0x82, 0x2c, 0xd1, 0x5d, 0x6c, 0x15, 0xb0, 0xf0, 0x0a,
      0x08,
    ],
    textCommitment: nil, signature: nil)

  private static func uuid(_ text: String) -> UUID { UUID(uuidString: text) ?? UUID() }

  @Test("The example of the log format, byte for byte")
  func formatExample() {
    let lines = """
      ringi.event/v1
      ledger EPCC
      position 1234
      event 0193b2c4-6d1e-4c3a-9a57-0f6f0c1d2e3f
      command 0193b2c4-6d1e-4c3a-9a57-000000000001
      stream proposal/EPCC-2026-0003
      version 3
      type PositionRecorded/1
      rules 1
      actor meti
      party JPN
      authority 0193b2c4-0000-4c3a-9a57-0f6f0c1d2e3f
      on-behalf-of -
      recorded 2026-11-24T15:00:00.123456Z
      effective 2026-11-25T00:00:00.000000+09:00 Asia/Tokyo
      marking REL TO USA, JPN
      causation -
      correlation -
      facts sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
      text -
      signature -

      """
    #expect(String(decoding: Self.example.bytes, as: UTF8.self) == lines)
    #expect(
      Hex.text(Self.example.leafHash)
        == "15ce61ade37985fe693b3e3531d60b350d1e061125c6b97ab0af3a694117a96d")
  }

  @Test("Every optional field has its line")
  func everyField() {
    var entry = Self.example
    entry.party = nil
    entry.authority = nil
    entry.onBehalfOf = "外務省"
    entry.marking = nil
    entry.causationID = Self.uuid("AAAAAAAA-0000-4000-8000-00000000000B")
    entry.correlationID = entry.causationID
    entry.textCommitment = Array(repeating: 0xab, count: 32)
    // The file that was signed is kept; the entry holds its digest: here the well-known one of
    // "abc".
    entry.signature = Array("abc".utf8)
    let lines = String(decoding: entry.bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false
    ).map(String.init)
    #expect(lines.count == 22 && lines.last?.isEmpty == true)
    #expect(
      Array(lines[10...12]) == ["party -", "authority -", "on-behalf-of 外務省"])
    #expect(
      Array(lines[15...20]) == [
        "marking -", "causation aaaaaaaa-0000-4000-8000-00000000000b",
        "correlation aaaaaaaa-0000-4000-8000-00000000000b",
        "facts sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "text sha256:" + String(repeating: "ab", count: 32),
        "signature sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
      ])
  }

  @Test("A commitment is SHA-256 of salt and bytes")
  func commitment() {
    // The salt and the bytes are cut at another place: the digest is of the two together.
    let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    #expect(Hex.text(Entry.commitment(salt: Array("a".utf8), bytes: Array("bc".utf8))) == abc)
    #expect(Hex.text(Entry.commitment(salt: Array("ab".utf8), bytes: Array("c".utf8))) == abc)
  }

  @Test(
    "Times as text",
    arguments: [
      (0, "1970-01-01T00:00:00.000000Z"),
      (1, "1970-01-01T00:00:00.000001Z"),
      (-1, "1969-12-31T23:59:59.999999Z"),
      (-86_400_000_000, "1969-12-31T00:00:00.000000Z"),
      (1_795_532_400_123_456, "2026-11-24T15:00:00.123456Z"),
      (1_709_251_199_999_999, "2024-02-29T23:59:59.999999Z"),
      (1_709_251_200_000_000, "2024-03-01T00:00:00.000000Z"),
      // 1900 had no leap day, 2000 had one.
      (-2_203_891_200_000_000, "1900-03-01T00:00:00.000000Z"),
      (-2_203_891_200_000_001, "1900-02-28T23:59:59.999999Z"),
      (951_782_400_000_000, "2000-02-29T00:00:00.000000Z"),
      // The Meiji Restoration, and the day before the Gregorian calendar was first kept.
      (-3_217_968_000_000_000, "1868-01-11T00:00:00.000000Z"),
      (-12_219_292_800_000_000, "1582-10-15T00:00:00.000000Z"),
      (-62_135_596_800_000_000, "0001-01-01T00:00:00.000000Z"),
      (253_402_300_799_999_999, "9999-12-31T23:59:59.999999Z"),
      (253_402_300_800_000_000, "10000-01-01T00:00:00.000000Z"),
    ] as [(Int64, String)])
  func utcTime(microseconds: Int64, text: String) {
    #expect(UTCTime.text(microseconds) == text)
  }
}
