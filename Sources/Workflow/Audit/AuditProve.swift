import Deliberation
import EventStore
import TransparencyLog

/// A part of a payload that the holder of a proof shows.
public enum Disclosable: String, Sendable, CaseIterable { case facts, text }

extension Session {
  /// Writes an offline proof that an event is on record, under the latest checkpoint that most
  /// witnesses cosigned.
  ///
  /// - Parameter place: such as `EPCC:12`.
  public func prove(_ place: String, disclosing parts: Set<Disclosable>) async throws -> Answer {
    let words = place.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard words.count == 2, let position = Int(words[1]), position >= 0 else {
      throw WorkflowError(
        "usage", "'\(place)' is no place in a ledger.", hint: "Write ledger and position: EPCC:12")
    }
    let ledger = try await ledger(words[0].uppercased(), typed: place)
    return try await LogFailure.reported {
      try await ledger.prove(position, typed: place, disclosing: parts)
    }
  }
}

extension Ledger {
  fileprivate func prove(
    _ position: Int, typed: String, disclosing parts: Set<Disclosable>
  ) async throws -> Answer {
    let head = try await head()
    guard let stored = try await log(from: position, limit: 1).first, stored.position == position
    else { throw WorkflowError.notFound(typed) }
    let candidates = try await checkpoints(latest: 64).filter { $0.size > UInt64(position) }
    guard let chosen = candidates.max(by: { ($0.lines.count, $0.size) < ($1.lines.count, $1.size) })
    else {
      throw WorkflowError(
        "not_found", "No checkpoint of \(code) covers position \(position) yet.",
        hint: "Whoever operates the ledger signs one: ringi audit checkpoint --ledger \(code)")
    }
    try await growTree()
    try await settle()
    let note = try chosen.note()
    _ = try note.verify(with: [try await logKey().key])
    let checkpoint = try Checkpoint(text: note.text)
    let disclosure = try Self.disclosure(stored, parts)
    let index = UInt64(position)
    let path = try await inclusionProof(index: index, size: checkpoint.size)
    // Nobody is handed a proof that would not verify.
    try path.verify(leaf: .leaf(disclosure.entry), root: checkpoint.root)
    let proof = TLogProof(
      index: index, hashes: path.hashes, note: note, extra: disclosure.encoded)
    return Answer(
      schema: "ringi.proof/1",
      asOf: AsOf(knownAt: Timestamp(microseconds: head.now), heads: [code: head.position]),
      body: [
        "ledger": .string(code), "position": .int(Int64(position)),
        "event_id": .string(stored.entry.eventID.text), "leaf": .string(Hex.text(stored.leafHash)),
        "size": .int(Int64(checkpoint.size)), "root": .string(checkpoint.root.hex),
        "proof": .string(proof.encoded),
      ])
  }

  private static func disclosure(
    _ stored: StoredEvent, _ parts: Set<Disclosable>
  ) throws -> Disclosure {
    var disclosure = Disclosure(entry: stored.entry.bytes)
    if parts.contains(.facts), let bytes = stored.facts, let salt = stored.factsSalt {
      disclosure.facts = .init(bytes: bytes, salt: salt)
    }
    if parts.contains(.text) {
      guard !stored.isTextWithheld else {
        throw WorkflowError(
          "text.expunged", "The text of position \(stored.position) was expunged.",
          hint: "Its entry can still be proved: leave --disclose text out.")
      }
      if let bytes = stored.text, let salt = stored.textSalt {
        disclosure.text = .init(bytes: bytes, salt: salt)
      }
    }
    if let contradiction = disclosure.contradiction { throw LogError.inconsistent(contradiction) }
    return disclosure
  }
}
