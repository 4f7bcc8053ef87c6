/// An Ed25519 key as OpenSSH writes it, of a file or of a security key.
public struct SSHPublicKey: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case ed25519
    /// Kept in a FIDO security key; signatures are bound to its application, usually `ssh:`.
    case securityKey(application: String)
  }

  public let kind: Kind
  /// The 32 bytes of RFC 8032.
  public let publicKey: [UInt8]

  static let plainName = "ssh-ed25519"
  static let securityKeyName = "sk-ssh-ed25519@openssh.com"

  public var algorithm: String {
    kind == .ed25519 ? Self.plainName : Self.securityKeyName
  }

  public init(kind: Kind = .ed25519, publicKey: [UInt8]) throws(LogError) {
    guard publicKey.count == 32 else {
      throw .malformed(.sshSignature, "an Ed25519 key has 32 bytes")
    }
    self.kind = kind
    self.publicKey = publicKey
  }

  /// Reads the wire form.
  public init(wire: some Sequence<UInt8>) throws(LogError) {
    var cursor = ByteCursor(wire)
    guard let name = cursor.sshString(), let key = cursor.sshString() else {
      throw .malformed(.sshSignature, "the public key is cut off")
    }
    let kind: Kind
    switch ASCII.utf8(name) {
    case Self.plainName?:
      kind = .ed25519
    case Self.securityKeyName?:
      guard let bytes = cursor.sshString(), let application = ASCII.utf8(bytes) else {
        throw .malformed(.sshSignature, "the public key is cut off")
      }
      kind = .securityKey(application: application)
    default:
      throw .malformed(.sshSignature, "only Ed25519 keys are read")
    }
    guard cursor.isAtEnd else {
      throw .malformed(.sshSignature, "something follows the public key")
    }
    try self.init(kind: kind, publicKey: Array(key))
  }

  /// Reads a line of a `.pub` file: algorithm, Base64, and a comment or not.
  public init(line: String) throws(LogError) {
    let items = line.utf8.split(separator: ASCII.space, maxSplits: 2)
    guard items.count >= 2, let wire = Base64.decode(items[1]) else {
      throw .malformed(.sshSignature, "expected an algorithm and a key in Base64")
    }
    try self.init(wire: wire)
    guard items[0].elementsEqual(algorithm.utf8) else {
      throw .malformed(.sshSignature, "the key is of another algorithm than its line says")
    }
  }

  public var wire: [UInt8] {
    let plain = SSHWire.string(algorithm) + SSHWire.string(publicKey)
    guard case .securityKey(let application) = kind else { return plain }
    return plain + SSHWire.string(application)
  }

  /// The algorithm and the key in Base64, as in a `.pub` file without comment.
  public var line: String { "\(algorithm) \(Base64.encode(wire))" }
}
