import Deliberation

/// One recorded position as a row.
enum PositionRow {
  static let columns = [
    "ledger", "position", "event_id", "ref", "external_ref", "revision", "party", "code",
    "defers_to", "conditions", "review_by", "review_by_zone", "reason", "remedy", "comment",
    "statement", "effective_at", "effective_zone", "recorded_at", "login", "replaces",
    "imported_source", "imported_line",
  ]

  static func cells(
    _ event: PositionRecorded, _ record: EventRecord, ledger: String, externalRef: String?
  ) -> [String] {
    let imported = event.provenance.imported
    let conditions = event.conditions.map { event.conditionTexts?[$0] ?? $0 }
    return [
      ledger, String(record.position), record.eventID,
      String(record.stream.dropFirst("proposal/".count)), CSVRow.defused(externalRef),
      String(event.revision), CSVRow.defused(record.speaker),
      // A position that was taken back.
      event.code?.rawValue ?? "withdrawn", CSVRow.defused(event.defersTo),
      CSVRow.defused(conditions.joined(separator: "; ")), event.reviewBy?.rfc3339 ?? "",
      event.reviewBy?.zone ?? "", CSVRow.defused(event.reason), CSVRow.defused(event.remedy),
      CSVRow.defused(event.comment), CSVRow.defused(event.statement), record.effective.rfc3339,
      record.effective.zone, record.recordedAt.description, record.actor, event.replaces ?? "",
      imported?.source ?? "", imported.map { String($0.line) } ?? "",
    ]
  }
}
