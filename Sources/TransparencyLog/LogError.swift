/// Why something of a transparency log was refused.
public enum LogError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The bytes are not what the format allows.
  case malformed(LogPart, String)
  /// A key that the reader trusts did not make the signature that bears its name.
  case badSignature(key: String)
  /// Nobody whom the reader trusts signed this.
  case unsigned(String)
  /// Hashes do not lead where they claim to lead.
  case inconsistent(String)
  /// What was asked for lies outside the tree, or a hash needed for it is not there.
  case missing(String)
  /// A value is beyond what the format can carry.
  case limit(String)

  public var description: String {
    switch self {
    case .malformed(let part, let reason): "malformed \(part.rawValue): \(reason)"
    case .badSignature(let key): "the signature by \(key) does not verify"
    case .unsigned(let reason): reason
    case .inconsistent(let reason): reason
    case .missing(let reason): reason
    case .limit(let reason): reason
    }
  }
}

/// The formats whose bytes can be malformed.
public enum LogPart: String, Hashable, Sendable {
  case allowedSigners = "allowed signers line"
  case bundle = "entry bundle"
  case checkpoint
  case cosignature
  case digest
  case frontier
  case note
  case policy
  case proof
  case signerKey = "signer key"
  case sshSignature = "SSH signature"
  case tile
  case tilePath = "tile path"
  case verifierKey = "verifier key"
  case witnessRequest = "witness request"
}
