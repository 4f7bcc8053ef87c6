import Foundation
import Testing

@testable import TransparencyLog

/// Throws mutated and random bytes at every parser: none may trap or hang, and what one accepts
/// must come out as it went in.
@Suite(.serialized) struct FuzzTests {
  private static let seconds =
    ProcessInfo.processInfo.environment["RINGI_FUZZ_SECONDS"].flatMap(Double.init) ?? 2

  enum Target: String, CaseIterable, CustomTestStringConvertible {
    case note, checkpoint, verifierKey, signerKey, cosignature, proof, witnessRequest, policy
    case tilePath, tile, bundle, tree, sshSignature, allowedSigner
    var testDescription: String { rawValue }
  }

  @Test(arguments: Target.allCases)
  func everyParserIsTotal(target: Target) throws {
    let samples = try Samples()
    var mutator = Mutator(seed: target.rawValue.utf8.reduce(7) { $0 &* 31 &+ UInt64($1) })
    let seeds = samples.seeds(for: target)
    let clock = ContinuousClock()
    let end = clock.now.advanced(by: .seconds(Self.seconds))
    var (runs, accepted) = (0, 0)
    var slowest = Duration.zero
    repeat {
      let input = mutator.mutate(seeds)
      let start = clock.now
      if try samples.parse(input, as: target) { accepted += 1 }
      slowest = max(slowest, start.duration(to: clock.now))
      runs += 1
    } while clock.now < end
    for seed in seeds { #expect(try samples.parse(seed, as: target), "a sample of \(target)") }
    #expect(slowest < .seconds(5))
    print("fuzz: \(target): \(runs) inputs, \(accepted) accepted, slowest \(slowest)")
  }
}

/// Changes bytes as transmission, editing and malice do; the seed decides all of it.
struct Mutator {
  private var random: SeededGenerator
  private static let tokens = [
    "\n", "\n\n", "— ", "+", " ", "=", "0", "-1", "18446744073709551615", "18446744073709551616",
    "9223372036854775808", "x", ".p/", "/", "old ", "index ", "extra ", "group ", "quorum ",
    "\u{0}",
    "\r", "\t", "#", "稟議", "any", "all", "none", "AAAA",
  ].map { Array($0.utf8) }

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  mutating func mutate(_ seeds: [[UInt8]]) -> [UInt8] {
    var bytes = seeds.randomElement(using: &random) ?? []
    for _ in 0..<Int.random(in: 1...6, using: &random) {
      let place = Int.random(in: 0...bytes.count, using: &random)
      switch Int.random(in: 0..<8, using: &random) {
      case 0 where place < bytes.count:
        bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 1 where place < bytes.count: bytes[place] = .random(in: 0...255, using: &random)
      case 2: bytes = Array(bytes[..<place])
      case 3: bytes.insert(.random(in: 0...255, using: &random), at: place)
      case 4: bytes.insert(contentsOf: Self.tokens.randomElement(using: &random) ?? [], at: place)
      case 5:
        let end = min(bytes.count, place + Int.random(in: 0...40, using: &random))
        bytes.removeSubrange(place..<end)
      case 6:
        let end = min(bytes.count, place + Int.random(in: 0...200, using: &random))
        guard bytes.count < 100_000 else { break }
        bytes.insert(contentsOf: bytes[place..<end], at: place)
      default:
        let other = seeds.randomElement(using: &random) ?? []
        bytes = Array(
          bytes[..<place] + other.suffix(Int.random(in: 0...other.count, using: &random)))
      }
    }
    return bytes
  }
}

/// A valid input for each parser, and how to parse it.
private struct Samples {
  let log: SignerKey
  let witness: SignerKey
  let policy: WitnessPolicy
  let note: Note
  let proof: TLogProof
  let leaf = Digest.leaf(Array("葉 3".utf8))
  let checker: Witness

  init() throws {
    log = try SignerKey(name: "epcc.example/ringi", seed: Array(repeating: 1, count: 32))
    witness = try SignerKey(
      name: "証人.example", type: .cosignature, seed: Array(repeating: 2, count: 32))
    let kept = KeptNodes((0..<9).map { Digest.leaf(Array("葉 \($0)".utf8)) })
    var note = try Checkpoint(
      origin: log.verifier.name, size: 9, root: kept.tree.root, extensions: ["拡張"]
    ).signed(by: log)
    note.add(try Cosignature(signing: note.text, with: witness, at: 77).noteSignature)
    self.note = note
    policy = try .oneWitnessOfEach([("jp", [witness.verifier])], log: log.verifier)
    proof = TLogProof(
      index: 3, hashes: try InclusionProof(index: 3, size: 9, from: kept).hashes, note: note,
      extra: [1, 2, 3])
    checker = try Witness(logs: [(log.verifier.name, [log.verifier])], keys: [witness])
  }

