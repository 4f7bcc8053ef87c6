/// What a reader learned from a checkpoint whose signatures hold.
public struct CheckpointVerification: Hashable, Sendable {
  public let checkpoint: Checkpoint
  public let note: Note
  /// The key of the log that signed.
  public let logKey: VerifierKey
  /// The cosignatures by witnesses of the policy, in the order of the note.
  public let cosignatures: [Cosignature]
  /// Whether the witnesses of ``cosignatures`` are enough for the policy.
  public let isWitnessed: Bool

  /// The checkpoint, or ``LogError/unsigned(_:)`` when the policy asks for more witnesses.
  public func witnessedCheckpoint() throws(LogError) -> Checkpoint {
    guard isWitnessed else {
      throw .unsigned("too few witnesses cosigned the checkpoint of size \(checkpoint.size)")
    }
    return checkpoint
  }
}

extension WitnessPolicy {
  /// Checks the signatures of a checkpoint: one by a listed log named by the origin must be there,
  /// and none by a listed log or witness may be wrong. Whether enough witnesses signed is for the
  /// caller to ask.
  ///
  /// - Throws: ``LogError/badSignature(key:)``, ``LogError/unsigned(_:)`` or
  ///   ``LogError/malformed(_:_:)``.
  public func verify(_ note: Note) throws(LogError) -> CheckpointVerification {
    let checkpoint = try Checkpoint(text: note.text)
    let keys = logs.map(\.key) + witnesses.map(\.key)
    let verified = try note.verify(with: keys)
    let log = verified.first {
      $0.key.type == .ed25519 && $0.key.name.hasSameBytes(as: checkpoint.origin)
    }
    guard let log else { throw .unsigned("no listed log of the origin signed the checkpoint") }
    let cosignatures = verified.compactMap(Cosignature.init(_:))
    return CheckpointVerification(
      checkpoint: checkpoint, note: note, logKey: log.key, cosignatures: cosignatures,
      isWitnessed: isSatisfied(by: cosignatures.map(\.key)))
  }

  /// Reads and checks a checkpoint file.
  public func verify(parsing bytes: some Collection<UInt8>) throws(LogError)
    -> CheckpointVerification
  {
    try verify(try Note(parsing: bytes))
  }
}
