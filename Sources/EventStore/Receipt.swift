/// What the server says it put on record, recomputed and found right by this client.
public struct Receipt: Sendable {
  public var ledger: String
  /// In order of position.
  public var entries: [Entry]
  public var leafHashes: [[UInt8]]
  /// The command had been carried out before; this is its first receipt.
  public var isRepeated: Bool
}

extension Receipt {
  /// Holds the server's answer against what was sent.
  ///
  /// - Throws: `StoreError` of kind `receipt` when a hash, a commitment or a field differs: the
  ///   server did not do what was asked.
  func verify(against request: AppendRequest) throws(StoreError) {
    guard !entries.isEmpty, entries.count == leafHashes.count else {
      throw .receipt("\(entries.count) entries came with \(leafHashes.count) leaf hashes")
    }
    for (entry, leaf) in zip(entries, leafHashes) where entry.leafHash != leaf {
      throw .receipt("the leaf hash of position \(entry.position) is not that of its entry")
    }
    if let other = entries.first(where: { $0.commandID != request.commandID }) {
      throw .receipt("what stands at position \(other.position) is another command's")
    }
    // A repetition was sent with other ids and salts: the first receipt cannot be held against
    // them.
    if isRepeated { return }
    guard entries.count == request.events.count else {
      throw .receipt("\(request.events.count) events were sent and \(entries.count) acknowledged")
    }
    var versions = request.expected.mapValues { max($0.number, 0) }
    for (entry, event) in zip(entries, request.events) {
      let version = (versions[event.stream] ?? 0) + 1
      versions[event.stream] = version
      guard entry.version == version else {
        throw .receipt("position \(entry.position) is not version \(version) of its stream")
      }
      try check(entry, event, request)
    }
    for (before, after) in zip(entries, entries.dropFirst())
    where after.position != before.position + 1 || after.recordedAt <= before.recordedAt {
      throw .receipt("positions or times do not follow each other at position \(after.position)")
    }
  }

  private func check(
    _ entry: Entry, _ event: NewEvent, _ request: AppendRequest
  ) throws(StoreError) {
    let facts = Entry.commitment(salt: event.factsSalt, bytes: event.facts)
    let text = event.text.map { Entry.commitment(salt: event.textSalt ?? [], bytes: $0) }
    let same =
      entry.eventID == event.id && entry.stream == event.stream
      && entry.type == event.type
      && entry.schemaVersion == event.schemaVersion && entry.rulesVersion == request.rulesVersion
      && entry.authority == request.authority && entry.onBehalfOf == event.onBehalfOf
      && entry.effective == event.effective && entry.marking == event.marking
      && entry.causationID == event.causationID && entry.correlationID == event.correlationID
      && entry.factsCommitment == facts && entry.textCommitment == text
      && entry.signature == event.signature
    guard same else {
      throw .receipt("what stands at position \(entry.position) is not what was sent")
    }
  }
}
