/// "in 2 days", "3 hours ago": for eyes only, never in JSON.
struct RelativeTime {
  let catalogue: Catalogue

  /// - Parameters:
  ///   - time: microseconds since 1970.
  ///   - now: likewise.
  func text(_ time: Int64, now: Int64) -> String {
    let (difference, overflow) = time.subtractingReportingOverflow(now)
    let seconds = overflow ? Int64.max / 1_000_000 : Int64(difference.magnitude / 1_000_000)
    if seconds < 45 { return catalogue.text(.timeNow) }
    let (count, one, many) = amount(seconds)
    let span = catalogue.text(count == 1 ? one : many, [String(count)])
    return catalogue.text(time > now ? .timeIn : .timeAgo, [span])
  }

  private func amount(_ seconds: Int64) -> (Int64, MessageKey, MessageKey) {
    let minutes = (seconds + 30) / 60
    if minutes < 60 { return (minutes, .timeMinute, .timeMinutes) }
    let hours = (seconds + 1800) / 3600
    if hours < 48 { return (hours, .timeHour, .timeHours) }
    let days = (seconds + 43_200) / 86_400
    if days < 60 { return (days, .timeDay, .timeDays) }
    if days < 730 { return (days / 30, .timeMonth, .timeMonths) }
    return (days / 365, .timeYear, .timeYears)
  }
}
