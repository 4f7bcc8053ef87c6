/// The rules of one time zone, read from a TZif file (RFC 9636).
public struct TimeZoneRules: Sendable, Hashable {
  public let name: String
  /// The instants at which the offset changes, in seconds, ascending.
  let transitions: [Int64]
  /// The offset in seconds from each transition on.
  let offsets: [Int32]
  /// The offset before the first transition.
  let firstOffset: Int32
  /// What holds after the last transition.
  let footer: PosixZone?

  init(
    name: String, transitions: [Int64], offsets: [Int32], firstOffset: Int32, footer: PosixZone?
  ) {
    self.name = name
    self.transitions = transitions
    self.offsets = offsets
    self.firstOffset = firstOffset
    self.footer = footer
  }

  /// A zone that never leaves UTC.
  public static let utc = TimeZoneRules(
    name: "UTC", transitions: [], offsets: [], firstOffset: 0, footer: nil)

  /// Seconds east of UTC at an instant.
  public func offset(at instant: Timestamp) -> Int { offset(atSecond: instant.seconds) }

  func offset(atSecond second: Int64) -> Int {
    guard let last = transitions.last, second < last else {
      if let footer { return footer.offset(atSecond: second) }
      return Int(offsets.last ?? firstOffset)
    }
    var low = 0
    var high = transitions.count
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle] <= second { low = middle + 1 } else { high = middle }
    }
    return Int(low == 0 ? firstOffset : offsets[low - 1])
  }

  /// The instants at which clocks of the zone show a local time: none in a gap, two in a fold.
  public func instants(ofLocal local: LocalTime) -> [Timestamp] {
    let utc = local.instant(offsetSeconds: 0)
    // No zone's offset changes twice within two days, so these are all that can apply.
    let candidates = Set([-86_400, 0, 86_400].map { offset(atSecond: utc.seconds + $0) })
    return candidates.map { local.instant(offsetSeconds: $0) }
      .filter { local == LocalTime($0, offsetSeconds: offset(at: $0)) }
      .sorted()
  }

  /// The instant of a local time that exists exactly once.
  public func instant(ofLocal local: LocalTime) throws(Refusal) -> Timestamp {
    let instants = instants(ofLocal: local)
    if instants.count == 1 { return instants[0] }
    if instants.isEmpty {
      throw Refusal(
        "time.nonexistent", "\(local) does not exist in \(name): the clocks jump over it.",
        hint: "Give the time with an offset.")
    }
    throw Refusal(
      "time.ambiguous", "\(local) exists twice in \(name): the clocks are set back.",
      hint: "Give the time with an offset.")
  }

  /// An instant as the clocks of this zone show it.
  public func zoned(_ instant: Timestamp) -> ZonedTime {
    // Offsets with seconds are those of local mean time, before any government kept records here.
    ZonedTime(instant: instant, offsetMinutes: offset(at: instant) / 60, zone: name)
  }

  public func date(at instant: Timestamp) -> CivilDate {
    LocalTime(instant, offsetSeconds: offset(at: instant)).date
  }

  /// The first instant of a day; where midnight does not exist, the first moment after it.
  public func startOfDay(_ date: CivilDate) -> Timestamp {
    if let first = instants(ofLocal: LocalTime(date: date)).first { return first }
    // In a gap the time read with the offset before it falls just after the jump.
    let midnight = LocalTime(date: date).instant(offsetSeconds: 0)
    let before = offset(atSecond: midnight.seconds - 86_400)
    let guess = LocalTime(date: date).instant(offsetSeconds: before)
    let jump = transition(near: guess)
    return jump ?? guess
  }

  private func transition(near instant: Timestamp) -> Timestamp? {
    // Bisects the hours around for the second at which the offset changes.
    var low = instant.seconds - 10_800
    var high = instant.seconds + 10_800
    let before = offset(atSecond: low)
    guard before != offset(atSecond: high) else { return nil }
    while high - low > 1 {
      let middle = (low + high) / 2
      if offset(atSecond: middle) == before { low = middle } else { high = middle }
    }
    return Timestamp(microseconds: high * 1_000_000)
  }
}
