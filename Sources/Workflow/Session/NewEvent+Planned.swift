import Deliberation
import EventStore

extension NewEvent {
  /// What was decided, in the bytes that will be hashed.
  ///
  /// - Parameter effective: the time at which it takes effect, as it stands in an entry.
  init(_ plan: PlannedEvent, effective: String) {
    let coded = plan.event.coded
    let type = plan.event.eventType
    self.init(
      stream: plan.stream, type: type.name, schemaVersion: type.schemaVersion,
      effective: effective, facts: coded.facts.canonical, text: coded.text?.canonical,
      onBehalfOf: plan.onBehalfOf)
  }
}
