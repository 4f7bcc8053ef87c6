/// Times of the log as text: `2026-11-24T15:00:00.123456Z`.
///
/// The entry's bytes depend on this, so it is written out here and on no formatter's locale or
/// version.
enum UTCTime {
  private static let microsecondsADay: Int64 = 86_400_000_000

  /// - Parameter microseconds: microseconds since the UNIX epoch.
  static func text(_ microseconds: Int64) -> String {
    let days = floorDivide(microseconds, microsecondsADay)
    let rest = microseconds - days * microsecondsADay
    let (year, month, day) = civil(days)
    var out: [UInt8] = []
    out.reserveCapacity(27)
    append(year, 4, "-", to: &out)
    append(month, 2, "-", to: &out)
    append(day, 2, "T", to: &out)
    append(rest / 3_600_000_000, 2, ":", to: &out)
    append(rest / 60_000_000 % 60, 2, ":", to: &out)
    append(rest / 1_000_000 % 60, 2, ".", to: &out)
    append(rest % 1_000_000, 6, "Z", to: &out)
    return String(decoding: out, as: UTF8.self)
  }

  private static func append(
    _ value: Int64, _ width: Int, _ mark: Unicode.Scalar, to out: inout [UInt8]
  ) {
    let digits = Array(String(value).utf8)
    out.append(contentsOf: repeatElement(0x30, count: max(0, width - digits.count)))
    out.append(contentsOf: digits)
    out.append(UInt8(ascii: mark))
  }

  /// The proleptic Gregorian date of a day counted from 1970-01-01, by 400-year eras that begin in
  /// March.
  private static func civil(_ days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let shifted = days + 719_468
    let era = floorDivide(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  private static func floorDivide(_ a: Int64, _ b: Int64) -> Int64 {
    let quotient = a / b
    return a % b < 0 ? quotient - 1 : quotient
  }
}
