import Deliberation

/// Reads the times of a source; neighbouring lines mostly state the same one.
struct ImportTime {
  /// A time with its form in the log's entries.
  struct Reading {
    var time: ZonedTime
    var entry: String
  }

  private var last: (text: String, zone: String?, reading: Reading)?

  /// Reads an RFC 3339 time with an offset.
  ///
  /// A zone may be named beside it and must then show that offset at that time. Without one, `Z`
  /// and `+00:00` are UTC and whole hours are the fixed zones of tzdata (`+09:00` is `Etc/GMT-9`:
  /// its signs are reversed). For any other offset there is no such zone: the instant is kept, in
  /// UTC.
  mutating func read(_ text: String, zone: String?, member: String) throws(Quarantine) -> Reading {
    if let last, last.text == text, last.zone == zone { return last.reading }
    guard let parsed = LocalTime.parse(text), let offset = parsed.offsetMinutes else {
      throw Quarantine(
        "date.malformed", "'\(member)' is no time with an offset such as 2026-11-24T14:00:00Z.")
    }
    guard (-14 * 60...14 * 60).contains(offset), let stated = ZonedTime(rfc3339: text, zone: "UTC")
    else {
      throw Quarantine("date.malformed", "No clock shows the offset of '\(member)'.")
    }
    guard parsed.local.date.year >= 1 else {
      throw Quarantine("date.malformed", "The year of '\(member)' is before the first.")
    }
    var time = stated
    if let zone {
      guard let rules = try? Zones.rules(zone) else {
        throw Quarantine("zone.unknown", "There is no time zone \(zone).")
      }
      guard rules.zoned(stated.instant).offsetMinutes == offset else {
        throw Quarantine("zone.mismatch", "\(text) is not a time of \(zone).")
      }
      time.zone = zone
    } else if let fixed = Self.zone(ofOffset: offset) {
      time.zone = fixed
    } else {
      time = ZonedTime(utc: stated.instant)
    }
    let reading = Reading(time: time, entry: time.description)
    last = (text, zone, reading)
    return reading
  }

  /// The zone of tzdata that always shows an offset, in minutes.
  static func zone(ofOffset minutes: Int) -> String? {
    let hours = minutes / 60
    guard minutes % 60 == 0, (-12...14).contains(hours) else { return nil }
    if hours == 0 { return "UTC" }
    return "Etc/GMT" + (hours > 0 ? "-\(hours)" : "+\(-hours)")
  }
}
