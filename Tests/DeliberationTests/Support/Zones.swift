@testable import Deliberation

/// The zones of the forum by their rules alone, so that no test depends on the machine.
enum Zones {
  static let all: [String: TimeZoneRules] = [
    "America/New_York": zone("America/New_York", "EST5EDT,M3.2.0,M11.1.0"),
    "Asia/Tokyo": zone("Asia/Tokyo", "JST-9"),
  ]

  static func zone(_ name: String, _ posix: String) -> TimeZoneRules {
    let footer = PosixZone(posix)
    return TimeZoneRules(
      name: name, transitions: [], offsets: [], firstOffset: Int32(footer?.standardOffset ?? 0),
      footer: footer)
  }
}

func at(_ text: String) -> Timestamp {
  Timestamp(rfc3339: text) ?? Timestamp(microseconds: .min)
}

func zoned(_ text: String, _ zone: String) -> ZonedTime {
  ZonedTime(rfc3339: text, zone: zone) ?? ZonedTime(utc: Timestamp(microseconds: .min))
}
