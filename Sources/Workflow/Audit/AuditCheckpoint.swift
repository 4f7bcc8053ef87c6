import Deliberation
import EventStore
import TransparencyLog

extension Session {
  /// Signs the present head of a ledger, or prints the latest signed one.
  ///
  /// - Parameter keyFile: the operator's key; `nil` only prints.
  /// - Returns: `checkpoint` is the note with the cosignatures that are there.
  public func checkpoint(_ code: String, keyFile: String?) async throws -> Answer {
    try await LogFailure.reported { try await signedHead(code, keyFile: keyFile) }
  }

  private func signedHead(_ code: String, keyFile: String?) async throws -> Answer {
    let ledger = try await ledger(code)
    let head = try await ledger.head()
    if let keyFile {
      _ = try await CheckpointSigner(ledger: ledger, keyFile: keyFile).sign()
    }
    let latest = try await ledger.latestCheckpoint()
    try await ledger.settle()
    let note = try latest.note()
    let checkpoint = try Checkpoint(text: note.text)
    return Answer(
      schema: "ringi.checkpoint/1",
      asOf: AsOf(
        knownAt: Timestamp(microseconds: head.now), heads: [ledger.code: head.position]),
      body: [
        "ledger": .string(ledger.code), "size": .int(Int64(checkpoint.size)),
        "root": .string(checkpoint.root.hex), "origin": .string(checkpoint.origin),
        "signers": JSON(note.signatures.map(\.keyName)), "checkpoint": .string(note.encoded),
      ])
  }
}
