/// A statement by a witness: at this time, the checkpoint was the largest consistent one it had
/// seen.
public struct Cosignature: Hashable, Sendable {
  public let key: VerifierKey
  /// Seconds since 1970, at most 2^63 − 1.
  public let timestamp: UInt64
  public let signature: [UInt8]

  /// Reads what follows the key id in a signature line: the time and the Ed25519 signature.
  init?(key: VerifierKey, blob: [UInt8]) {
    var cursor = ByteCursor(blob)
    guard key.type == .cosignature, blob.count == 72, let timestamp = cursor.integer(UInt64.self),
      timestamp <= UInt64(Int64.max)
    else { return nil }
    self.key = key
    self.timestamp = timestamp
    signature = Array(cursor.rest)
  }

  /// The cosignature in a verified signature line, or nil when the key is of another type.
  public init?(_ verified: VerifiedSignature) {
    self.init(key: verified.key, blob: verified.signature.signature)
  }

  /// Signs the text of a checkpoint. Whoever calls this has persisted the checkpoint first.
  ///
  /// - Parameter timestamp: Seconds since 1970.
  public init(signing text: String, with key: SignerKey, at timestamp: UInt64) throws(LogError) {
    guard key.verifier.type == .cosignature else {
      throw .malformed(.cosignature, "\(key.verifier.name) is not a witness key")
    }
    guard timestamp <= UInt64(Int64.max) else {
      throw .limit("a time is at most 2^63 - 1 seconds")
    }
    _ = try CheckpointText(text)
    self.key = key.verifier
    self.timestamp = timestamp
    signature = try key.signBytes(Self.message(text: text, timestamp: timestamp))
  }

  /// What is signed: a header, the time, and the whole text of the checkpoint.
  static func message(text: String, timestamp: UInt64) -> [UInt8] {
    Array("cosignature/v1\ntime \(timestamp)\n\(text)".utf8)
  }

  /// Whether the witness signed `text`, which must be that of a checkpoint.
  public func isValid(for text: String) -> Bool {
    guard (try? CheckpointText(text)) != nil else { return false }
    let message = Self.message(text: text, timestamp: timestamp)
    return Ed25519.verify(signature, of: message, key: key.publicKey)
  }

  /// The signature line's content.
  public var noteSignature: NoteSignature {
    NoteSignature(
      keyName: key.name, keyID: key.keyID, signature: ASCII.bigEndian(timestamp) + signature)
  }
}
