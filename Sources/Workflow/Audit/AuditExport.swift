import Deliberation
import EventStore
import TransparencyLog

extension Session {
  /// Writes the tlog-tiles directory of a ledger up to its latest checkpoint, going on from what is
  /// there.
  ///
  /// - Parameters:
  ///   - payloads: also `payloads.ndjson`, for readers of the ledger.
  ///   - keyFile: signs a first checkpoint where there is none yet and the operator's key is at
  ///     hand.
  public func export(
    _ code: String, to folder: String, payloads: Bool, keyFile: String?
  ) async throws -> Answer {
    let ledger = try await ledger(code)
    return try await LogFailure.reported {
      if let keyFile, try await ledger.checkpoints(latest: 1).isEmpty, try Files.exists(keyFile) {
        _ = try await CheckpointSigner(ledger: ledger, keyFile: keyFile).sign()
      }
      return try await ledger.export(to: folder, payloads: payloads)
    }
  }
}

extension Ledger {
  fileprivate func export(to folder: String, payloads: Bool) async throws -> Answer {
    let head = try await head()
    let latest = try await latestCheckpoint()
    let published = try await checkpoints().map(\.size)
    try await settle()
    let note = try latest.note()
    let (origin, key) = try await logKey()
    _ = try note.verify(with: [key])
    let checkpoint = try Checkpoint(text: note.text)
    try Files.makeDirectory(folder, mode: 0o755, parentMode: 0o755)
    let old = try LogFolder.known(folder, origin: origin, key: key)
    guard checkpoint.size >= old?.size ?? 0 else {
      throw LogError.inconsistent(
        "\(folder) has \(old?.size ?? 0) entries, the latest checkpoint \(checkpoint.size): the ledger was put back"
      )
    }
    var export = try LogExport(folder: folder, from: old)
    let sizes = Set(published)
    try await eachEvent(from: Int(export.size), upTo: Int(checkpoint.size) - 1) { stored in
      guard UInt64(stored.position) == export.size else {
        throw LogError.missing("position \(export.size) of \(code) is missing")
      }
      try export.append(stored.entry.bytes)
      if sizes.contains(export.size) { try export.publish() }
    }
    guard export.size == checkpoint.size, export.root == checkpoint.root else {
      throw LogError.inconsistent("the entries of \(code) do not lead to its checkpoint")
    }
    Files.syncAll()
    try Files.write(note.encoded, to: folder + "/checkpoint", mode: 0o644)
    if payloads { try await exportPayloads(to: folder, size: Int(checkpoint.size)) }
    return Answer(
      schema: "ringi.export/1",
      asOf: AsOf(knownAt: Timestamp(microseconds: head.now), heads: [code: head.position]),
      body: [
        "ledger": .string(code), "directory": .string(folder),
        "size": .int(Int64(checkpoint.size)), "root": .string(checkpoint.root.hex),
        "entries_new": .int(Int64(checkpoint.size - (old?.size ?? 0))),
        "files_new": .int(Int64(export.files)), "payloads": .bool(payloads),
      ])
  }

  /// What the commitments cover, byte for byte. It is written anew each time: what was expunged
  /// since must not stay in it.
  private func exportPayloads(to folder: String, size: Int) async throws {
    var file = try StreamedFile(folder + "/payloads.ndjson", mode: 0o640)
    var lines: [UInt8] = []
    try await eachEvent(upTo: size - 1) { stored in
      lines += Self.payloadLine(stored)
      if lines.count > 1 << 20 {
        try file.append(lines)
        lines = []
      }
    }
    try file.append(lines)
    try file.finish()
  }

  private static func payloadLine(_ stored: StoredEvent) -> [UInt8] {
    func text(_ bytes: [UInt8]?) -> JSON { JSON(bytes.map { String(decoding: $0, as: UTF8.self) }) }
    func salt(_ bytes: [UInt8]?) -> JSON { JSON(bytes.map { Hex.text($0) }) }
    let line: JSON = [
      "position": .int(Int64(stored.position)), "facts_salt": salt(stored.factsSalt),
      "facts": text(stored.facts), "text_salt": salt(stored.textSalt), "text": text(stored.text),
    ]
    return Array(line.text.utf8) + [0x0a]
  }
}

/// A directory that may hold an export already.
enum LogFolder {
  /// Its checkpoint, if there is one; another log's is refused.
  static func known(_ folder: String, origin: String, key: VerifierKey) throws -> Checkpoint? {
    guard let note = try TileDirectory(folder: folder).checkpoint() else { return nil }
    let checkpoint = try Checkpoint(text: note.text)
    guard checkpoint.origin == origin else {
      throw WorkflowError(
        "export.other_log", "\(folder) holds the log \(checkpoint.origin), not \(origin).",
        hint: "Give each ledger a directory of its own.")
    }
    _ = try note.verify(with: [key])
    return checkpoint
  }
}
