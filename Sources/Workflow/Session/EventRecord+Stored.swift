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
    } catch let error as EventError where !error.isUnknownType {
      throw WorkflowError(
        "event.malformed",
        "\(entry.ledger):\(entry.position) \(entry.type) says nothing that can be understood: \(error)."
      )
    } catch let error as JSONError {
      throw WorkflowError(
        "event.malformed",
        "\(entry.ledger):\(entry.position) \(entry.type) is not JSON as ringi writes it: \(error).")
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

extension EventError {
  /// A type or version that only a newer program knows; everything else is malformed for good.
  fileprivate var isUnknownType: Bool {
    if case .unknownType = self { true } else { false }
  }
}

extension [StoredEvent] {
  /// The events that can be understood. What somebody appended by hand and nobody can read has no
  /// effect, and must not keep everybody from the rest; the audit names it.
  ///
  /// - Throws: where a newer program wrote an event: half a history is not judged.
  func records() throws -> [EventRecord] {
    try compactMap { stored in
      do throws(WorkflowError) {
        return try EventRecord(stored)
      } catch {
        guard error.code == "event.malformed" else { throw error }
        return nil
      }
    }
  }
}
