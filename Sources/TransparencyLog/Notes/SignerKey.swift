/// The private half of a key that signs notes: `PRIVATE+KEY+<name>+<key id>+<base64(type ||
/// seed)>`.
///
/// It has no description, so that a log line cannot print it by accident; ``encoded`` is
/// deliberate.
public struct SignerKey: Sendable {
  public let verifier: VerifierKey
  private let seed: [UInt8]

  private static let prefix = "PRIVATE+KEY+"

  /// - Parameter seed: The 32 bytes of RFC 8032.
  public init(name: String, type: SignatureType = .ed25519, seed: [UInt8]) throws(LogError) {
    guard seed.count == 32, let publicKey = try? Ed25519.publicKey(seed: seed) else {
      throw .malformed(.signerKey, "an Ed25519 seed has 32 bytes")
    }
    verifier = try VerifierKey(name: name, type: type, publicKey: publicKey)
    self.seed = seed
  }

  /// Makes a new key from the system's random numbers.
  public static func generate(
    name: String, type: SignatureType = .ed25519
  ) throws(LogError) -> SignerKey {
    try SignerKey(name: name, type: type, seed: Ed25519.makeSeed())
  }

  /// Reads the text form, which carries no line end.
  public init(_ text: String) throws(LogError) {
    guard text.utf8.starts(with: Self.prefix.utf8) else {
      throw .malformed(.signerKey, "expected PRIVATE+KEY+name+id+key")
    }
    let parts = text.utf8.dropFirst(Self.prefix.utf8.count).split(
      separator: ASCII.plus, maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, let name = String(parts[0]) else {
      throw .malformed(.signerKey, "expected PRIVATE+KEY+name+id+key")
    }
    guard let material = Base64.decode(parts[2]), let first = material.first,
      let type = SignatureType(rawValue: first)
    else { throw .malformed(.signerKey, "the key is not Base64 of a supported type") }
    try self.init(name: name, type: type, seed: Array(material.dropFirst()))
    guard parts[1].elementsEqual(Hex.encode(ASCII.bigEndian(verifier.keyID)).utf8) else {
      throw .malformed(.signerKey, "the key id does not belong to this name and key")
    }
  }

  /// The text form. It is a secret: keep it in a file that only its owner can read.
  public var encoded: String {
    let id = Hex.encode(ASCII.bigEndian(verifier.keyID))
    let material = Base64.encode([verifier.type.rawValue] + seed)
    return "\(Self.prefix)\(verifier.name)+\(id)+\(material)"
  }

  /// Signs the text of a note with a key of type Ed25519.
  public func sign(text: String) throws(LogError) -> NoteSignature {
    guard verifier.type == .ed25519 else {
      throw .malformed(.cosignature, "\(verifier.name) signs checkpoints only, at a time")
    }
    let signature = try signBytes(Array(text.utf8))
    return NoteSignature(keyName: verifier.name, keyID: verifier.keyID, signature: signature)
  }

  func signBytes(_ message: [UInt8]) throws(LogError) -> [UInt8] {
    do {
      return try Ed25519.sign(message, seed: seed)
    } catch {
      throw .malformed(.signerKey, "the key cannot sign")
    }
  }
}
