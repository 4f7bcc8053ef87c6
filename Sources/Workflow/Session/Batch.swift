import Deliberation
import EventStore
import FoundationEssentials

/// Commands decided one after the other on the same view, to be appended as one.
///
/// Every event gets its id here, so that a later command of the batch can refer to an earlier
/// one's.
struct Batch {
  private(set) var view: LedgerView
  let authority: Authority
  private(set) var events: [NewEvent] = []
  private(set) var planned: [PlannedEvent] = []
  private(set) var notAfter: Timestamp?
  private var expected: [String: ExpectedVersion] = [:]
  private var reads: [String: ExpectedVersion] = [:]
  private let original: [String: Int]
  private let effectiveNow: ZonedTime

  init(view: LedgerView, authority: Authority) throws {
    self.view = view
    self.authority = authority
    original = view.versions
    effectiveNow = try view.effectiveNow()
  }

  /// Decides one more command.
  ///
  /// - Parameter effective: what an import or a late entry asserts; now, if absent.
  @discardableResult
  mutating func add(
    _ command: Command, effective: ZonedTime? = nil, lateReason: String? = nil
  ) throws(Refusal) -> Decided {
    let decided = try view.state.decide(
      command, by: Speaker(authority), now: view.now, effective: effective, lateReason: lateReason)
    for plan in decided.events { take(plan, effective: effective ?? effectiveNow) }
    for stream in decided.reads { depend(on: stream, expectedBefore(stream)) }
    if let limit = decided.notAfter { notAfter = min(limit, notAfter ?? limit) }
    return decided
  }

  /// Makes the batch depend on a stream that is only read.
  mutating func depend(on stream: String, _ version: ExpectedVersion) {
    if reads[stream] == nil { reads[stream] = version }
  }

  /// The salt of the first event's facts is what the id of a crossing's next step is derived from.
  var firstFactsSalt: [UInt8]? { events.first?.factsSalt }

  private func expectedBefore(_ stream: String) -> ExpectedVersion {
    original[stream].map(ExpectedVersion.exactly) ?? .absent
  }

  private mutating func take(_ plan: PlannedEvent, effective: ZonedTime) {
    if expected[plan.stream] == nil { expected[plan.stream] = expectedBefore(plan.stream) }
    let event = NewEvent(plan, effective: effective.description)
    events.append(event)
    planned.append(plan)
    view.take(
      EventRecord(
        position: Int64(view.position + 1), eventID: event.id.text, commandID: "",
        stream: plan.stream, version: (view.versions[plan.stream] ?? 0) + 1,
        rulesVersion: view.state.rules.version, actor: authority.login, party: authority.party,
        authority: authority.id.text, onBehalfOf: plan.onBehalfOf, recordedAt: view.now,
        effective: effective, marking: nil, event: plan.event))
    view.position += 1
  }

  func request(
    id: UUID, digest: [UInt8], isCrossing: Bool = false, notBefore: Int64? = nil
  ) -> AppendRequest {
    AppendRequest(
      commandID: id, digest: digest, isCrossing: isCrossing, authority: authority.id,
      rulesVersion: view.state.rules.version, notAfter: notAfter?.microseconds,
      notBefore: notBefore,
      expected: expected, reads: reads.filter { expected[$0.key] == nil }, events: events)
  }
}
