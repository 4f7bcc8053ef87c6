import EventStore
import Postgres
import TransparencyLog

/// A signed head as the database keeps it, with the witnesses' lines. Being there proves nothing.
struct StoredCheckpoint: Sendable {
  var size: UInt64
  var root: [UInt8]
  /// The note as the log signed it.
  var text: String
  /// Signature lines of witnesses, without LF.
  var lines: [String]

  /// The note with every cosignature that is there.
  func note() throws(LogError) -> Note {
    var note = try Note(parsing: Array(text.utf8))
    for line in lines {
      for signature in try NoteSignature.parse(lines: Array((line + "\n").utf8)) {
        note.add(signature)
      }
    }
    return note
  }
}

extension Ledger {
  /// The signed heads that are stored, smallest first; with a limit, the largest ones.
  func checkpoints(latest limit: Int? = nil) async throws -> [StoredCheckpoint] {
    let found = try await rows(
      """
      select c.size, c.root, c.note,
        array(select o.line from ringi.cosignature o where o.size = c.size order by o.created_at, o.line) as lines
      from ringi.checkpoint c order by c.size desc limit \(limit ?? Int.max)
      """
    ) { result, row throws(PostgresError) in
      StoredCheckpoint(
        size: UInt64(try result.int(row, "size")), root: try result.bytes(row, "root"),
        text: try result.string(row, "note"), lines: try result.value(row, "lines"))
    }
    return found.reversed()
  }

  /// The latest signed head.
  ///
  /// - Throws: `not_found` where there is none.
  func latestCheckpoint() async throws -> StoredCheckpoint {
    guard let latest = try await checkpoints(latest: 1).last else {
      throw WorkflowError(
        "not_found", "There is no checkpoint of \(code) yet.",
        hint: "Whoever operates the ledger signs one: ringi audit checkpoint --ledger \(code)")
    }
    return latest
  }

  func store(_ checkpoint: Checkpoint, note: Note) async throws {
    let size = Int(checkpoint.size)
    do {
      _ = try await run(
        "select ringi.store_checkpoint(\(size), \(checkpoint.root.bytes), \(note.encoded))")
    } catch {
      guard error.underlying?.sqlState == "RI011" else { throw error }
      throw WorkflowError(
        "verification.checkpoint", "\(error.message) The log of \(code) was forked.",
        hint: "Run `ringi audit verify --ledger \(code)` and keep both checkpoints.")
    }
    _ = try await run("select ringi.barrier()")
  }

  /// The key that the ledger's first event names, and the origin.
  func logKey() async throws -> (origin: String, key: VerifierKey) {
    let info = try await info()
    guard let text = info.verifierKey else {
      throw WorkflowError(
        "checkpoint.key", "The ledger \(code) names no key for its checkpoints.",
        hint: "It was opened without one; its checkpoints cannot be told from forged ones.")
    }
    return (info.origin, try VerifierKey(text))
  }
}
