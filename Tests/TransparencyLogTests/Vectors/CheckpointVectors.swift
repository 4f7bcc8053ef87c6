import Foundation

@testable import TransparencyLog

enum CheckpointVectors {
  private struct File: Decodable {
    var rekorV2: [Rekor]
    var witnessOnly: [WitnessOnly]
    var signedMessageExample: String
    var deterministicCosign: Cosign
    var deterministicLogSign: LogSign
  }

  private struct Rekor: Decodable {
    var name: String
    var note: String
    var logVkey: String
    var witnessVkeys: [String]
    var inclusion: Inclusion

    struct Inclusion: Decodable {
      var index: UInt64
      var size: UInt64
      var rootB64: String
      var proofB64: [String]
      var leafB64: String
    }
  }

  private struct WitnessOnly: Decodable {
    var name: String
    var note: String
    var witnessVkey: String
  }

  private struct Cosign: Decodable {
    var seedHex: String
    var witnessName: String
    var timestamp: UInt64
    var checkpointBody: String
    var line: String
  }

  private struct LogSign: Decodable {
    var seedHex: String
    var originName: String
    var note: String
  }

  static func cosigned(_ tally: inout Tally) throws {
    let vectors = try SharedFolder.decode(File.self, "cosigned-checkpoints.json")
    for vector in vectors.rekorV2 { try rekor(vector, &tally) }
    for vector in vectors.witnessOnly {
      tally.accepts(vector.name) {
        let note = try Note(parsing: vector.note.utf8)
        let verified = try note.verify(with: [try VerifierKey(vector.witnessVkey)])
        guard verified.compactMap(Cosignature.init(_:)).count == 1 else {
          throw LogError.unsigned("no cosignature")
        }
        _ = try Checkpoint(text: note.text)
      }
      tally.refuses(vector.name + ", altered") {
        let text = vector.note.replacingOccurrences(of: "\n300\n", with: "\n301\n")
        _ = try Note(parsing: text.utf8).verify(with: [try VerifierKey(vector.witnessVkey)])
      }
    }
    try messages(vectors, &tally)
  }

  private static func rekor(_ vector: Rekor, _ tally: inout Tally) throws {
    var policy = WitnessPolicy()
    try policy.add(log: try VerifierKey(vector.logVkey))
    var names: [PolicyName] = []
    for text in vector.witnessVkeys {
      let key = try VerifierKey(text)
      try policy.add(witness: PolicyName(key.name), key: key)
      names.append(PolicyName(key.name))
    }
    if !names.isEmpty {
      try policy.add(group: "all", threshold: names.count, of: names)
      try policy.require("all")
    }
    let inclusion = vector.inclusion
    tally.accepts(vector.name) {
      let verification = try policy.verify(parsing: vector.note.utf8)
      let checkpoint = try verification.witnessedCheckpoint()
      guard verification.cosignatures.count == vector.witnessVkeys.count,
        checkpoint.size == inclusion.size, checkpoint.root.base64 == inclusion.rootB64,
        verification.note.encoded == vector.note
      else { throw LogError.inconsistent("another checkpoint") }
    }
    let leaf = Digest.leaf(Base64.decode(inclusion.leafB64.utf8) ?? [])
    let proof = TLogProof(
      index: inclusion.index, hashes: try inclusion.proofB64.map(TreeVectors.digest),
      note: try Note(parsing: vector.note.utf8))
    tally.accepts(vector.name + ", inclusion") {
      let read = try TLogProof(parsing: proof.encoded.utf8)
      guard read == proof else { throw LogError.inconsistent("another proof") }
      guard try read.verify(leaf: leaf, policy: policy).isWitnessed else {
        throw LogError.unsigned("too few witnesses")
      }
    }
    for mutated in [-1, 1] {
      tally.refuses(vector.name + ", another index") {
        var other = proof
        other.index = UInt64(Int64(proof.index) + Int64(mutated))
        _ = try other.verify(leaf: leaf, policy: policy)
      }
    }
  }

