import Deliberation
import EventStore
import Glibc
import Postgres
import TransparencyLog

/// A witness's key file.
public enum WitnessKey {
  /// Makes a key that only its owner reads; gives what others verify with.
  public static func generate(name: String, file: String) throws -> String {
    let key: SignerKey
    do throws(LogError) {
      key = try SignerKey.generate(name: name, type: .cosignature)
    } catch {
      throw WorkflowError(
        "usage", "'\(name)' cannot be the name of a key: \(error).",
        hint: "Names look like witness.example/usa: no spaces and no plus.")
    }
    guard try !Files.exists(file) else {
      throw WorkflowError(
        "output.exists", "\(file) exists already.", hint: "A key is never overwritten.")
    }
    try Files.write(key.encoded + "\n", to: file, mode: 0o600)
    return key.verifier.description
  }

  static func read(_ file: String) throws -> SignerKey {
    try LogFailure.reading(file) { bytes throws(LogError) in
      try SignerKey(String(decoding: bytes.prefix { $0 != 0x0a }, as: UTF8.self))
    }
  }
}

extension Session {
  /// Checks the latest checkpoint of a ledger against what the witness saw last, cosigns it and
  /// stores the cosignature.
  public func cosign(_ code: String, keyFile: String, stateFolder: String) async throws -> Answer {
    let key = try WitnessKey.read(keyFile)
    let state = try WitnessState(folder: stateFolder)
    let ledger = try await ledger(code)
    return try await LogFailure.reported {
      do {
        return try await ledger.cosign(key, state)
      } catch let refusal as WitnessRefusal {
        throw WorkflowError(
          "verification.witness",
          "The checkpoint of \(ledger.code) is not cosigned: \(refusal.body.dropLast()).",
          hint: "Keep \(stateFolder): it holds what was signed before.")
      }
    }
  }

  /// A witness of one ledger as a server. It knows the ledger's key from the first event, once and
  /// for all.
  public func witnessServer(
    _ code: String, keyFile: String, stateFolder: String, listen: String
  ) async throws -> WitnessServer {
    let key = try WitnessKey.read(keyFile)
    let state = try WitnessState(folder: stateFolder)
    let ledger = try await ledger(code)
    return try await LogFailure.reported {
      let (origin, logKey) = try await ledger.logKey()
      try state.pin(logKey, of: origin)
      let witness = try Witness(logs: [(origin, [logKey])], keys: [key])
      return try WitnessServer(witness: witness, state: state, listen: listen)
    }
  }
}

extension Ledger {
  fileprivate func cosign(_ key: SignerKey, _ state: WitnessState) async throws -> Answer {
    let head = try await head()
    let (origin, logKey) = try await logKey()
    try state.pin(logKey, of: origin)
    let latest = try await latestCheckpoint()
    try await settle()
    let note = try latest.note()
    let checkpoint = try Checkpoint(text: note.text)
    let seen = try state.head(of: origin)
    guard checkpoint.size >= seen.size else {
      throw WorkflowError(
        "verification.witness",
        "The latest checkpoint of \(code) has \(checkpoint.size) entries; one of \(seen.size) was cosigned before.",
        hint: "The ledger was put back. Keep \(state.folder).")
    }
    var line = try? note.verify(with: [key.verifier]).last?.signature.line
    if line == nil || seen.size != checkpoint.size || seen.root != checkpoint.root {
      let made = try await cosign(note, checkpoint, from: seen, key, state, logKey)
      for signature in made {
        line = signature.noteSignature.line
        let bare = String(signature.noteSignature.line.dropLast())
        _ = try await run(
          "select ringi.store_cosignature(\(Int(checkpoint.size)), \(bare))")
      }
      _ = try await run("select ringi.barrier()")
    }
    return Answer(
      schema: "ringi.cosignature/1",
      asOf: AsOf(knownAt: Timestamp(microseconds: head.now), heads: [code: head.position]),
      body: [
        "ledger": .string(code), "origin": .string(origin), "size": .int(Int64(checkpoint.size)),
        "root": .string(checkpoint.root.hex), "witness": .string(key.verifier.name),
        "cosignature": JSON(line),
      ])
  }

  private func cosign(
    _ note: Note, _ checkpoint: Checkpoint, from seen: WitnessedHead, _ key: SignerKey,
    _ state: WitnessState, _ logKey: VerifierKey
  ) async throws -> [Cosignature] {
    try await growTree()
    let proof = try await consistencyProof(from: seen.size, to: checkpoint.size)
    let witness = try Witness(logs: [(checkpoint.origin, [logKey])], keys: [key])
    let request = AddCheckpointRequest(oldSize: seen.size, proof: proof.hashes, note: note)
    return try state.cosign(request, witness, at: UInt64(time(nil)))
  }
}
