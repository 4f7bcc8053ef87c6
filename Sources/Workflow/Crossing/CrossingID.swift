import Crypto
import FoundationEssentials

/// The command id of a crossing's step in another ledger.
///
/// It follows from the salt of the first step, so whoever finishes the crossing sends the same id
/// and the step happens once; and since the salt is secret, the id tells the other ledger's readers
/// nothing.
enum CrossingID {
  /// SHA-256(salt || ledger code), cut to a v4 UUID.
  static func make(salt: [UInt8], ledger: String) -> UUID {
    var hash = Array(SHA256.hash(data: salt + Array(ledger.utf8)).prefix(16))
    hash[6] = hash[6] & 0x0f | 0x40
    hash[8] = hash[8] & 0x3f | 0x80
    return UUID(
      uuid: (
        hash[0], hash[1], hash[2], hash[3], hash[4], hash[5], hash[6], hash[7], hash[8], hash[9],
        hash[10], hash[11], hash[12], hash[13], hash[14], hash[15]
      ))
  }
}
