import Testing

@testable import TransparencyLog

@Suite struct WitnessTests {
  private static let origin = "registry.example/ringi/EPCC"
  private let log: SignerKey
  private let own: [SignerKey]
  private let witness: Witness
  private let kept: KeptNodes

  init() throws {
    log = try SignerKey(name: Self.origin, seed: Array(repeating: 1, count: 32))
    own = try ["witness.example/us", "witness.example/second"].map {
      try SignerKey.generate(name: $0, type: .cosignature)
    }
    witness = try Witness(logs: [(Self.origin, [log.verifier])], keys: own)
    kept = KeptNodes((0..<20).map { Digest.leaf(Array("議 \($0)".utf8)) })
  }

  private func root(_ size: UInt64) throws -> Digest {
    try ProofPlan.root(size: size).hashes(from: kept).first ?? .emptyRoot
  }

  private func head(_ size: UInt64) throws -> WitnessedHead {
    WitnessedHead(size: size, root: try root(size))
  }

  private func request(
    old: UInt64, size: UInt64, root: Digest? = nil, origin: String = origin,
    by key: SignerKey? = nil
  ) throws -> AddCheckpointRequest {
    let checkpoint = try Checkpoint(
      origin: origin, size: size, root: try root ?? self.root(size))
    let proof =
      old <= size ? try ConsistencyProof(oldSize: old, newSize: size, from: kept).hashes : []
    return AddCheckpointRequest(
      oldSize: old, proof: proof, note: try checkpoint.signed(by: key ?? log))
  }

  private func status(_ request: AddCheckpointRequest, head: WitnessedHead) -> Int {
    do throws(WitnessRefusal) {
      _ = try witness.check(request, head: head)
      return 200
    } catch {
      return error.status
    }
  }

  @Test func growthIsCosignedByEveryKeyOnceItIsStored() throws {
    var stored = WitnessedHead.none
    for (old, size) in [(0, 0), (0, 3), (3, 3), (3, 8), (8, 20)] as [(UInt64, UInt64)] {
      let request = try AddCheckpointRequest(
        parsing: try request(old: old, size: size).encoded.utf8)
      let pending = try witness.check(request, head: stored)
      #expect(pending.previous == stored)
      let persisted = try pending.persisted {
        stored = $0.head
        return stored
      }
      let answer = try persisted.answer(at: 1_795_000_000)
      var note = request.note
      for signature in try NoteSignature.parse(lines: Array(answer.utf8)) { note.add(signature) }
      #expect(try note.verify(with: own.map(\.verifier) + [log.verifier]).count == 3)
      #expect(stored == (try head(size)))
    }
  }

  @Test func eachFaultHasItsStatus() throws {
    let at3 = try head(3)
    #expect(status(try request(old: 3, size: 8), head: at3) == 200)
    #expect(status(try request(old: 3, size: 8, origin: "elsewhere"), head: at3) == 404)
    let stranger = try SignerKey.generate(name: Self.origin)
    #expect(status(try request(old: 3, size: 8, by: stranger), head: at3) == 403)
    #expect(status(try request(old: 9, size: 8), head: at3) == 400)
    #expect(status(try request(old: 2, size: 8), head: at3) == 409)
    #expect(status(try request(old: 3, size: 3, root: try root(4)), head: at3) == 422)
    #expect(status(try request(old: 3, size: 8, root: try root(9)), head: at3) == 422)
    var long = try request(old: 0, size: 8)
    #expect(status(long, head: .none) == 200)
    long.proof = [try root(1)]
    #expect(status(long, head: .none) == 422)
    var forged = try request(old: 3, size: 8)
    forged.note.add(
      NoteSignature(
        keyName: Self.origin, keyID: log.verifier.keyID, signature: Array(repeating: 0, count: 64)))
    #expect(status(forged, head: at3) == 403)
    // An empty tree with a root of its own cannot be a checkpoint, but it can be signed.
    let text = "\(Self.origin)\n0\n\(try root(1).base64)\n"
    let empty = AddCheckpointRequest(
      oldSize: 0, proof: [], note: try Note(text: text, signatures: [try log.sign(text: text)]))
    #expect(status(empty, head: .none) == 422)
  }

  @Test func staleRequestsLearnTheSize() throws {
    let refusal = #expect(throws: WitnessRefusal.self) {
      try witness.check(try request(old: 0, size: 8), head: try head(3))
    }
    #expect(refusal?.body == "3\n")
    #expect(refusal?.contentType == "text/x.tlog.size")
  }

  /// Two requests pass the check at once: only the one whose head was stored is signed.
  @Test func whoLosesTheRaceIsNotSigned() async throws {
    let stored = try head(3)
    let first = try witness.check(try request(old: 3, size: 8), head: stored)
    let second = try witness.check(try request(old: 3, size: 20), head: stored)
    let won = try await first.persisted { pending async throws in pending.head }
    #expect(try won.cosignatures(at: 1).count == 2)
    await #expect(throws: WitnessRefusal.stale(size: 8)) {
      try await second.persisted { _ async throws in try head(8) }
    }
    #expect(throws: LogError.self) { try won.cosignatures(at: 0) }
  }

  @Test(arguments: [
    "", "old 0", "old 0\n", "old 0\n\n", "old 00\n\nC", "old -1\n\nC", "old  1\n\nC", "new 1\n\nC",
    "old 1\nAAAA\n\nC", "old 1\n\n\nC", "old 18446744073709551616\n\nC", "OLD 1\n\nC",
  ])
  func malformedRequestsAreBadRequests(pattern: String) throws {
    let note = try request(old: 0, size: 3).note.encoded
    let body = Array(pattern.replacing("C", with: note).utf8)
    let refusal = #expect(throws: WitnessRefusal.self) { try Witness.request(parsing: body) }
    #expect(refusal?.status == 400)
  }

  @Test func atMost63ProofLinesAreRead() throws {
    var long = try request(old: 3, size: 8)
    long.proof = Array(repeating: .emptyRoot, count: 63)
    #expect(try AddCheckpointRequest(parsing: long.encoded.utf8) == long)
    long.proof.append(.emptyRoot)
    #expect(throws: LogError.self) { try AddCheckpointRequest(parsing: long.encoded.utf8) }
  }

  @Test func logKeysAreNotWitnessKeys() {
    #expect(throws: LogError.self) { try Witness(logs: [], keys: [log]) }
    #expect(throws: LogError.self) { try Witness(logs: [], keys: []) }
  }
}
