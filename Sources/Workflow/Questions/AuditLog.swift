public import Deliberation
import EventStore

extension Session {
  /// The entries of a ledger in order, with what there is of their payloads.
  public func auditLog(from start: Int, at moment: Moment?, page: Page) async throws -> Answer {
    let ledgers = try await ledgers()
    let frame = try await frame(ledgers, at: moment)
    var items: [JSON] = []
    var truncated = false
    var next: String?
    var after = try Self.cursor(page.after)
    for ledger in ledgers {
      if let cursor = after {
        guard cursor.ledger == ledger.code else { continue }
        after = nil
        let room = page.limit.map { $0 - items.count }
        (truncated, next) = try await append(
          ledger, from: cursor.position, upTo: frame.upTo[ledger.code] ?? -1, room: room, to: &items
        )
      } else {
        let room = page.limit.map { $0 - items.count }
        (truncated, next) = try await append(
          ledger, from: start, upTo: frame.upTo[ledger.code] ?? -1, room: room, to: &items)
      }
      if truncated { break }
    }
    return Answer(
      schema: "ringi.audit-log/1", asOf: frame.asOf(ledgers.map(\.code)),
      body: ["items": .array(items), "truncated": .bool(truncated), "next": JSON(next)])
  }

  private static func cursor(_ text: String?) throws -> (ledger: String, position: Int)? {
    guard let text else { return nil }
    let parts = text.split(separator: ":").map(String.init)
    guard parts.count == 2, let position = Int(parts[1]) else {
      throw WorkflowError(
        "usage", "'\(text)' is no cursor.", hint: "Pass the `next` of the page before.")
    }
    return (parts[0], position)
  }

  private func append(
    _ ledger: Ledger, from start: Int, upTo: Int, room: Int?, to items: inout [JSON]
  ) async throws -> (Bool, String?) {
    let speakers = Speakers(try await ledger.view(files: [], upTo: upTo).records)
    var next = start
    var left = room ?? Int.max
    while next <= upTo, left > 0 {
      let events = try await ledger.log(from: next, limit: min(1000, left), upTo: upTo)
      guard let last = events.last else { break }
      for event in events {
        let basis = event.isTextWithheld ? try await ledger.basis(ofExpunged: event) : nil
        items.append(Self.auditItem(event, speakers, basis: basis))
      }
      left -= events.count
      next = last.position + 1
    }
    return next <= upTo ? (true, "\(ledger.code):\(next)") : (false, nil)
  }

  /// One entry as the contract prints it.
  static func auditItem(
    _ stored: StoredEvent, _ speakers: Speakers, basis: String? = nil
  ) -> JSON {
    let entry = stored.entry
    let effective = ZonedTime(entry: entry.effective)
    let text: JSON =
      stored.isTextWithheld
      ? ["withheld": "expunged", "basis": JSON(basis)]
      : stored.text.flatMap { try? JSON(parsing: $0) } ?? .null
    return [
      "ledger": .string(entry.ledger), "position": .int(Int64(entry.position)),
      "event_id": .string(entry.eventID.text), "type": .string(entry.type),
      "stream": .string(entry.stream), "version": .int(Int64(entry.version)),
      "party": JSON(entry.party),
      "by": speakers.json(login: entry.actor, authority: entry.authority?.text),
      "recorded_at": .string(Timestamp(microseconds: entry.recordedAt).description),
      "effective_at": JSON(effective?.rfc3339), "effective_zone": JSON(effective?.zone),
      "leaf": .string(Hex.text(stored.leafHash)),
      "payload": [
        "facts": stored.facts.flatMap { try? JSON(parsing: $0) } ?? .null, "text": text,
      ],
    ]
  }
}

extension Session {
  /// Hands over a ledger's entries from a position on, and goes on as they come.
  public func followLog(
    _ code: String, from start: Int, _ body: (JSON) throws -> Void
  ) async throws {
    let ledger = try await ledger(code)
    var speakers = Speakers(try await ledger.view(files: []).records)
    try await ledger.follow(from: start) { stored in
      // Somebody may have been appointed meanwhile.
      if stored.entry.stream == "roster" {
        speakers = Speakers(try await ledger.view(files: []).records)
      }
      try body(Self.auditItem(stored, speakers))
      return true
    }
  }
}

extension Ledger {
  /// The legal basis that the tombstone of a destroyed text names.
  func basis(ofExpunged stored: StoredEvent) async throws -> String? {
    let id = stored.entry.eventID.text
    for other in try await read(.init(streams: [stored.entry.stream])) {
      if case .textExpunged(let tombstone) = try EventRecord(other).event, tombstone.target == id {
        return tombstone.basis
      }
    }
    return nil
  }
}
