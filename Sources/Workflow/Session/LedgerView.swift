public import Deliberation
public import EventStore
import FoundationEssentials

/// What one ledger held at one moment: the state that deciders and questions are answered from.
public struct LedgerView: Sendable {
  public var code: String
  public var state: LedgerState
  /// The version of every stream that was read; an absent one is missing.
  public var versions: [String: Int]
  /// The events that were read, in order.
  public var records: [EventRecord]
  /// The last position that the view holds; -1 in an empty ledger.
  public var position: Int
  public var recordedAt: Timestamp?
  /// The server's time when it was read.
  public var now: Timestamp
  public var authorities: [Authority]
}

extension Ledger {
  /// Streams that every decision may rest on.
  private static let referencePrefixes = ["topic/", "calendar/"]

  /// Reads the reference streams and those of the given files, in one round trip, and folds them.
  public func view(
    files: [String], decisions: [String] = [], joint: [String] = [], upTo: Int? = nil
  )
    async throws -> LedgerView
  {
    let streams =
      ["roster", "rules"] + files.map { "proposal/\($0)" } + decisions.map { "decision/\($0)" }
      + joint.map { "joint/\($0)" }
    let loaded = try await load(
      .init(streams: streams, prefixes: Self.referencePrefixes, upTo: upTo))
    var view = LedgerView(
      code: code, state: LedgerState(), versions: [:], records: [],
      position: upTo ?? loaded.head.position,
      recordedAt: loaded.head.recordedAt.map(Timestamp.init(microseconds:)),
      now: Timestamp(microseconds: loaded.head.now), authorities: loaded.authorities)
    view.state.zones = try Zones.known()
    view.records.reserveCapacity(loaded.events.count)
    // The head was read first: what came in between is left for the next reading, so that the view
    // is the log up to one position.
    let events = loaded.events.filter { $0.position <= view.position }
    for record in try events.records() { view.take(record) }
    // An event without effect moves its stream all the same.
    for stored in events { view.versions[stored.entry.stream] = stored.entry.version }
    return view
  }
}

extension LedgerView {
  mutating func take(_ record: EventRecord) {
    state.evolve(record)
    versions[record.stream] = record.version
    records.append(record)
  }

  /// The expected version of a stream that this view read (or found absent).
  func expected(_ stream: String) -> ExpectedVersion {
    versions[stream].map(ExpectedVersion.exactly) ?? .absent
  }

  /// What a new event asserts as the time when it takes effect, unless somebody gave another.
  func effectiveNow() throws -> ZonedTime {
    try Zones.rules(state.homeZone).zoned(now)
  }

  /// The year in the ledger's home zone: what a new reference carries.
  func currentYear() throws -> Int {
    let zone = try Zones.rules(state.homeZone)
    return zone.date(at: now).year
  }
}
