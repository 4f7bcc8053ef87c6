/// A checkpoint that the witness found consistent but has not stored. It cannot be signed yet.
public struct PendingCheckpoint: Sendable {
  public let origin: String
  /// What the store must still hold for the origin when the new head replaces it.
  public let previous: WitnessedHead
  public let head: WitnessedHead
  /// The checkpoint as the log sent it, worth keeping with the head.
  public let note: Note
  let keys: [SignerKey]

  /// Lets `store` replace ``previous`` by ``head`` durably, and gives what can be signed after
  /// that.
  ///
  /// - Parameter store: Compares and replaces in one atomic step. It returns what the store holds
  ///   for the
  ///   origin afterwards: ``head`` when it was replaced, the head found there when another came
  ///   first.
  /// - Throws: ``WitnessRefusal/stale(size:)`` when another came first, or what `store` throws.
  public func persisted(
    by store: (PendingCheckpoint) throws -> WitnessedHead
  ) throws -> PersistedCheckpoint {
    try settled(try store(self))
  }

  /// As ``persisted(by:)-(_)``, for a store that is reached asynchronously.
  public func persisted(
    by store: (PendingCheckpoint) async throws -> WitnessedHead
  ) async throws -> PersistedCheckpoint {
    try settled(try await store(self))
  }

  private func settled(_ stored: WitnessedHead) throws(WitnessRefusal) -> PersistedCheckpoint {
    guard stored == head else { throw .stale(size: stored.size) }
    return PersistedCheckpoint(note: note, keys: keys)
  }
}

/// A checkpoint that the witness has stored durably, and so may cosign.
public struct PersistedCheckpoint: Sendable {
  public let note: Note
  private let keys: [SignerKey]

  fileprivate init(note: Note, keys: [SignerKey]) {
    self.note = note
    self.keys = keys
  }

  /// Cosigns with every key of the witness.
  ///
  /// - Parameter time: Seconds since 1970; not 0.
  public func cosignatures(at time: UInt64) throws(LogError) -> [Cosignature] {
    guard time > 0 else { throw .limit("a cosignature of a checkpoint states a time") }
    var made: [Cosignature] = []
    for key in keys { made.append(try Cosignature(signing: note.text, with: key, at: time)) }
    return made
  }

  /// The body of the answer with status 200: one signature line a key.
  public func answer(at time: UInt64) throws(LogError) -> String {
    try cosignatures(at: time).map(\.noteSignature.line).joined()
  }
}
