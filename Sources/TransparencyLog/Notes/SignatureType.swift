/// How a key of a signed note signs.
public enum SignatureType: UInt8, Hashable, Sendable {
  /// Ed25519 over the text of the note.
  case ed25519 = 0x01
  /// Ed25519 over the text of a checkpoint and a time: `cosignature/v1`.
  case cosignature = 0x04
}
