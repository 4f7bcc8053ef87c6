import TransparencyLog

/// What an auditor brings along from outside: checkpoints that were kept where the operator cannot
/// reach, and whose signatures count.
public struct AuditEvidence: Sendable {
  struct Old: Sendable {
    var path: String
    var note: Note
    var checkpoint: Checkpoint
    /// The whole export, where that was kept.
    var log: OldLog?

    /// The ledger's code, out of `<host>/ringi/<code>` or `sandbox/ringi/<code>/<random>`.
    var code: String? {
      let parts = checkpoint.origin.split(separator: "/")
      guard let place = parts.firstIndex(of: "ringi"), place + 1 < parts.count else { return nil }
      return String(parts[place + 1])
    }
  }

  var olds: [Old] = []
  var policy: WitnessPolicy?

  /// - Parameters:
  ///   - oldFiles: checkpoints, offline proofs, or whole directories as `audit export` writes them.
  ///   - policyFile: a tlog-policy.
  public init(oldFiles: [String] = [], policyFile: String? = nil) throws {
    if let policyFile { policy = try Self.policy(policyFile) }
    for path in oldFiles { olds.append(try Self.old(path)) }
  }

  static func policy(_ path: String) throws -> WitnessPolicy {
    try LogFailure.reading(path) { bytes throws(LogError) in try WitnessPolicy(parsing: bytes) }
  }

  private static func old(_ path: String) throws -> Old {
    let isFolder = Files.target(path)?.isDirectory ?? false
    let file = isFolder ? path + "/checkpoint" : path
    let note = try LogFailure.reading(file) { bytes throws(LogError) in
      bytes.starts(with: TLogProof.header.utf8)
        ? try TLogProof(parsing: bytes).note : try Note(parsing: bytes)
    }
    let checkpoint = try LogFailure.reading(file) { _ throws(LogError) in
      try Checkpoint(text: note.text)
    }
    var old = Old(path: path, note: note, checkpoint: checkpoint)
    if isFolder {
      do {
        old.log = try OldLog(folder: path, checkpoint: checkpoint)
      } catch let error as LogError {
        throw WorkflowError("verification.malformed", "\(path): \(error).")
      }
    }
    return old
  }

  /// What is about one ledger.
  func about(_ code: String) -> [Old] { olds.filter { $0.code == code } }
}