  func seeds(for target: FuzzTests.Target) -> [[UInt8]] {
    func text(_ texts: String...) -> [[UInt8]] { texts.map { Array($0.utf8) } }
    switch target {
    case .note, .cosignature: return text(note.encoded)
    case .checkpoint: return text(note.text, "a\n0\n\(Digest.emptyRoot.base64)\n")
    case .verifierKey: return text(log.verifier.description, witness.verifier.description)
    case .signerKey: return text(log.encoded, witness.encoded)
    case .proof: return text(proof.encoded)
    case .witnessRequest:
      return text(
        AddCheckpointRequest(oldSize: 0, proof: [], note: note).encoded,
        AddCheckpointRequest(oldSize: 3, proof: proof.hashes, note: note).encoded)
    case .policy: return [policy.encoded, Array("# 註\nquorum none\n".utf8)]
    case .tilePath:
      return text("tile/0/x001/x234/067.p/8", "tile/entries/000", "tile/7/x018/x446/744")
    case .tile: return [Array(repeating: 7, count: 32 * 5), Array(repeating: 9, count: 8192)]
    case .bundle: return [[0, 1, 0x61, 0, 0, 0, 3, 1, 2, 3, 0, 0, 0, 1, 9]]
    case .tree:
      return [
        Array(repeating: 255, count: 8 * 4 + 32 * 3), Array(repeating: 0, count: 8 * 4),
        [3, 9, 11, 1].flatMap { ASCII.bigEndian(UInt64($0)) } + Array(repeating: 5, count: 32 * 4),
      ]
    case .sshSignature: return [SSHSamples.armored]
    case .allowedSigner:
      return text(
        "meti,mofa namespaces=\"ringi-event\",valid-after=\"20260101Z\" \(SSHSamples.line) c")
    }
  }

  /// Whether the parser took the input. A throw of ``LogError`` is a refusal; all else fails the
  /// test.
  func parse(_ input: [UInt8], as target: FuzzTests.Target) throws -> Bool {
    do {
      try parseOrThrow(input, as: target)
      return true
    } catch is LogError {
      return false
    } catch is WitnessRefusal {
      return false
    }
  }

  private func parseOrThrow(_ input: [UInt8], as target: FuzzTests.Target) throws {
    let text = String(decoding: input, as: UTF8.self)
    switch target {
    case .note:
      let read = try Note(parsing: input)
      try same(Array(read.encoded.utf8), input)
      _ = try? read.verify(with: [log.verifier, witness.verifier])
    case .checkpoint:
      try same(Array(try Checkpoint(text: text).text.utf8), Array(text.utf8))
    case .verifierKey:
      try same(Array(try VerifierKey(text).description.utf8), Array(text.utf8))
    case .signerKey: try same(Array(try SignerKey(text).encoded.utf8), Array(text.utf8))
    case .cosignature:
      let verified = try Note(parsing: input).verify(with: [witness.verifier])
      guard verified.allSatisfy({ Cosignature($0)?.isValid(for: note.text) == true }) else {
        throw Changed()
      }
    case .proof:
      let read = try TLogProof(parsing: input)
      try same(Array(read.encoded.utf8), input)
      if let verification = try? read.verify(leaf: leaf, policy: policy) {
        guard read.index == 3, verification.checkpoint.size == 9 else { throw Changed() }
      }
    case .witnessRequest:
      let read = try Witness.request(parsing: input)
      try same(Array(read.encoded.utf8), input)
      _ = try? checker.check(read, head: .none)
    case .policy:
      let read = try WitnessPolicy(parsing: input)
      guard try WitnessPolicy(parsing: read.encoded) == read else { throw Changed() }
      _ = read.isSatisfied(by: [witness.verifier])
    case .tilePath: try same(Array(try TileCoordinate(path: text).path.utf8), Array(text.utf8))
    case .tile:
      let width = input.count == 8192 ? 256 : max(1, min(256, input.count / 32))
      let coordinate = try TileCoordinate(.hashes(level: 0), index: 0, width: width)
      try same(try Tile(coordinate, parsing: input).bytes, input)
    case .bundle:
      let width = input.count == 15 ? 5 : max(1, Int(input.first ?? 1))
      try same(try EntryBundle.encode(try EntryBundle.decode(input, width: width)), input)
    case .tree: try trees(input)
    case .sshSignature:
      let read = try SSHSignature(armored: input)
      _ = try? read.verify(message: [], namespace: "ringi-event")
    case .allowedSigner:
      let read = try AllowedSigner(line: text)
      _ = read.allows(principal: "meti", namespace: "ringi-event", at: 0)
    }
  }

  /// Numbers and hashes straight from the input, into everything that computes with them.
  private func trees(_ input: [UInt8]) throws {
    var cursor = ByteCursor(input)
    let numbers = (0..<4).map { _ in cursor.integer(UInt64.self) ?? 0 }
    var hashes: [Digest] = []
    while let part = cursor.take(32), let hash = Digest(part) { hashes.append(hash) }
    let (a, b, c) = (numbers[0], numbers[1], numbers[2])
    let hash = hashes.first ?? .emptyRoot
    _ = try? InclusionProof(index: a, size: b, hashes: hashes).verify(leaf: hash, root: hash)
    _ = try? ConsistencyProof(oldSize: a, newSize: b, hashes: hashes)
      .verify(oldRoot: hash, newRoot: hash)
    _ = try? ProofPlan.inclusion(index: a, size: b)
    _ = try? ProofPlan.consistency(from: a, to: b)
    if let subtree = try? Subtree(start: a, end: b) {
      _ = try? subtree.verify(hash: hash, size: c, root: hash, hashes: hashes)
      _ = try? subtree.inclusionPlan(index: c)
    }
    _ = TileCoordinate.containing(NodeID(level: Int(a % 80), index: b), size: c)
    if var tree = try? MerkleTree(size: a, peaks: hashes) {
      tree.append(hash)
      _ = tree.root
    }
    _ = try? TileReader(size: a, root: hash, source: Nowhere())
  }

  private func same(_ output: [UInt8], _ input: [UInt8]) throws {
    guard output == input else { throw Changed() }
  }

  struct Changed: Error {}

  private struct Nowhere: TileSource {
    func bytes(at coordinate: TileCoordinate) throws -> [UInt8] {
      Array(repeating: 1, count: coordinate.width * 32)
    }
  }
}
