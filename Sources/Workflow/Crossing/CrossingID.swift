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
    UUID(cutting: Array(SHA256.hash(data: salt + Array(ledger.utf8))))
  }
}
