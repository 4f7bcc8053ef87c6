/// A time on the wall of some place: a day and a time of day, without an offset.
public struct LocalTime: Sendable, Hashable, Comparable, CustomStringConvertible {
  public var date: CivilDate
  /// 0 to 86,399.
  public var secondOfDay: Int
  public var microsecond: Int

  public init(date: CivilDate, secondOfDay: Int = 0, microsecond: Int = 0) {
    self.date = date
    self.secondOfDay = secondOfDay
    self.microsecond = microsecond
  }

  /// What a clock that runs `offsetSeconds` ahead of UTC shows at an instant.
  init(_ instant: Timestamp, offsetSeconds: Int) {
    let seconds = instant.seconds + Int64(offsetSeconds)
    var day = Int(seconds / 86_400)
    if seconds % 86_400 < 0 { day -= 1 }
    date = CivilDate(dayNumber: day)
    secondOfDay = Int(seconds - Int64(day) * 86_400)
    microsecond = Int(instant.microseconds - instant.seconds * 1_000_000)
  }

  func instant(offsetSeconds: Int) -> Timestamp {
    Timestamp(date: date, secondOfDay: secondOfDay - offsetSeconds, microsecond: microsecond)
  }

  public static func < (a: LocalTime, b: LocalTime) -> Bool {
    (a.date, a.secondOfDay, a.microsecond) < (b.date, b.secondOfDay, b.microsecond)
  }

  public var description: String { text(decimals: .ifNeeded) }

  enum Decimals { case always, ifNeeded }

  func text(decimals: Decimals) -> String {
    let time =
      padded(secondOfDay / 3600, 2) + ":" + padded(secondOfDay / 60 % 60, 2) + ":"
      + padded(secondOfDay % 60, 2)
    guard decimals == .always || microsecond != 0 else { return date.description + "T" + time }
    return date.description + "T" + time + "." + padded(microsecond, 6)
  }

  /// A time as people write it, with the offset if one is stated.
  public struct Parsed: Sendable, Hashable {
    public var local: LocalTime
    public var offsetMinutes: Int?
  }

  /// Reads `YYYY-MM-DDTHH:MM[:SS[.ffffff]]` with or without `Z` or `+HH:MM`; a bare date is no
  /// time.
  public static func parse(_ text: String) -> Parsed? {
    var scanner = DigitScanner(text)
    guard let year = scanner.number(4), scanner.skip("-"), let month = scanner.number(2),
      scanner.skip("-"), let day = scanner.number(2),
      let date = CivilDate(year: year, month: month, day: day),
      scanner.skip(anyOf: "T", "t", " "), let hour = scanner.number(2), hour < 24,
      scanner.skip(":"), let minute = scanner.number(2), minute < 60
    else { return nil }
    var second = 0
    var microsecond = 0
    if scanner.skip(":") {
      guard let value = scanner.number(2), value < 60 else { return nil }
      second = value
      if scanner.skip(".") {
        guard let value = scanner.fraction(upTo: 6) else { return nil }
        microsecond = value
      }
    }
    var offset: Int?
    if scanner.skip(anyOf: "Z", "z") {
      offset = 0
    } else if let sign = scanner.next, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
      _ = scanner.skip(anyOf: "+", "-")
      guard let hours = scanner.number(2), hours < 24, scanner.skip(":"),
        let minutes = scanner.number(2), minutes < 60
      else { return nil }
      offset = (hours * 60 + minutes) * (sign == UInt8(ascii: "-") ? -1 : 1)
    }
    guard scanner.atEnd else { return nil }
    let local = LocalTime(
      date: date, secondOfDay: hour * 3600 + minute * 60 + second, microsecond: microsecond)
    return Parsed(local: local, offsetMinutes: offset)
  }
}
