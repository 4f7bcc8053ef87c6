/// Decides what a witness answers. It does no I/O and keeps no state: the caller reads the head of
/// the log, asks, persists, and only then can have the cosignature.
public struct Witness: Sendable {
  // By the bytes of the origin: texts that merely look alike are different logs.
  private let logs: [[UInt8]: [VerifierKey]]
  private let keys: [SignerKey]

  /// - Parameters:
  ///   - logs: The keys trusted for each origin.
  ///   - keys: The witness's own keys, of type cosignature.
  public init(logs: [(origin: String, keys: [VerifierKey])], keys: [SignerKey]) throws(LogError) {
    guard !keys.isEmpty, keys.allSatisfy({ $0.verifier.type == .cosignature }) else {
      throw .malformed(.signerKey, "a witness has keys of type cosignature")
    }
    var known: [[UInt8]: [VerifierKey]] = [:]
    for log in logs { known[Array(log.origin.utf8), default: []] += log.keys }
    self.logs = known
    self.keys = keys
  }

  /// Reads the body of a request.
  public static func request(parsing body: [UInt8]) throws(WitnessRefusal) -> AddCheckpointRequest {
    do throws(LogError) {
      return try AddCheckpointRequest(parsing: body)
    } catch {
      throw .badRequest(error.description)
    }
  }

  /// The origin that a request is about, with which the caller finds the head it has stored.
  public static func origin(of request: AddCheckpointRequest) throws(WitnessRefusal) -> String {
    try text(of: request).origin
  }

  /// Checks a request against the head stored for its origin, in the order that the protocol
  /// prescribes.
  ///
  /// - Parameter head: What was last persisted for the origin, or ``WitnessedHead/none``.
  public func check(
    _ request: AddCheckpointRequest, head: WitnessedHead
  ) throws(WitnessRefusal) -> PendingCheckpoint {
    let text = try Self.text(of: request)
    guard let trusted = logs[Array(text.origin.utf8)] else {
      throw .unknownOrigin(text.origin)
    }
    do throws(LogError) {
      _ = try request.note.verify(with: trusted)
    } catch {
      throw .badSignature(error.description)
    }
    guard request.oldSize <= text.size else {
      throw .badRequest("the old size \(request.oldSize) is beyond the size \(text.size)")
    }
    guard request.oldSize == head.size else { throw .stale(size: head.size) }
    guard text.size > 0 || text.root == .emptyRoot else {
      throw .inconsistent("an empty tree has another root")
    }
    let proof = ConsistencyProof(
      oldSize: request.oldSize, newSize: text.size, hashes: request.proof)
    do throws(LogError) {
      try proof.verify(oldRoot: head.root, newRoot: text.root)
    } catch {
      throw .inconsistent(error.description)
    }
    return PendingCheckpoint(
      origin: text.origin, previous: head,
      head: WitnessedHead(size: text.size, root: text.root), note: request.note, keys: keys)
  }

  private static func text(
    of request: AddCheckpointRequest
  ) throws(WitnessRefusal) -> CheckpointText {
    do throws(LogError) {
      return try CheckpointText(request.note.text)
    } catch {
      throw .badRequest(error.description)
    }
  }
}
