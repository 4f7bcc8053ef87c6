/// A text with signatures under it (C2SP signed-note).
public struct Note: Hashable, Sendable {
  /// At most this many bytes are read as one note.
  public static let maximumBytes = 1_000_000
  /// At most this many signatures are read in one note.
  public static let maximumSignatures = 100

  /// The signed text; ends in LF.
  public let text: String
  public private(set) var signatures: [NoteSignature]

  /// - Throws: ``LogError/malformed(_:_:)`` when `text` cannot be the text of a note.
  public init(text: String, signatures: [NoteSignature] = []) throws(LogError) {
    guard text.utf8.last == ASCII.lineFeed else {
      throw .malformed(.note, "the text of a note ends in LF")
    }
    guard text.utf8.allSatisfy({ $0 >= 0x20 || $0 == ASCII.lineFeed }) else {
      throw .malformed(.note, "a note has no control characters")
    }
    self.text = text
    self.signatures = signatures
  }

  /// Reads a signed note; that its signatures are good is for ``verify(with:)`` to find.
  public init(parsing bytes: some Collection<UInt8>) throws(LogError) {
    guard bytes.count <= Self.maximumBytes else {
      throw .limit("a note has at most \(Self.maximumBytes) bytes")
    }
    let bytes = Array(bytes)
    guard bytes.allSatisfy({ $0 >= 0x20 || $0 == ASCII.lineFeed }) else {
      throw .malformed(.note, "a note has no control characters")
    }
    guard bytes.last == ASCII.lineFeed else {
      throw .malformed(.note, "the last line does not end in LF")
    }
    // The last empty line divides; the text keeps its own LF before it.
    guard
      let end = bytes.indices.dropLast().last(where: {
        bytes[$0] == ASCII.lineFeed && bytes[$0 + 1] == ASCII.lineFeed
      })
    else { throw .malformed(.note, "no empty line before the signatures") }
    guard let text = ASCII.utf8(bytes[...end]) else { throw .malformed(.note, "not UTF-8") }
    var cursor = ByteCursor(bytes[(end + 2)...])
    var signatures: [NoteSignature] = []
    while let line = cursor.line() {
      guard signatures.count < Self.maximumSignatures else {
        throw .limit("a note has at most \(Self.maximumSignatures) signatures")
      }
      signatures.append(try NoteSignature(line: line))
    }
    guard !signatures.isEmpty else { throw .malformed(.note, "no signature") }
    self.text = text
    self.signatures = signatures
  }

  /// The note as it is written to a file or sent.
  public var encoded: String { text + "\n" + signatures.map(\.line).joined() }

  /// Adds a signature below the others, unless the same line is there already.
  public mutating func add(_ signature: NoteSignature) {
    if !signatures.contains(signature) { signatures.append(signature) }
  }

  /// The signatures made by `keys`, in the order of the note; others are ignored.
  ///
  /// - Throws: ``LogError/badSignature(key:)`` when a line names one of `keys` and does not verify,
  ///   since
  ///   then the whole note is suspect; ``LogError/unsigned(_:)`` when no line names any of them.
  public func verify(with keys: some Sequence<VerifierKey>) throws(LogError) -> [VerifiedSignature]
  {
    var known: [UInt32: [VerifierKey]] = [:]
    for key in keys where known[key.keyID]?.contains(key) != true {
      known[key.keyID, default: []].append(key)
    }
    var verified: [VerifiedSignature] = []
    for signature in signatures {
      let candidates = known[signature.keyID, default: []].filter { $0.isNamed(by: signature) }
      guard let key = candidates.first else { continue }
      guard candidates.count == 1 else {
        throw .malformed(.verifierKey, "two trusted keys have the name and id of \(key.name)")
      }
      guard key.verify(signature.signature, text: text) else {
        throw .badSignature(key: key.name)
      }
      let found = VerifiedSignature(key: key, signature: signature)
      if !verified.contains(found) { verified.append(found) }
    }
    guard !verified.isEmpty else { throw .unsigned("no trusted key signed the note") }
    return verified
  }
}

/// A signature of a note and the trusted key that made it.
public struct VerifiedSignature: Hashable, Sendable {
  public let key: VerifierKey
  public let signature: NoteSignature
}
