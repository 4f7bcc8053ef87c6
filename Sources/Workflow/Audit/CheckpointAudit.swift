import Deliberation
import TransparencyLog

/// Holds signed heads, stored and kept elsewhere, against a recomputed ledger.
struct CheckpointAudit {
  let origin: String
  let key: VerifierKey?
  let policy: WitnessPolicy?
  /// How many entries were recomputed: all of them, unless the question was about the past.
  let audited: Int
  /// How many there are.
  let size: Int

  private(set) var findings: [Finding] = []
  private(set) var latest = JSON.null
  // Sizes at which a signed root is the recomputed one.
  private var agreed: Set<Int> = [0]
  private var counted: UInt64?

  init(origin: String, key: VerifierKey?, policy: WitnessPolicy?, audited: Int, size: Int) {
    self.origin = origin
    self.key = key
    self.policy = policy
    self.audited = audited
    self.size = size
  }

  private mutating func report(
    _ position: Int, _ kind: Finding.Kind, _ code: String, _ message: String
  ) {
    findings.append(
      Finding(position: position, eventID: nil, kind: kind, code: code, message: message))
  }

  /// Whether the policy speaks of this ledger at all.
  private var policyLog: VerifierKey? {
    policy?.logs.map(\.key).first { $0.name == origin }
  }

  /// Judges the stored checkpoints, smallest first.
  mutating func judge(_ stored: [StoredCheckpoint], _ audit: LedgerAudit) {
    var isForked = false
    for checkpoint in stored where checkpoint.size <= UInt64(audited) || audited == size {
      let at = Int(checkpoint.size) - 1
      guard let note = try? checkpoint.note(), let read = try? Checkpoint(text: note.text) else {
        report(
          at, .checkpointMismatch, "malformed",
          "the stored checkpoint of size \(checkpoint.size) cannot be read")
        continue
      }
      guard isSigned(note) else {
        report(
          at, .signatureBad, "checkpoint",
          "the stored checkpoint of size \(checkpoint.size) is not signed with the ledger's key")
        continue
      }
      guard read.size == checkpoint.size, read.root.bytes == checkpoint.root, read.origin == origin
      else {
        report(
          at, .checkpointMismatch, "row",
          "the stored checkpoint of size \(checkpoint.size) is filed under another size, root or origin"
        )
        continue
      }
      let witnesses = witnesses(note, at)
      if witnesses.counts == true { counted = read.size }
      if read.size > UInt64(size) { continue }  // reported as rolled back
      if let root = audit.roots[Int(read.size)], root == read.root {
        agreed.insert(Int(read.size))
      } else if !isForked {
        // One is enough: every later one contains the same difference.
        isForked = true
        mismatch(read, "the checkpoint of size \(read.size) that the database holds", audit)
      }
      latest = [
        "size": .int(Int64(read.size)), "root": .string(read.root.hex),
        "origin": .string(read.origin), "witnesses": JSON(witnesses.names),
        "counts": JSON(witnesses.counts), "counted_size": .null,
      ]
    }
    guard var object = latest.object else { return }
    object["counted_size"] = counted.map { .int(Int64($0)) } ?? .null
    latest = .object(object)
    if policyLog != nil, policy?.quorum != nil, counted == nil {
      report(
        max(0, (object["size"]?.int ?? 0) - 1), .signatureBad, "unwitnessed",
        "no stored checkpoint was cosigned by the witnesses that the policy asks for")
    }
  }

  private func isSigned(_ note: Note) -> Bool {
    let keys = [key, policyLog].compactMap { $0 }
    return !keys.isEmpty && keys.allSatisfy { (try? note.verify(with: [$0])) != nil }
  }

  /// The witnesses of the policy that cosigned, and whether they are enough; without a policy
  /// nobody's signature is known.
  private mutating func witnesses(_ note: Note, _ at: Int) -> (names: [String], counts: Bool?) {
    guard let policy, policyLog != nil else { return ([], nil) }
    do {
      let verification = try policy.verify(note)
      return (verification.cosignatures.map(\.key.name), verification.isWitnessed)
    } catch {
      report(at, .signatureBad, "cosignature", "\(error)")
      return ([], false)
    }
  }

  /// Judges a checkpoint that was kept elsewhere; its signature first, since anybody can write a
  /// text.
  mutating func judge(_ old: AuditEvidence.Old, _ audit: LedgerAudit) {
    let checkpoint = old.checkpoint
    let at = max(0, Int(clamping: checkpoint.size) - 1)
    guard checkpoint.origin == origin else {
      report(
        0, .checkpointMismatch, "origin",
        "\(old.path) is of the log \(checkpoint.origin); this one is \(origin)")
      return
    }
    guard isSigned(old.note) else {
      report(
        at, .signatureBad, "old",
        "\(old.path) is not signed with the key that the ledger's first event names")
      return
    }
    if policyLog != nil { _ = witnesses(old.note, at) }
    guard checkpoint.size <= UInt64(size) else {
      report(
        size, .missing, "rolled_back",
        "\(old.path) was signed when there were \(checkpoint.size) entries; positions \(size) to \(checkpoint.size - 1) are gone"
      )
      return
    }
    // The question was about a past before this checkpoint.
    guard checkpoint.size <= UInt64(audited) else { return }
    if let root = audit.roots[Int(checkpoint.size)], root == checkpoint.root {
      agreed.insert(Int(checkpoint.size))
    } else if old.log?.divergence == nil {
      mismatch(checkpoint, old.path, audit)
    }
  }

  private mutating func mismatch(_ checkpoint: Checkpoint, _ source: String, _ audit: LedgerAudit) {
    let size = Int(checkpoint.size)
    let from = agreed.filter { $0 < size }.max() ?? 0
    let known = audit.findings.map(\.position).filter { (from..<size).contains($0) }.min()
    if let known {
      report(
        known, .checkpointMismatch, "root",
        "\(source) has another root: the history changed at position \(known) or elsewhere up to \(size - 1)"
      )
    } else {
      report(
        from, .checkpointMismatch, "forked",
        "\(source) was signed with the ledger's key over another history: positions \(from) to \(size - 1) were rewritten somewhere"
      )
    }
  }

  /// Names the position at which the present log leaves one that was kept whole.
  mutating func divergence(
    at position: Int, from old: inout OldLog, path: String, present: [String], _ audit: LedgerAudit
  ) {
    guard !audit.findings.contains(where: { $0.position == position }) else { return }
    let was = (0...1).map { old.eventID(at: position + $0) }
    let now = (0...1).map { $0 < present.count ? present[$0] : nil }
    let told: (Finding.Kind, String, String) =
      if was[0] == now[0] {
        (.entryAltered, "rewritten", "the event is recorded otherwise than it was")
      } else if was[1] != nil, was[1] == now[0], was[0] == now[1] {
        (.reordered, "swapped", "it changed places with the next event")
      } else if was[1] != nil, was[1] == now[0] {
        (.missing, "removed", "the event that stood here was taken out and the rest moved up")
      } else if was[0] != nil, was[0] == now[1] {
        (.reordered, "inserted", "an event was put in here and the rest moved down")
      } else {
        (.checkpointMismatch, "forked", "from here on it is another history")
      }
    report(position, told.0, told.1, "compared with \(path): \(told.2)")
  }
}
