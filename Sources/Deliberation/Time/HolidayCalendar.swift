/// The days of one year on which a government does not work, besides Saturdays and Sundays.
public struct HolidayCalendar: Sendable, Hashable {
  public var year: Int
  /// The IANA name of the zone of the capital.
  public var zone: String
  public var days: [Holiday]

  /// One day off and what it is called.
  public struct Holiday: Sendable, Hashable {
    public var date: CivilDate
    public var name: LocalizedText
  }

  public var dates: [CivilDate] { days.map(\.date) }

  /// The names by `YYYY-MM-DD`.
  public var names: [String: LocalizedText] {
    Dictionary(days.map { ($0.date.description, $0.name) }) { first, _ in first }
  }

  /// Makes a calendar of the days that lie in the year, in order; of two names for a day the first
  /// stands.
  init(year: Int, zone: String, days: [Holiday]) {
    self.year = year
    self.zone = zone
    var seen: Set<CivilDate> = []
    self.days = days.filter { $0.date.year == year && seen.insert($0.date).inserted }
      .sorted { $0.date < $1.date }
  }
}

extension HolidayCalendar.Holiday {
  /// A fixed day of the civil calendar that is known to exist.
  init(_ year: Int, _ month: Int, _ day: Int, en: String, ja: String) {
    let first = CivilDate(year: year, month: month, day: 1) ?? CivilDate(dayNumber: 0)
    self.init(date: first.advanced(by: day - 1), name: LocalizedText(en: en, ja: ja))
  }

  /// The `n`-th weekday of a month; weekday 0 is Sunday.
  init(_ year: Int, _ month: Int, nth n: Int, weekday: Int, en: String, ja: String) {
    let first = CivilDate(year: year, month: month, day: 1) ?? CivilDate(dayNumber: 0)
    let ahead = (weekday - first.weekday + 7) % 7
    self.init(
      date: first.advanced(by: ahead + (n - 1) * 7), name: LocalizedText(en: en, ja: ja))
  }
}
