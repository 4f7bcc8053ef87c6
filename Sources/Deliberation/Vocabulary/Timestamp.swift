/// An instant: microseconds since the UNIX epoch, UTC.
public struct Timestamp: Sendable, Hashable, Comparable, CustomStringConvertible {
  public var microseconds: Int64

  public init(microseconds: Int64) { self.microseconds = microseconds }

  /// The instant at `secondOfDay` of a day in UTC.
  init(date: CivilDate, secondOfDay: Int, microsecond: Int = 0) {
    let seconds = Int64(date.dayNumber) * 86_400 + Int64(secondOfDay)
    microseconds = seconds * 1_000_000 + Int64(microsecond)
  }

  /// Reads an RFC 3339 time; it needs an offset or `Z` and has at most six decimals.
  public init?(rfc3339 text: String) {
    guard let parsed = LocalTime.parse(text), let offset = parsed.offsetMinutes else { return nil }
    self = parsed.local.instant(offsetSeconds: offset * 60)
  }

  /// `2026-11-24T15:00:00.123456Z`
  public var description: String {
    LocalTime(self, offsetSeconds: 0).text(decimals: .always) + "Z"
  }

  public static func < (a: Timestamp, b: Timestamp) -> Bool { a.microseconds < b.microseconds }

  public static func + (time: Timestamp, duration: Span) -> Timestamp {
    Timestamp(microseconds: time.microseconds + duration.microseconds)
  }

  public static func - (a: Timestamp, b: Timestamp) -> Span {
    Span(microseconds: a.microseconds - b.microseconds)
  }

  /// Whole seconds since the epoch, rounded down.
  var seconds: Int64 {
    let quotient = microseconds / 1_000_000
    return microseconds % 1_000_000 < 0 ? quotient - 1 : quotient
  }

  /// A length of time in microseconds.
  public struct Span: Sendable, Hashable, Comparable {
    public var microseconds: Int64

    public init(microseconds: Int64) { self.microseconds = microseconds }

    public static func < (a: Span, b: Span) -> Bool { a.microseconds < b.microseconds }
    public static func hours(_ hours: Int) -> Span {
      Span(microseconds: Int64(hours) * 3_600_000_000)
    }
    public static func seconds(_ seconds: Int) -> Span {
      Span(microseconds: Int64(seconds) * 1_000_000)
    }
    /// Full hours, rounded down.
    public var wholeHours: Int { Int(microseconds / 3_600_000_000) }
  }
}
