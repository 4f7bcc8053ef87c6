import Testing

@testable import Deliberation

@Suite struct HolidayTests {
  @Test(arguments: [
    (
      2026,
      [
        "2026-01-01", "2026-01-19", "2026-02-16", "2026-05-25", "2026-06-19", "2026-07-03",
        "2026-09-07", "2026-10-12", "2026-11-11", "2026-11-26", "2026-12-25",
      ]
    ),
    (
      2027,
      [
        "2027-01-01", "2027-01-18", "2027-02-15", "2027-05-31", "2027-06-18", "2027-07-05",
        "2027-09-06", "2027-10-11", "2027-11-11", "2027-11-25", "2027-12-24", "2027-12-31",
      ]
    ),
    (
      2028,
      [
        "2028-01-17", "2028-02-21", "2028-05-29", "2028-06-19", "2028-07-04", "2028-09-04",
        "2028-10-09", "2028-11-10", "2028-11-23", "2028-12-25",
      ]
    ),
  ])
  func usFederal(year: Int, days: [String]) {
    #expect(HolidayCalendar.usFederal(year: year).dates.map(\.description) == days)
  }

  @Test(arguments: [
    (
      2026,
      [
        "01-01", "01-02", "01-03", "01-12", "02-11", "02-23", "03-20", "04-29", "05-03", "05-04",
        "05-05", "05-06", "07-20", "08-11", "09-21", "09-22", "09-23", "10-12", "11-03", "11-23",
        "12-29", "12-30", "12-31",
      ]
    ),
    (
      2027,
      [
        "01-01", "01-02", "01-03", "01-11", "02-11", "02-23", "03-21", "03-22", "04-29", "05-03",
        "05-04", "05-05", "07-19", "08-11", "09-20", "09-23", "10-11", "11-03", "11-23", "12-29",
        "12-30", "12-31",
      ]
    ),
  ])
  func japanGovernment(year: Int, days: [String]) throws {
    let calendar = try HolidayCalendar.japanGovernment(year: year)
    #expect(calendar.dates.map { String($0.description.dropFirst(5)) } == days)
    #expect(calendar.dates.allSatisfy { $0.year == year })
  }

  @Test func japaneseNames() throws {
    let names = try HolidayCalendar.japanGovernment(year: 2026).names
    #expect(names["2026-09-22"]?.ja == "国民の休日")
    #expect(names["2026-05-06"]?.ja == "振替休日（憲法記念日）")
    #expect(names["2026-01-02"]?.ja == "年末年始の休日")
    #expect(HolidayCalendar.usFederal(year: 2026).names["2026-07-03"]?.ja == "独立記念日（振替）")
  }

  @Test func unknownEquinoxIsRefused() {
    let refusal = #expect(throws: Refusal.self) {
      try HolidayCalendar.japanGovernment(year: 2031)
    }
    #expect(refusal?.code == "calendar.year_unknown")
  }
}
