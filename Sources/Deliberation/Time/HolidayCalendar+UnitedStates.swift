extension HolidayCalendar {
  /// The legal public holidays of 5 U.S.C. 6103(a), on the days on which they are observed.
  ///
  /// A holiday on a Saturday is observed on the Friday before (6103(b)), one on a Sunday on the
  /// Monday after (Executive Order 11582): so New Year's Day may fall in the year before.
  public static func usFederal(year: Int) -> HolidayCalendar {
    let own = usLegal(year: year)
    let next = usLegal(year: year + 1)
    let days = (own + next).map { holiday in
      var holiday = holiday
      switch holiday.date.weekday {
      case 6: holiday.date = holiday.date.advanced(by: -1)
      case 0: holiday.date = holiday.date.advanced(by: 1)
      default: return holiday
      }
      holiday.name = LocalizedText(
        en: (holiday.name.en ?? "") + " (observed)", ja: (holiday.name.ja ?? "") + "（振替）")
      return holiday
    }
    return HolidayCalendar(year: year, zone: "America/New_York", days: days)
  }

  private static func usLegal(year: Int) -> [Holiday] {
    [
      Holiday(year, 1, 1, en: "New Year's Day", ja: "元日"),
      Holiday(
        year, 1, nth: 3, weekday: 1, en: "Birthday of Martin Luther King, Jr.",
        ja: "マーティン・ルーサー・キング・ジュニア誕生日"),
      Holiday(year, 2, nth: 3, weekday: 1, en: "Washington's Birthday", ja: "ワシントン誕生日"),
      lastMonday(ofMayIn: year),
      Holiday(
        year, 6, 19, en: "Juneteenth National Independence Day", ja: "ジューンティーンス独立記念日"),
      Holiday(year, 7, 4, en: "Independence Day", ja: "独立記念日"),
      Holiday(year, 9, nth: 1, weekday: 1, en: "Labor Day", ja: "労働者の日"),
      Holiday(year, 10, nth: 2, weekday: 1, en: "Columbus Day", ja: "コロンブス記念日"),
      Holiday(year, 11, 11, en: "Veterans Day", ja: "復員軍人の日"),
      Holiday(year, 11, nth: 4, weekday: 4, en: "Thanksgiving Day", ja: "感謝祭"),
      Holiday(year, 12, 25, en: "Christmas Day", ja: "クリスマス"),
    ]
  }

  private static func lastMonday(ofMayIn year: Int) -> Holiday {
    let fifth = Holiday(year, 5, nth: 5, weekday: 1, en: "Memorial Day", ja: "戦没者追悼記念日")
    if fifth.date.month == 5 { return fifth }
    return Holiday(year, 5, nth: 4, weekday: 1, en: "Memorial Day", ja: "戦没者追悼記念日")
  }
}
