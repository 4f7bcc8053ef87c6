import Testing

@testable import Deliberation

@Suite struct VocabularyTests {
  @Test(arguments: [
    ("2026-11-24T14:00:00Z", "2026-11-24T14:00:00.000000Z"),
    ("2026-11-25T00:00:00.5+09:00", "2026-11-24T15:00:00.500000Z"),
    ("1946-01-01T00:00:00Z", "1946-01-01T00:00:00.000000Z"),
    ("1969-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.999999Z"),
    ("2026-12-08T17:00-05:00", "2026-12-08T22:00:00.000000Z"),
    ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000000Z"),
  ])
  func timestamp(_ text: String, _ canonical: String) throws {
    #expect(try #require(Timestamp(rfc3339: text)).description == canonical)
  }

  @Test(arguments: [
    "2026-11-24", "2026-11-24T14:00:00", "2026-02-29T00:00:00Z", "2026-11-24T24:00:00Z",
    "2026-11-24T14:60:00Z", "2026-11-24T14:00:00.1234567Z", "2026-11-24T14:00:00+9:00",
    "２０２６-11-24T14:00:00Z", "2026-11-24T14:00:00Z ", "", "昨日",
  ])
  func noTimestamp(_ text: String) {
    #expect(Timestamp(rfc3339: text) == nil)
  }

  @Test func zonedTime() throws {
    let time = try #require(ZonedTime(entry: "2026-11-25T00:00:00.000000+09:00 Asia/Tokyo"))
    #expect(time.description == "2026-11-25T00:00:00.000000+09:00 Asia/Tokyo")
    #expect(time.rfc3339 == "2026-11-25T00:00:00+09:00")
    #expect(time.instant == at("2026-11-24T15:00:00Z"))
    let half = zoned("1985-01-01T05:30:00.25+05:30", "Asia/Kathmandu")
    #expect(half.rfc3339 == "1985-01-01T05:30:00.250000+05:30")
    #expect(zoned("2026-07-01T00:00:00-03:30", "America/St_Johns").rfc3339.hasSuffix("-03:30"))
  }

  @Test func civilDatesCountBothWays() throws {
    var date = try #require(CivilDate("1899-12-31"))
    for number in date.dayNumber..<date.dayNumber + 80_000 {
      #expect(CivilDate(dayNumber: number) == date)
      #expect(date.dayNumber == number)
      date = date.advanced(by: 1)
    }
    #expect(try #require(CivilDate("2026-11-24")).weekday == 2)
  }

  @Test func levelsAndRolesAreOrdered() {
    #expect(Level.desk < .director && Level.ministerial < .leaders)
    #expect(Level.allCases == Level.allCases.sorted())
    #expect(Role.informed < .clearing && Role.coLead < .lead)
  }
}