  private static func messages(_ vectors: File, _ tally: inout Tally) throws {
    let parts = vectors.signedMessageExample.split(
      separator: "\n", maxSplits: 2, omittingEmptySubsequences: false)
    let time = UInt64(parts[1].dropFirst("time ".count)) ?? 0
    let message = Cosignature.message(text: String(parts[2]), timestamp: time)
    tally.check(message == Array(vectors.signedMessageExample.utf8), "signed message")

    let cosign = vectors.deterministicCosign
    tally.accepts("deterministic cosignature") {
      let key = try SignerKey(
        name: cosign.witnessName, type: .cosignature, seed: Hex.decode(cosign.seedHex.utf8) ?? [])
      let made = try Cosignature(signing: cosign.checkpointBody, with: key, at: cosign.timestamp)
      let line = made.noteSignature.line
      guard line.trimmingCharacters(in: .newlines) == cosign.line.trimmingCharacters(in: .newlines)
      else { throw LogError.inconsistent(line) }
      guard made.isValid(for: cosign.checkpointBody) else {
        throw LogError.badSignature(key: key.verifier.name)
      }
    }
    let log = vectors.deterministicLogSign
    tally.accepts("deterministic log signature") {
      let key = try SignerKey(name: log.originName, seed: Hex.decode(log.seedHex.utf8) ?? [])
      let text = try Note(parsing: log.note.utf8).text
      let note = try Checkpoint(text: text).signed(by: key)
      guard note.encoded == log.note else { throw LogError.inconsistent(note.encoded) }
    }
  }

  // MARK: Witness

  private struct WitnessFile: Decodable {
    var logOrigin: String
    var logPubkeyHex: String
    var exchanges: [Exchange]
    var growth: Growth
  }

  private struct Exchange: Decodable {
    var requestBody: String
    var litewitnessStatus: Int
    var bodyAssert: String
  }

  private struct Growth: Decodable {
    var vkey: String
    var old: String
    var new: String
    var proofHex: [String]
    var witnessVkeyEd25519LogForm: String
    var witnessTestSkey: String
  }

  static func witness(_ tally: inout Tally) throws {
    let text = String(decoding: try SharedFolder.bytes("witness-protocol.json"), as: UTF8.self)
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    // The strategy has its own way with lone digits, so this name is spelled without them.
    let vectors = try decoder.decode(
      WitnessFile.self,
      from: Data(text.replacingOccurrences(of: "consistency_5_to_8", with: "growth").utf8))
    try exchanges(vectors, &tally)
    try growth(vectors.growth, &tally)
  }

  private static func exchanges(_ vectors: WitnessFile, _ tally: inout Tally) throws {
    let logKey = try VerifierKey(
      name: vectors.logOrigin, publicKey: Hex.decode(vectors.logPubkeyHex.utf8) ?? [])
    let own = try SignerKey.generate(name: "example.com/witness", type: .cosignature)
    let witness = try Witness(logs: [(vectors.logOrigin, [logKey])], keys: [own])
    var heads: [String: WitnessedHead] = [:]
    for (number, exchange) in vectors.exchanges.enumerated() {
      var status = 200
      var body = ""
      do {
        let request = try Witness.request(parsing: Array(exchange.requestBody.utf8))
        guard request.encoded == exchange.requestBody else {
          throw LogError.inconsistent("the request changed")
        }
        let origin = try Witness.origin(of: request)
        let pending = try witness.check(request, head: heads[origin] ?? .none)
        body = try pending.persisted { pending in
          heads[origin] = pending.head
          return pending.head
        }.answer(at: 1_800_000_000)
        let signatures = try NoteSignature.parse(lines: Array(body.utf8))
        let note = try Note(text: request.note.text, signatures: signatures)
        tally.check(
          try note.verify(with: [own.verifier]).count == 1, "exchange \(number + 1): signature")
      } catch let refusal as WitnessRefusal {
        (status, body) = (refusal.status, refusal.body)
      }
      // This one answered 403 for an origin it did not know; the specification now says 404.
      let expected =
        exchange.bodyAssert.contains("unknown log") ? 404 : exchange.litewitnessStatus
      tally.check(status == expected, "exchange \(number + 1): \(status), not \(expected)")
      switch expected {
      case 409:
        tally.check(
          exchange.bodyAssert == "== \"\(body.dropLast())\\n\"", "exchange \(number + 1): \(body)")
      case 200:
        tally.check(body.hasPrefix("— example.com/witness "), "exchange \(number + 1): \(body)")
      default: break
      }
    }
  }

