/// The POSIX TZ string that ends a TZif file: what holds after its last transition.
struct PosixZone: Sendable, Hashable {
  let standardOffset: Int
  let daylight: Daylight?

  struct Daylight: Sendable, Hashable {
    let offset: Int
    let start: Change
    let end: Change
  }

  /// When clocks change, in local time before the change.
  struct Change: Sendable, Hashable {
    let day: Day
    let second: Int
  }

  enum Day: Sendable, Hashable {
    /// Day 1 to 365; 29 February is never counted.
    case julian(Int)
    /// Day 0 to 365.
    case ordinal(Int)
    /// Week 1 to 5 (the last) of a month; weekday 0 is Sunday.
    case weekday(month: Int, week: Int, weekday: Int)
  }

  /// `nil` where the text is no POSIX TZ string of RFC 9636 §3.3.
  init?(_ text: String) {
    var scanner = PosixScanner(text)
    guard scanner.name(), let west = scanner.offset() else { return nil }
    standardOffset = -west
    guard !scanner.atEnd else {
      daylight = nil
      return
    }
    guard scanner.name() else { return nil }
    var offset = standardOffset + 3600
    if let next = scanner.next, next != UInt8(ascii: ",") {
      guard let west = scanner.offset() else { return nil }
      offset = -west
    }
    guard scanner.skip(","), let start = scanner.change(), scanner.skip(","),
      let end = scanner.change(), scanner.atEnd
    else { return nil }
    daylight = Daylight(offset: offset, start: start, end: end)
  }

  func offset(atSecond second: Int64) -> Int {
    guard let daylight else { return standardOffset }
    let year = LocalTime(
      Timestamp(microseconds: second * 1_000_000), offsetSeconds: standardOffset
    ).date.year
    // Changes of the neighbouring years matter around New Year and in the southern hemisphere.
    var last: (second: Int64, offset: Int)?
    for year in (year - 1)...(year + 1) {
      let changes = [
        (daylight.start.second(in: year, offset: standardOffset), daylight.offset),
        (daylight.end.second(in: year, offset: daylight.offset), standardOffset),
      ]
      for (at, offset) in changes where at <= second && at >= last?.second ?? .min {
        last = (at, offset)
      }
    }
    return last?.offset ?? standardOffset
  }
}

extension PosixZone.Change {
  /// The instant of the change, in seconds, where clocks stood at `offset` before it.
  func second(in year: Int, offset: Int) -> Int64 {
    Int64(day.dayNumber(in: year)) * 86_400 + Int64(second - offset)
  }
}

extension PosixZone.Day {
  func dayNumber(in year: Int) -> Int {
    switch self {
    case .julian(let day):
      let leap = CivilDate.isLeap(year) && day >= 60
      return Self.first(of: year, month: 1) + day - 1 + (leap ? 1 : 0)
    case .ordinal(let day): return Self.first(of: year, month: 1) + day
    case .weekday(let month, let week, let weekday):
      let first = Self.first(of: year, month: month)
      let ahead = ((weekday - CivilDate(dayNumber: first).weekday) % 7 + 7) % 7
      var day = ahead + (week - 1) * 7
      if day >= CivilDate.daysIn(month: month, of: year) { day -= 7 }
      return first + day
    }
  }

  private static func first(of year: Int, month: Int) -> Int {
    CivilDate(year: year, month: month, day: 1)?.dayNumber ?? 0
  }
}

/// Reads the parts of a POSIX TZ string.
private struct PosixScanner {
  private var scanner: DigitScanner

  init(_ text: String) { scanner = DigitScanner(text) }

  var atEnd: Bool { scanner.atEnd }
  var next: UInt8? { scanner.next }

  mutating func skip(_ scalar: Unicode.Scalar) -> Bool { scanner.skip(scalar) }

  /// A name of three letters or more, or one in angle brackets.
  mutating func name() -> Bool {
    if scanner.skip("<") {
      while let next = scanner.next, next != UInt8(ascii: ">") { scanner.advance() }
      return scanner.skip(">")
    }
    var length = 0
    while let next = scanner.next, (0x41...0x5a).contains(next) || (0x61...0x7a).contains(next) {
      scanner.advance()
      length += 1
    }
    return length >= 3
  }

  /// `[+-]h[h][:mm[:ss]]` in seconds.
  mutating func offset() -> Int? {
    let negative = scanner.skip("-")
    if !negative { _ = scanner.skip("+") }
    guard let hours = scanner.number() else { return nil }
    var seconds = hours * 3600
    if scanner.skip(":") {
      guard let minutes = scanner.number() else { return nil }
      seconds += minutes * 60
      if scanner.skip(":") {
        guard let rest = scanner.number() else { return nil }
        seconds += rest
      }
    }
    return negative ? -seconds : seconds
  }

  mutating func change() -> PosixZone.Change? {
    let day: PosixZone.Day
    if scanner.skip("J") {
      guard let number = scanner.number() else { return nil }
      day = .julian(number)
    } else if scanner.skip("M") {
      guard let month = scanner.number(), (1...12).contains(month), scanner.skip("."),
        let week = scanner.number(), (1...5).contains(week), scanner.skip("."),
        let weekday = scanner.number(), (0...6).contains(weekday)
      else { return nil }
      day = .weekday(month: month, week: week, weekday: weekday)
    } else {
      guard let number = scanner.number() else { return nil }
      day = .ordinal(number)
    }
    guard scanner.skip("/") else { return PosixZone.Change(day: day, second: 7200) }
    guard let second = offset() else { return nil }
    return PosixZone.Change(day: day, second: second)
  }
}
