import Testing

@testable import TransparencyLog

@Suite struct TLogProofTests {
  private let policy: WitnessPolicy
  private let proof: TLogProof
  private let leaf = Digest.leaf(Array("位置 5".utf8))

  init() throws {
    let log = try SignerKey(name: "epcc.example", seed: Array(repeating: 1, count: 32))
    let witness = try SignerKey(
      name: "witness.example", type: .cosignature, seed: Array(repeating: 2, count: 32))
    let kept = KeptNodes((0..<11).map { Digest.leaf(Array("位置 \($0)".utf8)) })
    var note = try Checkpoint(origin: "epcc.example", size: 11, root: kept.tree.root)
      .signed(by: log)
    note.add(try Cosignature(signing: note.text, with: witness, at: 5).noteSignature)
    var policy = WitnessPolicy()
    try policy.add(log: log.verifier)
    try policy.add(witness: "w", key: witness.verifier)
    try policy.require("w")
    self.policy = policy
    proof = TLogProof(
      index: 5, hashes: try InclusionProof(index: 5, size: 11, from: kept).hashes, note: note)
  }

  @Test func proofsGoRoundAndVerify() throws {
    for extra in [nil, [], Array("付記".utf8)] as [[UInt8]?] {
      var made = proof
      made.extra = extra
      let read = try TLogProof(parsing: made.encoded.utf8)
      #expect(read == made)
      #expect(try read.verify(leaf: leaf, policy: policy).isWitnessed)
    }
    #expect(proof.encoded.hasPrefix("c2sp.org/tlog-proof@v1\nindex 5\n"))
  }

  @Test func anotherLeafIndexOrCheckpointIsRefused() throws {
    #expect(throws: LogError.self) {
      try proof.verify(leaf: .leaf([0]), policy: policy)
    }
    for index in [0, 4, 6, 11, .max] as [UInt64] {
      var other = proof
      other.index = index
      #expect(throws: LogError.self) { try other.verify(leaf: leaf, policy: policy) }
    }
    let text = proof.encoded.replacing("\n11\n", with: "\n12\n")
    #expect(throws: LogError.badSignature(key: "epcc.example")) {
      try TLogProof(parsing: text.utf8).verify(leaf: leaf, policy: policy)
    }
  }

  @Test(arguments: [
    ("@v1\n", "@v2\n"), ("index 5\n", "index 05\n"), ("index 5\n", ""), ("index 5", "index -5"),
    ("index 5\n", "index 5\nextra AA==\n"), ("index 5\n", "extra AB==\nindex 5\n"),
    ("index 5\n", "index 5\n\n"), ("index 5\n", "index 5\nAAAA\n"), ("index 5\n", "index 5 \n"),
    ("c2sp", "C2SP"), ("\n\nepcc", "\nepcc"),
  ])
  func otherSpellingsAreRefused(old: String, new: String) {
    let text = proof.encoded.replacing(old, with: new)
    #expect(throws: LogError.self) { try TLogProof(parsing: text.utf8) }
  }
}
