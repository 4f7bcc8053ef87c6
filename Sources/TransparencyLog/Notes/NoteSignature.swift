/// One signature line of a note: `— <name> <base64(key id || signature)>`.
public struct NoteSignature: Hashable, Sendable {
  public let keyName: String
  public let keyID: UInt32
  /// What follows the key id; its form depends on the type of the key.
  public let signature: [UInt8]
  // Kept as read, so that a note comes out byte for byte as it went in.
  private let encoded: String

  public init(keyName: String, keyID: UInt32, signature: [UInt8]) {
    self.keyName = keyName
    self.keyID = keyID
    self.signature = signature
    encoded = Base64.encode(ASCII.bigEndian(keyID) + signature)
  }

  /// Reads a line without its LF.
  init(line: ArraySlice<UInt8>) throws(LogError) {
    guard line.starts(with: ASCII.signatureMark) else {
      throw .malformed(.note, "a signature line begins with an em dash")
    }
    let fields = line.dropFirst(ASCII.signatureMark.count)
    guard let space = fields.firstIndex(of: ASCII.space),
      let name = ASCII.utf8(fields[..<space]), KeyName.isValid(name)
    else { throw .malformed(.note, "a signature line lacks a valid key name") }
    let text = fields[(space + 1)...]
    guard let blob = Base64.decode(text, canonical: false), blob.count > 4,
      let encoded = ASCII.utf8(text)
    else { throw .malformed(.note, "the signature by \(name) is not Base64 of 5 bytes or more") }
    keyName = name
    keyID = blob.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    signature = Array(blob.dropFirst(4))
    self.encoded = encoded
  }

  /// Reads the lines that a witness answers with, each ending in LF.
  public static func parse(lines bytes: [UInt8]) throws(LogError) -> [NoteSignature] {
    guard bytes.count <= Note.maximumBytes else { throw .limit("too many signature lines") }
    var cursor = ByteCursor(bytes)
    var signatures: [NoteSignature] = []
    while let line = cursor.line() {
      guard signatures.count < Note.maximumSignatures else {
        throw .limit("too many signature lines")
      }
      signatures.append(try NoteSignature(line: line))
    }
    guard cursor.isAtEnd, !signatures.isEmpty else {
      throw .malformed(.note, "signature lines end in LF and there is at least one")
    }
    return signatures
  }

  /// The line with its LF.
  public var line: String { "— \(keyName) \(encoded)\n" }
}
