import TransparencyLog

/// What a witness remembers, in a folder of its own outside every database: per log, the last
/// checkpoint that it cosigned and the key that it knows the log by.
struct WitnessState: Sendable {
  let folder: String

  init(folder: String) throws {
    try Files.makeDirectory(folder, mode: 0o700, parentMode: 0o755)
    self.folder = folder
  }

  private func path(_ origin: String, _ kind: String) -> String {
    "\(folder)/\(Digest(hashing: Array(origin.utf8)).hex).\(kind)"
  }

  /// The largest head that was cosigned.
  func head(of origin: String) throws -> WitnessedHead {
    guard let bytes = try Files.bytes(path(origin, "checkpoint")) else { return .none }
    let checkpoint = try Checkpoint(text: try Note(parsing: bytes).text)
    return WitnessedHead(size: checkpoint.size, root: checkpoint.root)
  }

  /// Remembers by which key a log is known, and refuses another one later.
  func pin(_ key: VerifierKey, of origin: String) throws {
    let path = path(origin, "key")
    if let known = try Files.read(path) {
      guard known == key.description + "\n" else {
        throw WorkflowError(
          "verification.log_key", "\(origin) now names another key than this witness knows it by.",
          hint: "A log does not change its key. Ask its operator, and keep \(path).")
      }
      return
    }
    try Files.write(key.description + "\n", to: path, mode: 0o600)
  }

  /// Checks, persists and only then signs, with nobody else between.
  func cosign(
    _ request: AddCheckpointRequest, _ witness: Witness, at time: UInt64
  ) throws -> [Cosignature] {
    let lock = try FileLock(folder + "/lock", limit: .seconds(20))
    defer { withExtendedLifetime(lock) {} }
    let origin = try Witness.origin(of: request)
    let pending = try witness.check(request, head: try head(of: origin))
    let persisted = try pending.persisted { pending in
      try Files.write(
        pending.note.encoded, to: path(pending.origin, "checkpoint"), mode: 0o600)
      return pending.head
    }
    return try persisted.cosignatures(at: time)
  }
}
