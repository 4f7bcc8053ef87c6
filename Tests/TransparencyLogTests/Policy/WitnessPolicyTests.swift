import Testing

@testable import TransparencyLog

@Suite struct WitnessPolicyTests {
  private static func key(_ name: String, _ type: SignatureType, _ seed: UInt8) throws -> SignerKey
  {
    try SignerKey(name: name, type: type, seed: Array(repeating: seed, count: 32))
  }

  private let log: SignerKey
  private let american: [SignerKey]
  private let japanese: [SignerKey]

  init() throws {
    log = try Self.key("registry.example/ringi/EPCC", .ed25519, 1)
    american = try (0..<2).map { try Self.key("us-\($0).example", .cosignature, 10 + $0) }
    japanese = try (0..<2).map { try Self.key("jp-\($0).example", .cosignature, 20 + $0) }
  }

  private var lines: [String] {
    [
      "# 日米それぞれ一名の証人", "  log\t\(log.verifier)  https://registry.example/ringi", "",
      "witness us-0 \(american[0].verifier)", "witness us-1 \(american[1].verifier)",
      "witness 証人-0 \(japanese[0].verifier) https://jp.example/",
      "witness 証人-1 \(japanese[1].verifier)", "group usa any us-0 us-1",
      "group japan 1 証人-0 証人-1", "group both all usa japan", "quorum both",
    ]
  }

  private func text(_ lines: [String]) -> [UInt8] {
    Array(lines.map { $0 + "\n" }.joined().utf8)
  }

  @Test func standingPolicyAsksForAWitnessOfEachGovernment() throws {
    let read = try WitnessPolicy(parsing: text(lines))
    let built = try WitnessPolicy.oneWitnessOfEach(
      [("usa", american.map(\.verifier)), ("japan", japanese.map(\.verifier))], log: log.verifier)
    let (us, jp) = (american.map(\.verifier), japanese.map(\.verifier))
    for policy in [read, built, try WitnessPolicy(parsing: read.encoded)] {
      #expect(policy.isSatisfied(by: [us[0], jp[1]]))
      #expect(policy.isSatisfied(by: us + jp))
      #expect(!policy.isSatisfied(by: us))
      #expect(!policy.isSatisfied(by: jp))
      #expect(!policy.isSatisfied(by: [log.verifier]))
      #expect(!policy.isSatisfied(by: []))
    }
    #expect(try WitnessPolicy(parsing: read.encoded) == read)
  }

  @Test func checkpointCountsWhenBothCosigned() throws {
    let policy = try WitnessPolicy(parsing: text(lines))
    let checkpoint = try Checkpoint(
      origin: log.verifier.name, size: 5, root: Digest(hashing: [5]))
    var note = try checkpoint.signed(by: log)
    #expect(try !policy.verify(note).isWitnessed)
    #expect(throws: LogError.self) { try policy.verify(note).witnessedCheckpoint() }
    note.add(try Cosignature(signing: note.text, with: american[0], at: 1).noteSignature)
    note.add(try Cosignature(signing: note.text, with: american[1], at: 2).noteSignature)
    #expect(try !policy.verify(note).isWitnessed)
    note.add(try Cosignature(signing: note.text, with: japanese[0], at: 3).noteSignature)
    let verification = try policy.verify(note)
    #expect(verification.isWitnessed)
    #expect(verification.cosignatures.map(\.timestamp) == [1, 2, 3])
    #expect(try verification.witnessedCheckpoint() == checkpoint)
  }

  @Test func theLogItselfMustHaveSigned() throws {
    let policy = try WitnessPolicy(parsing: text(lines))
    let checkpoint = try Checkpoint(
      origin: log.verifier.name, size: 5, root: Digest(hashing: [5]))
    let cosigned = try Note(
      text: checkpoint.text,
      signatures: [
        try Cosignature(signing: checkpoint.text, with: american[0], at: 1).noteSignature
      ])
    #expect(throws: LogError.self) { try policy.verify(cosigned) }
    // The right key under another log's origin.
    let other = try Checkpoint(origin: "elsewhere", size: 5, root: Digest(hashing: [5]))
    #expect(throws: LogError.self) { try policy.verify(try other.signed(by: log)) }
  }

  @Test(arguments: [
    ["quorum none", "quorum none"], [], ["quorum usa"], ["quorum"], ["quorum none none"],
    ["group g 0 us-0", "quorum g"], ["group g 3 us-0 us-1", "quorum g"],
    ["group g any", "quorum g"], ["group g any us-9", "quorum g"],
    ["group g any g", "quorum g"], ["group none any us-0", "quorum none"],
    ["group us-0 any us-1", "quorum us-0"], ["group g any us-0 us-0", "quorum g"],
    ["group g any us-0", "group h any us-0", "quorum h"], ["group g any none", "quorum g"],
    ["group g -1 us-0", "quorum g"], ["group g 01 us-0", "quorum g"], ["unknown x", "quorum none"],
    ["group g 99999999999999999999 us-0", "quorum g"], ["log x", "quorum none"],
    ["witness none LOG", "quorum none"], ["log US", "quorum none"],
    ["witness a LOG", "quorum none"],
    ["log LOG", "log LOG", "quorum none"], ["witness b US", "quorum none"],
    ["que\u{7}", "quorum none"],
  ])
  func malformedPoliciesAreRefused(lines: [String]) throws {
    let head = american.enumerated().map { "witness us-\($0.offset) \($0.element.verifier)" }
    let filled = lines.map {
      $0.replacing("LOG", with: log.verifier.description)
        .replacing("US", with: american[0].verifier.description)
    }
    #expect(throws: LogError.self) { try WitnessPolicy(parsing: text(head + filled)) }
  }

  @Test func aPolicyThatWasCutOffIsRefused() {
    let whole = text(lines)
    for end in 0..<whole.count {
      #expect(throws: LogError.self) { try WitnessPolicy(parsing: whole[..<end]) }
    }
  }

  @Test func noQuorumAsksForNobody() throws {
    let policy = try WitnessPolicy(parsing: text(["quorum none"]))
    #expect(policy.isSatisfied(by: []))
    #expect(policy.logs.isEmpty)
  }

  @Test func namesAreOctets() throws {
    let key = american[0].verifier.description
    let bytes = Array("witness ".utf8) + [0xff, 0xfe] + Array(" \(key)\nquorum ".utf8)
    let policy = try WitnessPolicy(parsing: bytes + [0xff, 0xfe, 0x0a])
    #expect(policy.isSatisfied(by: [american[0].verifier]))
    #expect(policy.encoded == bytes + [0xff, 0xfe, 0x0a])
  }
}
