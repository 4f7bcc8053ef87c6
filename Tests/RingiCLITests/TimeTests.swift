import Testing

@testable import RingiCLI

/// New York around the changes of 2026, Tokyo always.
private struct TestZone: ZoneRules {
  let standard: Int
  let summer: Range<Int64>?

  func offsetMinutes(at seconds: Int64) -> Int {
    summer?.contains(seconds) == true ? standard + 60 : standard
  }

  func instants(ofLocal local: Int64) -> [Int64] {
    [standard + 60, standard].map { local - Int64($0) * 60 }
      .filter { $0 + Int64(offsetMinutes(at: $0)) * 60 == local }
  }

  static func named(_ name: String) throws -> any ZoneRules {
    switch name {
    case "Asia/Tokyo": TestZone(standard: 540, summer: nil)
    case "America/New_York": TestZone(standard: -300, summer: 1_772_953_200..<1_793_512_800)
    default: throw Failure(code: "x", message: "unknown")
    }
  }
}

@Suite struct TimeTests {
  private func time(_ text: String, _ zone: String? = nil) throws -> TimeArgument {
    try TimeArgument(text, zone: zone, option: "--suspense", lookup: TestZone.named)
  }

  @Test(
    arguments: [
      ("2026-12-08T17:00", "America/New_York", 1_796_767_200, -300, "America/New_York"),
      ("2026-07-08T17:00:30", "America/New_York", 1_783_544_430, -240, "America/New_York"),
      ("2026-12-08T17:00:00-05:00", nil, 1_796_767_200, -300, nil),
      ("2026-12-09T07:00+09:00", "Asia/Tokyo", 1_796_767_200, 540, "Asia/Tokyo"),
      ("2026-12-08T22:00:00Z", nil, 1_796_767_200, 0, "UTC"),
      ("2026-11-01T01:30-04:00", "America/New_York", 1_793_511_000, -240, "America/New_York"),
      ("1969-12-31T23:59:59.5Z", nil, -1, 0, "UTC"),
    ] as [(String, String?, Int64, Int, String?)])
  func `times are read`(
    text: String, zone: String?, seconds: Int64, offset: Int, named: String?
  ) throws {
    let time = try time(text, zone)
    #expect(time.microseconds == seconds * 1_000_000 + (text.contains(".5") ? 500_000 : 0))
    #expect(time.offsetMinutes == offset)
    #expect(time.zone == named)
  }

  @Test(
    arguments: [
      ("2026-12-08T17:00", nil, "time.zone_missing"), ("2026-12-08", nil, "time.zone_missing"),
      ("2026-12-08", "Asia/Tokyo", "time.incomplete"),
      ("2026-03-08T02:30", "America/New_York", "time.nonexistent"),
      ("2026-11-01T01:30", "America/New_York", "time.ambiguous"),
      ("2026-12-08T17:00", "Mars/Olympus", "time.zone_unknown"),
      ("2026-12-08T17:00+09:00", "America/New_York", "time.offset_mismatch"),
      ("2026-02-29T10:00Z", nil, "time.malformed"), ("2026-13-01T10:00Z", nil, "time.malformed"),
      ("tomorrow", nil, "time.malformed"), ("2026-12-08T24:00Z", nil, "time.malformed"),
      ("2026-12-08T10:00:60Z", nil, "time.malformed"), ("", nil, "time.malformed"),
      ("2026-12-08T10:00+9", nil, "time.malformed"), ("２０２６-12-08T10:00Z", nil, "time.malformed"),
    ] as [(String, String?, String)])
  func `times that cannot be read`(text: String, zone: String?, code: String) throws {
    let failure = #expect(throws: Failure.self) { try time(text, zone) }
    #expect(failure?.code == code)
    #expect(failure?.status == .usage)
  }

  @Test func `an hour that comes twice names both`() {
    let failure = #expect(throws: Failure.self) { try time("2026-11-01T01:30", "America/New_York") }
    #expect(failure?.hint == "Say which: 2026-11-01T01:30-04:00 or 2026-11-01T01:30-05:00.")
  }

  @Test func `the moment of knowledge`() throws {
    func at(_ text: String) throws -> AtArgument {
      try AtArgument(text, zone: nil, lookup: TestZone.named)
    }
    let both = try at("2026-11-24T14:00:00Z,usa:17,EPCC:-1")
    #expect(both.time?.microseconds == Console.testTime)
    #expect(both.positions == ["USA": 17, "EPCC": -1])
    #expect(try at("USA:4").time == nil)
    for wrong in ["USA:1,USA:2", "2026-11-24T14:00Z,2026-11-24T15:00Z", "USA:-2", "", "USA:", "x"] {
      let failure = #expect(throws: Failure.self) { try at(wrong) }
      #expect(failure?.status == .usage, "\(wrong)")
    }
  }
}
