internal import Crypto
internal import FoundationEssentials

/// The public half of a key that signs notes: `<name>+<key id>+<base64(type || public key)>`.
public struct VerifierKey: Hashable, Sendable {
  public let name: String
  public let keyID: UInt32
  public let type: SignatureType
  /// The 32 bytes of RFC 8032.
  public let publicKey: [UInt8]

  /// - Throws: ``LogError/malformed(_:_:)`` for a bad name or a key that is not 32 bytes long.
  public init(
    name: String, type: SignatureType = .ed25519, publicKey: [UInt8]
  ) throws(LogError) {
    guard KeyName.isValid(name) else {
      throw .malformed(.verifierKey, "a key name has no spaces and no plus, and is not empty")
    }
    guard publicKey.count == 32 else {
      throw .malformed(.verifierKey, "an Ed25519 key has 32 bytes, not \(publicKey.count)")
    }
    self.name = name
    self.type = type
    self.publicKey = publicKey
    keyID = Self.keyID(name: name, type: type, publicKey: publicKey)
  }

  /// Reads the text form, which carries no line end.
  public init(_ text: String) throws(LogError) {
    let parts = text.utf8.split(
      separator: ASCII.plus, maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, let name = String(parts[0]) else {
      throw .malformed(.verifierKey, "expected name+id+key")
    }
    guard parts[1].count == 8, let id = Hex.decode(parts[1]) else {
      throw .malformed(.verifierKey, "a key id has 8 lowercase hexadecimal digits")
    }
    guard let material = Base64.decode(parts[2]), let first = material.first else {
      throw .malformed(.verifierKey, "the key is not Base64")
    }
    guard let type = SignatureType(rawValue: first) else {
      throw .malformed(.verifierKey, "signature type \(first) is not supported")
    }
    try self.init(name: name, type: type, publicKey: Array(material.dropFirst()))
    guard ASCII.bigEndian(keyID) == id else {
      throw .malformed(.verifierKey, "the key id does not belong to this name and key")
    }
  }

  /// The first four bytes of SHA-256(name || LF || type || public key).
  static func keyID(name: String, type: SignatureType, publicKey: [UInt8]) -> UInt32 {
    let digest = Digest(
      hashing: Array(name.utf8) + [ASCII.lineFeed, type.rawValue] + publicKey)
    return digest.bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// Whether a signature line with this name and id is to be checked with this key.
  func isNamed(by signature: NoteSignature) -> Bool {
    keyID == signature.keyID && name.hasSameBytes(as: signature.keyName)
  }

  /// Whether `signature`, without the key id, is this key's over the text of a note.
  public func verify(_ signature: [UInt8], text: String) -> Bool {
    switch type {
    case .ed25519:
      return Ed25519.verify(signature, of: Array(text.utf8), key: publicKey)
    case .cosignature:
      guard let parsed = Cosignature(key: self, blob: signature) else { return false }
      return parsed.isValid(for: text)
    }
  }
}

extension VerifierKey: CustomStringConvertible {
  /// The text form, without a line end.
  public var description: String {
    let id = Hex.encode(ASCII.bigEndian(keyID))
    return "\(name)+\(id)+\(Base64.encode([type.rawValue] + publicKey))"
  }
}