  private static func growth(_ vector: Growth, _ tally: inout Tally) throws {
    let key = try VerifierKey(vector.vkey)
    let notes = try [vector.old, vector.new].map { try Note(parsing: $0.utf8) }
    for note in notes { tally.accepts("5 to 8: note") { _ = try note.verify(with: [key]) } }
    let checkpoints = try notes.map { try Checkpoint(text: $0.text) }
    let hashes = vector.proofHex.compactMap(Digest.init(hex:))
    let proof = ConsistencyProof(
      oldSize: checkpoints[0].size, newSize: checkpoints[1].size, hashes: hashes)
    tally.accepts("5 to 8") {
      try proof.verify(oldRoot: checkpoints[0].root, newRoot: checkpoints[1].root)
    }
    tally.refuses("5 to 8, swapped") {
      try proof.verify(oldRoot: checkpoints[1].root, newRoot: checkpoints[0].root)
    }
    tally.accepts("witness key") {
      let signer = try SignerKey(vector.witnessTestSkey)
      guard signer.verifier.description == vector.witnessVkeyEd25519LogForm else {
        throw LogError.inconsistent(signer.verifier.description)
      }
    }
  }

  // MARK: Tessera

  private struct Keys: Decodable {
    var vkey: String
    var publishedTestSkey: String
    var entries: [String]
  }

  /// A whole directory written by Tessera: read it, write it anew, sign it anew.
  static func tessera(_ tally: inout Tally) throws {
    let keys = try SharedFolder.decode(Keys.self, "tessera-log/keys.json")
    let verifier = try VerifierKey(keys.vkey)
    let signer = try SignerKey(keys.publishedTestSkey)
    tally.check(signer.verifier == verifier, "keys")
    let entries = keys.entries.map { Array($0.utf8) }
    let own = try TileStore(
      entries: { entries[Int($0)] }, sizes: (1...UInt64(entries.count)).map { $0 })
    for (path, bytes) in own.files {
      tally.check(try SharedFolder.bytes("tessera-log/log/\(path)") == bytes, path)
    }
    var tree = MerkleTree()
    var checkpoints: [Checkpoint] = []
    for size in 0...entries.count {
      if size > 0 { tree.append(.leaf(entries[size - 1])) }
      let bytes = try SharedFolder.bytes("tessera-log/log/checkpoint.\(size)")
      let note = try Note(parsing: bytes)
      tally.accepts("checkpoint \(size)") {
        _ = try note.verify(with: [verifier])
        let checkpoint = try Checkpoint(text: note.text)
        guard checkpoint.size == UInt64(size), checkpoint.root == tree.root else {
          throw LogError.inconsistent("another root")
        }
        checkpoints.append(checkpoint)
      }
      let signed = try Checkpoint(
        origin: verifier.name, size: UInt64(size), root: tree.root
      ).signed(by: signer)
      tally.check(Array(signed.encoded.utf8) == bytes, "signed anew at \(size)")
    }
    let source = Directory()
    for checkpoint in checkpoints {
      var reader = try TileReader(checkpoint, source: source)
      for coordinate in TileCoordinate.bundles(to: checkpoint.size) {
        let read = try reader.entries(at: coordinate)
        tally.check(read == Array(entries.prefix(Int(checkpoint.size))), "\(coordinate)")
      }
      for index in 0..<checkpoint.size {
        tally.accepts("inclusion of \(index) in \(checkpoint.size)") {
          try reader.inclusionProof(index: index)
            .verify(leaf: .leaf(entries[Int(index)]), root: checkpoint.root)
        }
      }
      for old in checkpoints.prefix(Int(checkpoint.size)) {
        tally.accepts("consistency of \(old.size) with \(checkpoint.size)") {
          try reader.consistencyProof(from: old.size)
            .verify(oldRoot: old.root, newRoot: checkpoint.root)
        }
      }
    }
    let current = try SharedFolder.bytes("tessera-log/log/checkpoint")
    tally.check(try Note(parsing: current).verify(with: [verifier]).count == 1, "checkpoint")
  }

  private struct Directory: TileSource {
    func bytes(at coordinate: TileCoordinate) throws -> [UInt8] {
      try SharedFolder.bytes("tessera-log/log/\(coordinate.path)")
    }
  }
}
