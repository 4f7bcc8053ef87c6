import Crypto
public import FoundationEssentials

/// The bytes of one event in the log (`ringi.event/v1`): what is hashed into the tree and signed.
///
/// A line a field, in a fixed order, every line present; `-` stands for absent. These bytes never
/// change once a ledger exists.
public struct Entry: Sendable, Hashable {
  public var ledger: String
  public var position: Int
  public var eventID: UUID
  public var commandID: UUID
  public var stream: String
  public var version: Int
  public var type: String
  public var schemaVersion: Int
  public var rulesVersion: Int
  public var actor: String
  public var party: String?
  public var authority: UUID?
  public var onBehalfOf: String?
  /// Microseconds since the UNIX epoch, by the server's clock.
  public var recordedAt: Int64
  /// Asserted time with offset and zone, as in `2026-11-25T00:00:00.000000+09:00 Asia/Tokyo`.
  public var effective: String
  public var marking: String?
  public var causationID: UUID?
  public var correlationID: UUID?
  public var factsCommitment: [UInt8]
  public var textCommitment: [UInt8]?
  /// The signature file (SSHSIG), of which the entry holds the digest.
  public var signature: [UInt8]?
}

extension Entry {
  /// The entry as it is hashed: UTF-8, LF after every line.
  public var bytes: [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(768)
    func line(_ name: StaticString, _ value: some Sequence<UInt8>) {
      name.withUTF8Buffer { out.append(contentsOf: $0) }
      out.append(0x20)
      out.append(contentsOf: value)
      out.append(0x0a)
    }
    func line(_ name: StaticString, _ value: String?) { line(name, (value ?? "-").utf8) }
    func digest(_ name: StaticString, _ value: [UInt8]?) {
      guard let value else { return line(name, "-".utf8) }
      line(name, Array("sha256:".utf8) + Hex.encode(value))
    }
    out.append(contentsOf: "ringi.event/v1\n".utf8)
    line("ledger", ledger)
    line("position", String(position))
    line("event", eventID.text)
    line("command", commandID.text)
    line("stream", stream)
    line("version", String(version))
    line("type", "\(type)/\(schemaVersion)")
    line("rules", String(rulesVersion))
    line("actor", actor)
    line("party", party)
    line("authority", authority?.text)
    line("on-behalf-of", onBehalfOf)
    line("recorded", UTCTime.text(recordedAt))
    line("effective", effective)
    line("marking", marking)
    line("causation", causationID?.text)
    line("correlation", correlationID?.text)
    digest("facts", factsCommitment)
    digest("text", textCommitment)
    digest("signature", signature.map { Array(SHA256.hash(data: $0)) })
    return out
  }

  /// SHA-256(0x00 || entry), as in RFC 6962.
  public var leafHash: [UInt8] {
    var hasher = SHA256()
    hasher.update(data: [0])
    hasher.update(data: bytes)
    return Array(hasher.finalize())
  }

  /// SHA-256(salt || bytes): binds a payload without revealing what could be guessed.
  public static func commitment(salt: [UInt8], bytes: [UInt8]) -> [UInt8] {
    var hasher = SHA256()
    hasher.update(data: salt)
    hasher.update(data: bytes)
    return Array(hasher.finalize())
  }
}

extension UUID {
  /// The canonical lower-case text.
  public var text: String {
    // Entries hold several, and a long import makes millions: no formatter is asked.
    withUnsafeBytes(of: uuid) { bytes in
      String(unsafeUninitializedCapacity: 36) { out in
        var at = 0
        for (index, byte) in bytes.enumerated() {
          if index == 4 || index == 6 || index == 8 || index == 10 {
            out[at] = UInt8(ascii: "-")
            at += 1
          }
          out[at] = Hex.digits[Int(byte >> 4)]
          out[at + 1] = Hex.digits[Int(byte & 15)]
          at += 2
        }
        return at
      }
    }
  }
}
