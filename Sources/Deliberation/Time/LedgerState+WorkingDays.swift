extension LedgerState {
  /// The earliest time by which every capital has had so many full working days since `start`.
  ///
  /// - Throws: `calendar.missing` for a year without a published calendar.
  public func closing(
    after days: Int, workingDaysFrom start: Timestamp, in governments: [String]
  ) throws(Refusal) -> ZonedTime {
    var latest: ZonedTime?
    for government in governments {
      let time = try closing(after: days, workingDaysFrom: start, in: government)
      if latest.map({ $0.instant < time.instant }) ?? true { latest = time }
    }
    guard let latest else {
      throw Refusal("calendar.missing", "There is no capital whose working days could be counted.")
    }
    return latest
  }

  /// The end of the last of `days` full working days of one government after `start`.
  private func closing(
    after days: Int, workingDaysFrom start: Timestamp, in government: String
  ) throws(Refusal) -> ZonedTime {
    let zone = try capitalZone(of: government)
    var date = zone.date(at: start)
    // A day counts only when all of it lies in the window.
    if zone.startOfDay(date) < start { date = date.advanced(by: 1) }
    var left = days
    while true {
      if try isWorkingDay(date, in: government) { left -= 1 }
      date = date.advanced(by: 1)
      if left <= 0 { return zone.zoned(zone.startOfDay(date)) }
    }
  }

  /// Whether a government works on a day.
  ///
  /// - Throws: `calendar.missing` where its calendar of that year is not published.
  public func isWorkingDay(_ date: CivilDate, in government: String) throws(Refusal) -> Bool {
    guard let calendar = calendars[government]?[date.year] else {
      throw Refusal(
        "calendar.missing", "\(code) has no calendar of \(government) for \(date.year).",
        hint: "An enrolment officer publishes it: ringi calendar publish.",
        details: ["calendar": .string(government), "year": JSON(date.year)])
    }
    return !date.isWeekend && !calendar.holidays.contains(date)
  }

  private func capitalZone(of government: String) throws(Refusal) -> TimeZoneRules {
    guard let latest = calendars[government]?.max(by: { $0.key < $1.key })?.value else {
      throw Refusal("calendar.missing", "\(code) has no calendar of \(government).")
    }
    return try zone(named: latest.zone)
  }

  /// The rules of a time zone that the caller gave.
  func zone(named name: String) throws(Refusal) -> TimeZoneRules {
    if name == "UTC" { return zones[name] ?? .utc }
    guard let zone = zones[name] else {
      throw Refusal(
        "time.zone_unknown", "The time zone \(name) is not known here.",
        hint: "Use an IANA name such as Asia/Tokyo.")
    }
    return zone
  }
}
