import Deliberation
import EventStore

/// One event of a log as CloudEvents 1.0 (JSON format); extension attributes carry the rest of its
/// entry.
enum CloudEvent {
  /// - Parameter source: the ledger's origin as a URI reference.
  static func json(_ stored: StoredEvent, source: String) -> JSON {
    let entry = stored.entry
    let effective = ZonedTime(entry: entry.effective)
    let text: JSON =
      stored.isTextWithheld
      ? ["withheld": "expunged", "basis": nil]
      : stored.text.flatMap { try? JSON(parsing: $0) } ?? .null
    var members: JSONObject = [
      "specversion": "1.0", "id": .string(entry.eventID.text), "source": .string(source),
      "type": .string("ringi.\(entry.type).v\(entry.schemaVersion)"),
      "subject": .string(entry.stream),
      "time": .string(Timestamp(microseconds: entry.recordedAt).description),
      "datacontenttype": "application/json",
      // Integers of CloudEvents have 32 bits; a log may outgrow them.
      "sequence": .string(String(entry.position)), "streamversion": JSON(entry.version),
      "commandid": .string(entry.commandID.text), "rulesversion": JSON(entry.rulesVersion),
      "actor": .string(entry.actor), "leafhash": .string(Hex.text(stored.leafHash)),
    ]
    // An attribute that has no value is left out.
    members["party"] = entry.party.map(JSON.string)
    members["onbehalfof"] = entry.onBehalfOf.map(JSON.string)
    members["authority"] = entry.authority.map { .string($0.text) }
    members["effectiveat"] = effective.map { .string($0.rfc3339) }
    members["effectivezone"] = effective.map { .string($0.zone) }
    members["marking"] = entry.marking.map(JSON.string)
    members["causationid"] = entry.causationID.map { .string($0.text) }
    members["correlationid"] = entry.correlationID.map { .string($0.text) }
    members["data"] = [
      "facts": stored.facts.flatMap { try? JSON(parsing: $0) } ?? .null, "text": text,
    ]
    return .object(members)
  }
}
