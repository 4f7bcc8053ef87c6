import Deliberation
import EventStore
import FoundationEssentials

/// The ledger as an import sees it: what is on record, and what was decided after that.
///
/// Holds the reference streams and the files that lines are about just now; the rest is read again
/// when a line needs it.
struct ImportWorld {
  /// What one fact may take in the store, and one text.
  private static let longestFacts = 256 << 10
  private static let longestText = 4 << 20

  let authority: Authority
  let speaker: Speaker
  /// The hexadecimal digest of the source.
  let source: String
  var state: LedgerState
  /// The last position that the world holds.
  var position: Int
  /// Whether it stands in the past of the ledger, where nothing exists that comes after its
  /// position.
  var isPast = false
  /// The ledger's reference of each of the source's own, as far as they were needed.
  var references: [String: String] = [:]
  /// Whether the ledger holds references that are not in `references`.
  var hasOlderReferences = false
  var year: Int
  var lastProposal: Int
  var lastDecision: Int
  private let now: Timestamp
  private let nowText: ImportTime.Reading
  /// Of the reference streams; a file knows its own.
  private var versions: [String: Int]
  private var topicCodes: [String: String] = [:]
  /// The files that were read or written since the last eviction.
  private var touched: Set<String> = []

  init(
    view: LedgerView, source: String, lastProposal: Int, lastDecision: Int
  ) throws {
    guard
      let authority = view.authorities.first(where: {
        $0.capacities.contains(Capacity.records.rawValue)
      })
    else {
      throw Refusal(
        "authority.none", "An import into \(view.code) needs the capacity records.",
        hint: "`ringi whoami` says what you hold; an enrolment officer records appointments.")
    }
    self.authority = authority
    speaker = Speaker(authority)
    self.source = source
    state = view.state
    position = view.position
    versions = view.versions
    now = view.now
    let utc = ZonedTime(utc: view.now)
    nowText = ImportTime.Reading(time: utc, entry: utc.description)
    year = try view.currentYear()
    self.lastProposal = lastProposal
    self.lastDecision = lastDecision
  }

  /// The last position that exists for it; `nil` for the ledger's own end.
  var end: Int? { isPast ? position : nil }

  // MARK: Files

  func file(_ ref: String) -> FileState? { state.files[ref] }

  /// Forgets decided files, which few lines are still about, and the others where there are many of
  /// them.
  ///
  /// - Parameter keepsAll: nothing can be read again, since nothing was written; then decided files
  ///   are only thinned out.
  mutating func evict(keepsAll: Bool) {
    state.decisions = [:]
    if keepsAll {
      for ref in touched {
        if let file = state.files[ref], file.isDecided { state.files[ref] = file.outline }
      }
    } else {
      let isCrowded = state.files.count > 4000
      state.files = state.files.filter { ref, file in
        touched.contains(ref) || !(file.isDecided || isCrowded)
      }
    }
    touched = []
  }

  // MARK: Deciding

  func decide(
    _ command: Command, line: Int, effective: ImportTime.Reading?
  ) throws(Quarantine) -> Decided {
    do {
      return try state.decide(
        command, by: speaker, now: now, effective: effective?.time,
        imported: Imported(source: source, line: line))
    } catch {
      throw Quarantine(error)
    }
  }

  /// What was decided, as it goes into the log.
  func encode(
    _ decided: Decided, effective: ImportTime.Reading?
  ) throws(Quarantine) -> [NewEvent] {
    var out: [NewEvent] = []
    out.reserveCapacity(decided.events.count)
    for plan in decided.events {
      let event = NewEvent(plan, effective: (effective ?? nowText).entry)
      guard event.facts.count <= Self.longestFacts, event.text?.count ?? 0 <= Self.longestText
      else {
        throw Quarantine(
          "event.too_large", "\(event.type) holds more than 256 KiB of facts or 4 MiB of text.")
      }
      guard event.stream.utf8.count <= 300 else {
        throw Quarantine("topic.malformed", "The name of a topic is too long.")
      }
      out.append(event)
    }
    return out
  }

  /// Applies what was decided and puts it into the batch.
  mutating func commit(
    _ decided: Decided, _ events: [NewEvent], effective: ImportTime.Reading?,
    to batch: inout ImportBatch
  ) {
    for stream in decided.reads {
      let isNumber = stream.hasPrefix("proposal/") || stream.hasPrefix("decision/")
      let version = versions[stream] ?? 0
      batch.depend(on: stream, isNumber ? .exists : version == 0 ? .absent : .exactly(version))
    }
    batch.holds(until: decided.notAfter)
    for (plan, event) in zip(decided.events, events) {
      let version = version(of: plan.stream)
      batch.add(event, after: version)
      position += 1
      evolve(
        EventRecord(
          position: Int64(position), eventID: event.id.text, commandID: "", stream: plan.stream,
          version: version + 1, rulesVersion: state.rules.version, actor: authority.login,
          party: authority.party, authority: speaker.authority, onBehalfOf: plan.onBehalfOf,
          recordedAt: now, effective: (effective ?? nowText).time, marking: nil,
          event: plan.event))
    }
  }

  // MARK: Events

  /// Applies an event that is on record, unless it is known already or is about a file that is not
  /// held.
  mutating func replay(_ record: EventRecord) {
    position = max(position, Int(record.position))
    let version = version(of: record.stream)
    guard record.version == version + 1 else { return }
    switch record.event {
    case .proposalFiled(let event): references[event.externalRef ?? event.ref] = event.ref
    case .proposalTabled(let event): references[event.externalRef ?? event.ref] = event.ref
    default: break
    }
    evolve(record)
  }

  private mutating func evolve(_ record: EventRecord) {
    state.evolve(record)
    if record.stream.hasPrefix("proposal/") {
      touched.insert(String(record.stream.dropFirst("proposal/".count)))
    } else if !record.stream.hasPrefix("decision/") {
      versions[record.stream] = record.version
    }
  }

  private func version(of stream: String) -> Int {
    if stream.hasPrefix("proposal/") {
      return state.files[String(stream.dropFirst("proposal/".count))]?.version ?? 0
    }
    return versions[stream] ?? 0
  }

  mutating func touch(_ ref: String) { touched.insert(ref) }

  // MARK: Topics

  /// The code of a topic that a source calls by its code or its name.
  mutating func topicCode(_ name: String) throws(Quarantine) -> String {
    if state.topics[name] != nil { return name }
    if let known = topicCodes[name] { return known }
    guard let code = ImportTopic.code(name) else {
      throw Quarantine("topic.malformed", "'\(name)' names no topic.")
    }
    topicCodes[name] = code
    return code
  }
}
