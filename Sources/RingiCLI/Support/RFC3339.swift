/// A time as a user or a document writes it: date, time of day, and the offset if there is one.
struct RFC3339: Sendable, Hashable {
  var year: Int
  var month: Int
  var day: Int
  var hour: Int
  var minute: Int
  var second: Int
  var microsecond: Int
  /// Minutes east of UTC; `nil` for a local time.
  var offset: Int?

  /// Reads `YYYY-MM-DDTHH:MM[:SS[.ffffff]][Z|±HH:MM]`; `nil` for anything else, days that do not
  /// exist included.
  init?(_ text: String) {
    var bytes = Array(text.utf8)[...]
    func number(_ count: Int) -> Int? {
      guard bytes.count >= count else { return nil }
      var value = 0
      for byte in bytes.prefix(count) {
        guard (0x30...0x39).contains(byte) else { return nil }
        value = value * 10 + Int(byte - 0x30)
      }
      bytes = bytes.dropFirst(count)
      return value
    }
    func take(_ allowed: String) -> UInt8? {
      guard let first = bytes.first, allowed.utf8.contains(first) else { return nil }
      bytes = bytes.dropFirst()
      return first
    }
    guard let year = number(4), take("-") != nil, let month = number(2), take("-") != nil,
      let day = number(2), take("Tt ") != nil, let hour = number(2), take(":") != nil,
      let minute = number(2)
    else { return nil }
    var second = 0
    var microsecond = 0
    if take(":") != nil {
      guard let value = number(2) else { return nil }
      second = value
      if take(".") != nil {
        let digits = bytes.prefix { (0x30...0x39).contains($0) }
        guard (1...6).contains(digits.count), let value = number(digits.count) else { return nil }
        microsecond = (digits.count..<6).reduce(value) { value, _ in value * 10 }
      }
    }
    var offset: Int?
    if take("Zz") != nil {
      offset = 0
    } else if let sign = take("+-") {
      guard let hours = number(2), take(":") != nil, let minutes = number(2), hours < 24,
        minutes < 60
      else { return nil }
      offset = (hours * 60 + minutes) * (sign == UInt8(ascii: "-") ? -1 : 1)
    }
    guard bytes.isEmpty, (1...12).contains(month), year > 0,
      (1...Self.days(month: month, year: year)).contains(day), hour < 24, minute < 60, second < 60
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
    self.hour = hour
    self.minute = minute
    self.second = second
    self.microsecond = microsecond
    self.offset = offset
  }

  /// Seconds since 1970 as if the time were UTC.
  var localSeconds: Int64 {
    // Days from civil: years begin in March, so that the leap day is the last.
    let y = month > 2 ? year : year - 1
    let era = y / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    let days = Int64(era * 146_097 + dayOfEra - 719_468)
    return days * 86_400 + Int64(hour * 3600 + minute * 60 + second)
  }

  /// Microseconds since 1970; `nil` without an offset.
  var instant: Int64? {
    offset.map { (localSeconds - Int64($0) * 60) * 1_000_000 + Int64(microsecond) }
  }

  private static func days(month: Int, year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}
