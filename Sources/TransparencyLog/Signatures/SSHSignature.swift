internal import Crypto
internal import FoundationEssentials

/// A detached signature as `ssh-keygen -Y sign` makes it (OpenSSH PROTOCOL.sshsig).
public struct SSHSignature: Hashable, Sendable {
  public enum HashAlgorithm: String, Hashable, Sendable { case sha256, sha512 }

  public static let maximumBytes = 64 * 1024
  private static let magic = Array("SSHSIG".utf8)
  private static let begin = "-----BEGIN SSH SIGNATURE-----"
  private static let end = "-----END SSH SIGNATURE-----"

  public let key: SSHPublicKey
  /// What the signature was made for; a reader insists on the one it expects.
  public let namespace: String
  public let hashAlgorithm: HashAlgorithm
  private let reserved: [UInt8]
  private let signature: [UInt8]
  /// For security keys: whether the holder was present (bit 0) or verified (bit 2), and the key's
  /// counter.
  public let flags: UInt8
  public let counter: UInt32

  /// Reads the armored form.
  public init(armored text: some Collection<UInt8>) throws(LogError) {
    guard text.count <= Self.maximumBytes else { throw .limit("an SSH signature is too long") }
    var cursor = ByteCursor(text)
    guard let first = cursor.line(), first.elementsEqual(Self.begin.utf8) else {
      throw .malformed(.sshSignature, "the first line is not \(Self.begin)")
    }
    var base64: [UInt8] = []
    while true {
      // The last line may lack its LF, as ssh-keygen does not care.
      guard let line = cursor.line() ?? cursor.take(cursor.rest.count), !line.isEmpty else {
        throw .malformed(.sshSignature, "the last line is missing")
      }
      if line.elementsEqual(Self.end.utf8) { break }
      base64 += line
    }
    guard cursor.isAtEnd else { throw .malformed(.sshSignature, "something follows the signature") }
    guard let blob = Base64.decode(base64) else {
      throw .malformed(.sshSignature, "not Base64")
    }
    try self.init(blob: blob)
  }

  init(blob: [UInt8]) throws(LogError) {
    var cursor = ByteCursor(blob)
    guard let magic = cursor.take(6), magic.elementsEqual(Self.magic),
      cursor.integer(UInt32.self) == 1
    else { throw .malformed(.sshSignature, "not an SSH signature of version 1") }
    guard let keyBytes = cursor.sshString(), let namespace = cursor.sshString(),
      let reserved = cursor.sshString(), let hash = cursor.sshString(),
      let signature = cursor.sshString(), cursor.isAtEnd
    else { throw .malformed(.sshSignature, "cut off or too long") }
    guard let namespace = ASCII.utf8(namespace), !namespace.isEmpty,
      let hash = ASCII.utf8(hash).flatMap(HashAlgorithm.init(rawValue:))
    else { throw .malformed(.sshSignature, "no namespace or an unknown hash") }
    let key = try SSHPublicKey(wire: keyBytes)
    var inner = ByteCursor(signature)
    guard let name = inner.sshString(), name.elementsEqual(key.algorithm.utf8),
      let value = inner.sshString(), value.count == 64
    else { throw .malformed(.sshSignature, "the signature is of another kind than the key") }
    if key.kind == .ed25519 {
      (flags, counter) = (0, 0)
    } else {
      guard let flags = inner.integer(UInt8.self), let counter = inner.integer(UInt32.self) else {
        throw .malformed(.sshSignature, "the security key's flags are cut off")
      }
      (self.flags, self.counter) = (flags, counter)
    }
    guard inner.isAtEnd else { throw .malformed(.sshSignature, "something follows the signature") }
    self.key = key
    self.namespace = namespace
    self.reserved = Array(reserved)
    hashAlgorithm = hash
    self.signature = Array(value)
  }

  /// What is signed for a message: everything but the message itself, and its hash.
  public static func signedBlob(
    message: [UInt8], namespace: String, hashAlgorithm: HashAlgorithm = .sha512
  ) -> [UInt8] {
    blob(message: message, namespace: namespace, reserved: [], hashAlgorithm: hashAlgorithm)
  }

  private static func blob(
    message: [UInt8], namespace: String, reserved: [UInt8], hashAlgorithm: HashAlgorithm
  ) -> [UInt8] {
    let hash: [UInt8] =
      switch hashAlgorithm {
      case .sha256: Array(SHA256.hash(data: message))
      case .sha512: Array(SHA512.hash(data: message))
      }
    return magic + SSHWire.string(namespace) + SSHWire.string(reserved)
      + SSHWire.string(hashAlgorithm.rawValue) + SSHWire.string(hash)
  }

  /// Throws unless the key signed `message` for `namespace`; a security key's holder must have been
  /// present. Whether the key is the right person's is for ``AllowedSigner`` to say.
  public func verify(message: [UInt8], namespace: String) throws(LogError) {
    guard self.namespace.hasSameBytes(as: namespace) else {
      throw .unsigned("the signature was made for \(self.namespace), not for \(namespace)")
    }
    let blob = Self.blob(
      message: message, namespace: namespace, reserved: reserved, hashAlgorithm: hashAlgorithm)
    var signed = blob
    if case .securityKey(let application) = key.kind {
      guard flags & 1 == 1 else { throw .unsigned("nobody touched the security key") }
      signed = Array(SHA256.hash(data: Array(application.utf8))) + [flags]
      signed += ASCII.bigEndian(counter) + Array(SHA256.hash(data: blob))
    }
    guard Ed25519.verify(signature, of: signed, key: key.publicKey) else {
      throw .badSignature(key: key.line)
    }
  }
}
