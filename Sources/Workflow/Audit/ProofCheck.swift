public import Deliberation
import EventStore
import TransparencyLog

/// Checks an offline proof with nothing but the proof and a policy.
public struct ProofCheck: Sendable {
  public let isGood: Bool
  /// What was found, `ok` first.
  public let json: JSON

  /// - Parameter leafFile: the entry; where it is missing, the proof's own copy.
  public init(file: String, policyFile: String, leafFile: String?) throws {
    let policy = try AuditEvidence.policy(policyFile)
    guard let bytes = try Files.bytes(file) else {
      throw WorkflowError("input.failed", "There is no file \(file).")
    }
    var leaf: [UInt8]?
    if let leafFile {
      guard let read = try Files.bytes(leafFile) else {
        throw WorkflowError("input.failed", "There is no file \(leafFile).")
      }
      leaf = read
    }
    do throws(LogError) {
      json = try Self.check(try TLogProof(parsing: bytes), policy, leaf)
      isGood = true
    } catch {
      json = ["schema": "ringi.check/1", "ok": false, "problem": .string("\(error)")]
      isGood = false
    }
  }

  private static func check(
    _ proof: TLogProof, _ policy: WitnessPolicy, _ leaf: [UInt8]?
  ) throws(LogError) -> JSON {
    let disclosure = proof.extra.flatMap(Disclosure.init(parsing:))
    guard let entry = leaf ?? disclosure?.entry else {
      throw .missing("the proof carries no entry of ringi's; give it with --leaf")
    }
    let verification = try proof.verify(leaf: .leaf(entry), policy: policy)
    let checkpoint = try verification.witnessedCheckpoint()
    if let disclosure {
      guard disclosure.entry == entry else {
        throw .inconsistent("the entry in the proof is not the one in the file")
      }
      if let contradiction = disclosure.contradiction { throw .inconsistent(contradiction) }
    }
    let lines = EntryText(entry)
    if let position = lines["position"], position != String(proof.index) {
      throw .inconsistent("the entry says position \(position), the proof index \(proof.index)")
    }
    func disclosed(_ part: Disclosure.Part?) -> JSON {
      part.flatMap { try? JSON(parsing: $0.bytes) } ?? .null
    }
    return [
      "schema": "ringi.check/1", "ok": true, "origin": .string(checkpoint.origin),
      "index": .int(Int64(proof.index)), "size": .int(Int64(checkpoint.size)),
      "root": .string(checkpoint.root.hex), "log": .string(verification.logKey.name),
      "witnesses": JSON(verification.cosignatures.map(\.key.name)),
      "entry": .string(String(decoding: entry, as: UTF8.self)),
      "facts": disclosed(disclosure?.facts), "text": disclosed(disclosure?.text),
    ]
  }
}
