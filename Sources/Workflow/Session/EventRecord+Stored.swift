import Deliberation
import EventStore
import FoundationEssentials

extension EventRecord {
  /// The event as the rules see it.
  ///
  /// - Throws: `WorkflowError` `event.unknown` when this program does not know the type: it must
  ///   not judge a history it cannot read.
  init(_ stored: StoredEvent) throws(WorkflowError) {
    let entry = stored.entry
    let event: Event
    do {
      let facts = try JSON(parsing: stored.facts ?? [])
      let text = try stored.text.map { bytes throws(JSONError) in try JSON(parsing: bytes) }
      event = try Event(
        type: stored.type, schemaVersion: stored.schemaVersion, facts: facts, text: text)
    } catch {
      throw WorkflowError(
        "event.unknown",
        "\(entry.ledger):\(entry.position) \(entry.type)/\(entry.schemaVersion) cannot be read: \(error).",
        hint: "A newer ringi may have written it: compare `ringi --version` with your colleagues'.")
    }
    guard let effective = ZonedTime(entry: entry.effective) else {
      throw WorkflowError(
        "event.unknown", "\(entry.ledger):\(entry.position) has no readable effective time.")
    }
    self.init(
      position: Int64(entry.position), eventID: entry.eventID.text, commandID: entry.commandID.text,
      stream: entry.stream, version: entry.version, rulesVersion: entry.rulesVersion,
      actor: entry.actor, party: entry.party, authority: entry.authority?.text,
      onBehalfOf: entry.onBehalfOf, recordedAt: Timestamp(microseconds: entry.recordedAt),
      effective: effective, marking: entry.marking, event: event,
      textIsWithheld: stored.isTextWithheld)
  }
}
