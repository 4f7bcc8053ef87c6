/// Everything needed to check, without the log, that an entry is in it (C2SP tlog-proof).
public struct TLogProof: Hashable, Sendable {
  public static let header = "c2sp.org/tlog-proof@v1"

  public var index: UInt64
  /// From the leaf's sibling to the root's child: at most 63 are read.
  public var hashes: [Digest]
  /// The checkpoint with its signatures.
  public var note: Note
  /// Bytes that nothing signs and no proof covers.
  public var extra: [UInt8]?

  public init(index: UInt64, hashes: [Digest], note: Note, extra: [UInt8]? = nil) {
    self.index = index
    self.hashes = hashes
    self.note = note
    self.extra = extra
  }

  public init(parsing bytes: some Collection<UInt8>) throws(LogError) {
    guard bytes.count <= 2 * Note.maximumBytes else { throw .limit("a proof is too long") }
    var cursor = ByteCursor(bytes)
    guard let header = cursor.line(), header.elementsEqual(Self.header.utf8) else {
      throw .malformed(.proof, "the first line is not \(Self.header)")
    }
    if cursor.take("extra ") {
      guard let line = cursor.line(), let extra = Base64.decode(line) else {
        throw .malformed(.proof, "the extra data is not Base64")
      }
      self.extra = extra
    }
    guard cursor.take("index "), let line = cursor.line(), let index = ASCII.decimal(line) else {
      throw .malformed(.proof, "the index is not a decimal without leading zeros")
    }
    self.index = index
    hashes = try Self.hashLines(&cursor, part: .proof)
    note = try Note(parsing: cursor.rest)
    _ = try CheckpointText(note.text)
  }

  /// Reads up to 63 hashes, one a line, and the empty line after them.
  static func hashLines(_ cursor: inout ByteCursor, part: LogPart) throws(LogError) -> [Digest] {
    var hashes: [Digest] = []
    while let line = cursor.line() {
      guard !line.isEmpty else { return hashes }
      guard hashes.count < 63 else { throw .malformed(part, "more than 63 hashes") }
      guard let hash = Digest(base64: line) else {
        throw .malformed(part, "a line is not Base64 of 32 bytes")
      }
      hashes.append(hash)
    }
    throw .malformed(part, "no empty line after the hashes")
  }

  public var encoded: String {
    var lines = [Self.header]
    if let extra { lines.append("extra \(Base64.encode(extra))") }
    lines.append("index \(index)")
    lines += hashes.map(\.base64)
    return lines.map { $0 + "\n" }.joined() + "\n" + note.encoded
  }

  /// Checks the proof for `leaf`: the signatures under `policy`, then the path to the signed root.
  ///
  /// - Returns: What the signatures say; ask it whether enough witnesses signed.
  public func verify(
    leaf: Digest, policy: WitnessPolicy
  ) throws(LogError) -> CheckpointVerification {
    let verification = try policy.verify(note)
    let checkpoint = verification.checkpoint
    try InclusionProof(index: index, size: checkpoint.size, hashes: hashes)
      .verify(leaf: leaf, root: checkpoint.root)
    return verification
  }
}
