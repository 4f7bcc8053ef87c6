/// An instant as somebody asserted it: with the offset and the IANA name of a zone.
public struct ZonedTime: Sendable, Hashable, CustomStringConvertible {
  public var instant: Timestamp
  public var offsetMinutes: Int
  public var zone: String

  public init(instant: Timestamp, offsetMinutes: Int, zone: String) {
    self.instant = instant
    self.offsetMinutes = offsetMinutes
    self.zone = zone
  }

  /// An instant that a machine recorded.
  public init(utc instant: Timestamp) {
    self.init(instant: instant, offsetMinutes: 0, zone: "UTC")
  }

  /// Reads an RFC 3339 time that was asserted for a zone; the offset is taken as it stands.
  public init?(rfc3339 text: String, zone: String) {
    guard let parsed = LocalTime.parse(text), let offset = parsed.offsetMinutes, !zone.isEmpty
    else { return nil }
    self.init(
      instant: parsed.local.instant(offsetSeconds: offset * 60), offsetMinutes: offset, zone: zone)
  }

  /// Reads the form of an entry: `2026-11-25T00:00:00.000000+09:00 Asia/Tokyo`.
  public init?(entry text: String) {
    let parts = text.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    self.init(rfc3339: String(parts[0]), zone: String(parts[1]))
  }

  /// `2026-11-25T00:00:00.000000+09:00 Asia/Tokyo`, as it stands in an entry.
  public var description: String {
    local.text(decimals: .always) + offset + " " + zone
  }

  /// `2026-11-25T00:00:00+09:00`; a fraction only when it is not zero.
  public var rfc3339: String { local.text(decimals: .ifNeeded) + offset }

  public var local: LocalTime { LocalTime(instant, offsetSeconds: offsetMinutes * 60) }

  private var offset: String {
    let minutes = Int(offsetMinutes.magnitude)
    let sign = offsetMinutes < 0 ? "-" : "+"
    return sign + padded(minutes / 60, 2) + ":" + padded(minutes % 60, 2)
  }
}
