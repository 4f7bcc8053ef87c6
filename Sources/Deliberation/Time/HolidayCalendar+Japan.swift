extension HolidayCalendar {
  /// The 行政機関の休日 (昭和63年法律第91号) that are neither a Saturday nor a Sunday by rule: the
  /// 国民の祝日 (昭和23年法律第178号) with 振替休日 and 国民の休日, and 29 December to 3 January.
  ///
  /// - Throws: `calendar.year_unknown` outside 2026 to 2030, since the equinox days follow from the
  ///   almanac that the National Astronomical Observatory of Japan publishes year by year.
  public static func japanGovernment(year: Int) throws(Refusal) -> HolidayCalendar {
    guard let equinoxes = equinoxDays[year] else {
      throw Refusal(
        "calendar.year_unknown", "The equinox days of \(year) are not known here.",
        hint: "Publish the calendar by hand once the almanac names them.")
    }
    let national = nationalHolidays(year: year, equinoxes)
    let byDate = Dictionary(national.map { ($0.date, $0) }) { first, _ in first }
    let substitutes = substituteHolidays(byDate)
    let taken = Set(byDate.keys).union(substitutes.map(\.date))
    let between = citizensHolidays(byDate, taken)
    return HolidayCalendar(
      year: year, zone: "Asia/Tokyo",
      days: national + substitutes + between + yearEnd(year: year))
  }

  /// 春分日 (March) and 秋分日 (September), in Japan's own time.
  ///
  /// Source: the formula of 海上保安庁水路部 新訂旧暦関係図書 for 1980 to 2099
  /// (20.8431 and 23.2488 + 0.242194 (y - 1980) - floor((y - 1980) / 4)); 国立天文台 暦要項 fixes
  /// each on 1 February of the year before.
  private static let equinoxDays: [Int: (march: Int, september: Int)] = [
    2026: (20, 23), 2027: (21, 23), 2028: (20, 22), 2029: (20, 23), 2030: (20, 23),
  ]

  private static func nationalHolidays(
    year: Int, _ equinoxes: (march: Int, september: Int)
  ) -> [Holiday] {
    [
      Holiday(year, 1, 1, en: "New Year's Day", ja: "元日"),
      Holiday(year, 1, nth: 2, weekday: 1, en: "Coming of Age Day", ja: "成人の日"),
      Holiday(year, 2, 11, en: "National Foundation Day", ja: "建国記念の日"),
      Holiday(year, 2, 23, en: "The Emperor's Birthday", ja: "天皇誕生日"),
      Holiday(year, 3, equinoxes.march, en: "Vernal Equinox Day", ja: "春分の日"),
      Holiday(year, 4, 29, en: "Shōwa Day", ja: "昭和の日"),
      Holiday(year, 5, 3, en: "Constitution Memorial Day", ja: "憲法記念日"),
      Holiday(year, 5, 4, en: "Greenery Day", ja: "みどりの日"),
      Holiday(year, 5, 5, en: "Children's Day", ja: "こどもの日"),
      Holiday(year, 7, nth: 3, weekday: 1, en: "Marine Day", ja: "海の日"),
      Holiday(year, 8, 11, en: "Mountain Day", ja: "山の日"),
      Holiday(year, 9, nth: 3, weekday: 1, en: "Respect for the Aged Day", ja: "敬老の日"),
      Holiday(year, 9, equinoxes.september, en: "Autumnal Equinox Day", ja: "秋分の日"),
      Holiday(year, 10, nth: 2, weekday: 1, en: "Sports Day", ja: "スポーツの日"),
      Holiday(year, 11, 3, en: "Culture Day", ja: "文化の日"),
      Holiday(year, 11, 23, en: "Labour Thanksgiving Day", ja: "勤労感謝の日"),
    ]
  }

  /// Article 3(2): for a holiday on a Sunday the next day that is no holiday is one.
  private static func substituteHolidays(_ national: [CivilDate: Holiday]) -> [Holiday] {
    national.values.filter { $0.date.weekday == 0 }.map { holiday in
      var date = holiday.date.advanced(by: 1)
      while national[date] != nil { date = date.advanced(by: 1) }
      return Holiday(
        date: date,
        name: LocalizedText(
          en: "Substitute holiday for \(holiday.name.en ?? "")",
          ja: "振替休日（\(holiday.name.ja ?? "")）"))
    }
  }

  /// Article 3(3): a day between two holidays is one.
  private static func citizensHolidays(
    _ national: [CivilDate: Holiday], _ taken: Set<CivilDate>
  ) -> [Holiday] {
    national.keys.compactMap { date in
      let between = date.advanced(by: 1)
      guard national[between.advanced(by: 1)] != nil, !taken.contains(between),
        between.weekday != 0
      else { return nil }
      return Holiday(date: between, name: LocalizedText(en: "Citizens' Holiday", ja: "国民の休日"))
    }
  }

  /// Article 1(1)(iii) of 昭和63年法律第91号, apart from New Year's Day itself.
  private static func yearEnd(year: Int) -> [Holiday] {
    [(1, 2), (1, 3), (12, 29), (12, 30), (12, 31)].map { month, day in
      Holiday(year, month, day, en: "Year-end and New Year closure", ja: "年末年始の休日")
    }
  }
}
