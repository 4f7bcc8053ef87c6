/// One event with what is known about whoever brings it in.
struct Act {
  let record: EventRecord
  let capacities: [Capacity]
  let level: Level?

  var now: Timestamp { record.recordedAt }
  /// The party whose word it is.
  var party: String? { record.speaker }
  var provenance: Provenance { record.event.provenance }
  var isImported: Bool { provenance.imported != nil }
  var isLate: Bool { provenance.late }
  /// Whether it speaks about the past and so may come after what it belongs to.
  var isAboutPast: Bool { isImported || isLate }
  var ref: String { LedgerState.name(of: record.stream) }

  /// Demands prose, except from an import, which may lack what its source did not state.
  func demand(_ prose: String?, _ code: String, _ message: String, hint: String? = nil)
    throws(Refusal)
  {
    if isImported || record.textIsWithheld { return }
    if prose?.contains(where: { !$0.isWhitespace }) ?? false { return }
    throw Refusal(code, message, hint: hint)
  }

  func demandReason(_ reason: String?) throws(Refusal) {
    try demand(reason, "reason_missing", "A reason is needed.", hint: "Give it with --reason.")
  }
}
