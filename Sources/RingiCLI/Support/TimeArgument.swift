import Deliberation

/// What the command line needs of a time zone; the zone data themselves live elsewhere.
protocol ZoneRules {
  /// Minutes east of UTC at this instant (seconds since 1970).
  func offsetMinutes(at seconds: Int64) -> Int
  /// The instants (seconds since 1970) at which clocks there show this local time: none, one or
  /// two.
  /// - Parameter local: seconds since 1970 as if the local time were UTC.
  func instants(ofLocal local: Int64) -> [Int64]
}

/// Finds a zone by its IANA name; throws where there is none of that name.
typealias ZoneLookup = (String) throws -> any ZoneRules

/// A time that a user gave: the instant and how it was written.
struct TimeArgument: Sendable, Hashable {
  /// Microseconds since 1970.
  var microseconds: Int64
  /// Minutes east of UTC.
  var offsetMinutes: Int
  /// `nil` where only an offset was given; "UTC" for `Z`.
  var zone: String?

  /// - Parameters:
  ///   - text: RFC 3339 with an offset, or `YYYY-MM-DDTHH:MM[:SS]` with a zone.
  ///   - option: the option it was given to, for the message.
  init(_ text: String, zone: String?, option: String, lookup: ZoneLookup) throws(Failure) {
    guard let written = RFC3339(text) else { throw Self.unreadable(text, zone, option) }
    let rules = try Self.rules(zone, lookup)
    if let instant = written.instant, let offset = written.offset {
      if let rules, let zone {
        let there = rules.offsetMinutes(at: instant.floorDivided(by: 1_000_000))
        guard there == offset else {
          throw Failure(
            code: "time.offset_mismatch",
            message: "\(option): clocks in \(zone) stand at \(Self.offset(there)) then, "
              + "not at \(Self.offset(offset)).",
            hint: "Leave out the offset or --zone.")
        }
      }
      self.init(
        microseconds: instant, offsetMinutes: offset,
        zone: zone ?? (text.hasSuffix("Z") || text.hasSuffix("z") ? "UTC" : nil))
      return
    }
    guard let rules, let zone else {
      throw Failure(
        code: "time.zone_missing", message: "\(option): whose \(text)? The time needs a zone.",
        hint: "Add an offset (\(text)+09:00) or --zone Asia/Tokyo.")
    }
    let instants = rules.instants(ofLocal: written.localSeconds)
    switch instants.count {
    case 0:
      throw Failure(
        code: "time.nonexistent", message: "\(option): clocks in \(zone) skip \(text).",
        hint: "Give the time with an offset.")
    case 1:
      self.init(
        microseconds: instants[0] * 1_000_000 + Int64(written.microsecond),
        offsetMinutes: rules.offsetMinutes(at: instants[0]), zone: zone)
    default:
      let offsets = instants.map { Self.offset(rules.offsetMinutes(at: $0)) }
      throw Failure(
        code: "time.ambiguous", message: "\(option): clocks in \(zone) show \(text) twice.",
        hint: "Say which: \(offsets.map { text + $0 }.joined(separator: " or ")).",
        details: ["offsets": .array(offsets.map { .string($0) })])
    }
  }

  private init(microseconds: Int64, offsetMinutes: Int, zone: String?) {
    self.microseconds = microseconds
    self.offsetMinutes = offsetMinutes
    self.zone = zone
  }

  private static func rules(
    _ name: String?, _ lookup: ZoneLookup
  ) throws(Failure) -> (any ZoneRules)? {
    guard let name else { return nil }
    do {
      return try lookup(name)
    } catch {
      throw Failure(
        code: "time.zone_unknown", message: "There is no time zone '\(name)'.",
        hint: "Zones have IANA names: Asia/Tokyo, America/New_York.")
    }
  }

  private static func unreadable(_ text: String, _ zone: String?, _ option: String) -> Failure {
    // A date has two midnights and, between two capitals, two days.
    if RFC3339(text + "T00:00") != nil {
      return Failure(
        code: zone == nil ? "time.zone_missing" : "time.incomplete",
        message: "\(option): \(text) is a day, not a time: whose midnight?",
        hint: "Write \(text)T17:00 with --zone, or \(text)T17:00:00+09:00.")
    }
    return Failure(
      code: "time.malformed", message: "\(option): '\(text)' is no time.",
      hint: "Write 2026-12-08T17:00:00-05:00, or 2026-12-08T17:00 with --zone America/New_York.")
  }

  private static func offset(_ minutes: Int) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let size = abs(minutes)
    return (minutes < 0 ? "-" : "+") + two(size / 60) + ":" + two(size % 60)
  }
}

extension Int64 {
  fileprivate func floorDivided(by divisor: Int64) -> Int64 {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}
