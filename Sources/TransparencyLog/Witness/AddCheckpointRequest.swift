/// What a log sends to a witness (C2SP tlog-witness): `old N`, proof lines, an empty line, the
/// checkpoint.
public struct AddCheckpointRequest: Hashable, Sendable {
  public var oldSize: UInt64
  /// At most 63.
  public var proof: [Digest]
  public var note: Note

  public init(oldSize: UInt64, proof: [Digest], note: Note) {
    self.oldSize = oldSize
    self.proof = proof
    self.note = note
  }

  /// Reads the body of a request; a refusal is answered with status 400.
  public init(parsing body: some Collection<UInt8>) throws(LogError) {
    guard body.count <= 2 * Note.maximumBytes else { throw .limit("a request is too long") }
    var cursor = ByteCursor(body)
    guard cursor.take("old "), let line = cursor.line(), let oldSize = ASCII.decimal(line) else {
      throw .malformed(.witnessRequest, "the first line is not old and a size")
    }
    self.oldSize = oldSize
    proof = try TLogProof.hashLines(&cursor, part: .witnessRequest)
    note = try Note(parsing: cursor.rest)
    _ = try CheckpointText(note.text)
  }

  public var encoded: String {
    let lines = ["old \(oldSize)"] + proof.map(\.base64)
    return lines.map { $0 + "\n" }.joined() + "\n" + note.encoded
  }
}
