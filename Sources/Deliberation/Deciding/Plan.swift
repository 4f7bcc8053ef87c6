/// The events of one command as they are found, each judged before the next.
struct Plan {
  /// The state with every earlier event of the command applied.
  private(set) var state: LedgerState
  let speaker: Speaker
  let now: Timestamp
  let effective: ZonedTime
  let provenance: Provenance
  let marking: String?
  private(set) var events: [PlannedEvent] = []
  var reads: Set<String> = []
  private(set) var notAfter: Timestamp?
  var notes: [Decided.Note] = []
  private var last: EventRecord?

  init(
    state: LedgerState, speaker: Speaker, now: Timestamp, effective: ZonedTime,
    provenance: Provenance, marking: String?
  ) {
    self.state = state
    self.speaker = speaker
    self.now = now
    self.effective = effective
    self.provenance = provenance
    self.marking = marking
  }

  var isImport: Bool { provenance.imported != nil }
  var isAboutPast: Bool { isImport || provenance.late }

  /// Judges an event and puts it after those that are there.
  mutating func add(
    _ event: Event, to stream: String, onBehalfOf: String? = nil
  ) throws(Refusal) {
    if let last { apply(last) }
    let event = event.from(provenance)
    let record = record(event, stream: stream, onBehalfOf: onBehalfOf)
    try state.admit(record)
    last = record
    events.append(PlannedEvent(stream: stream, event: event, onBehalfOf: onBehalfOf))
  }

  /// The act as which an event would be judged, for what must be known before it is built.
  func act(_ event: Event, to stream: String, onBehalfOf: String? = nil) throws(Refusal) -> Act {
    try state.act(
      for: record(event.from(provenance), stream: stream, onBehalfOf: onBehalfOf))
  }

  private func record(_ event: Event, stream: String, onBehalfOf: String?) -> EventRecord {
    EventRecord(
      position: -1, eventID: "planned-\(events.count)", commandID: "", stream: stream, version: 0,
      rulesVersion: state.rules.version, actor: speaker.login, party: speaker.party,
      authority: speaker.authority, onBehalfOf: onBehalfOf, recordedAt: now, effective: effective,
      marking: marking, event: event)
  }

  private mutating func apply(_ record: EventRecord) {
    // Only what the command writes is copied, however much the state holds.
    let ref = LedgerState.name(of: record.stream)
    switch LedgerState.kind(of: record.stream) {
    case .proposal:
      state.files = state.files[ref].map { [ref: $0] } ?? [:]
    case .decision:
      state.decisions = state.decisions[ref].map { [ref: $0] } ?? [:]
    default: break
    }
    state.evolve(record)
  }

  /// The answer does not hold later than this.
  mutating func holds(until time: Timestamp?) {
    guard let time else { return }
    notAfter = notAfter.map { min($0, time) } ?? time
  }

  /// The answer holds only before this.
  mutating func holds(before time: Timestamp?) {
    holds(until: time.map { Timestamp(microseconds: $0.microseconds - 1) })
  }

  var decided: Decided {
    let written = Set(events.map(\.stream))
    return Decided(
      events: events, unchanged: events.isEmpty, notAfter: events.isEmpty ? nil : notAfter,
      reads: reads.subtracting(written).sorted(), notes: notes)
  }
}
