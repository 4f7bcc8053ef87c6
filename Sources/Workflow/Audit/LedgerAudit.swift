import Deliberation
import EventStore
import FoundationEssentials
import TransparencyLog

/// Recomputes a ledger, event by event, in bounded memory: commitments, entries, leaves, roots,
/// order, signatures, and what the rules would have admitted.
struct LedgerAudit {
  /// What to hold the history against.
  struct Scope {
    var hashes = true
    var rules = true
    /// The sizes at which somebody signed a root.
    var sizes: Set<Int> = []
  }

  private(set) var findings: [Finding] = []
  private(set) var notes: [(position: Int, kind: String)] = []
  private(set) var tree = MerkleTree()
  /// The roots at the sizes asked for, as far as nothing is missing before them.
  private(set) var roots: [Int: Digest] = [:]
  /// The facts of the first event, which name the log's key.
  private(set) var opening: JSON?
  private(set) var entries = 0
  private(set) var payloads = 0
  private(set) var payloadsAbsent = 0
  private(set) var signatures = 0
  private(set) var rulesChecked = 0
  /// What crosses between ledgers; one account over all that are audited together.
  var crossings = CrossingAudit()
  var government: String? { state.kind == .national ? state.government : nil }
  /// Exports that somebody kept.
  var oldLogs: [OldLog] = []

  private let scope: Scope
  private var state = LedgerState()
  private var next = 0
  private var lastRecorded = Int64.min
  private var versions: [String: Int] = [:]

  init(_ scope: Scope) throws {
    self.scope = scope
    state.zones = try Zones.known()
    if scope.sizes.contains(0) { roots[0] = .emptyRoot }
  }

  mutating func take(_ stored: StoredEvent) {
    checkOrder(stored)
    if scope.hashes {
      checkBytes(stored)
    } else if let leaf = Digest(stored.leafHash) {
      tree.append(leaf)
    }
    if scope.rules { checkRules(stored) }
  }

  mutating func add(_ more: [Finding]) {
    findings += more
    findings.sort { $0.position < $1.position }
  }

  private mutating func report(
    _ stored: StoredEvent, _ kind: Finding.Kind, _ code: String, _ message: String
  ) {
    findings.append(
      Finding(
        position: stored.position, eventID: stored.entry.eventID.text, kind: kind, code: code,
        message: message))
  }

  private mutating func checkBytes(_ stored: StoredEvent) {
    entries += 1
    let entry = stored.entry
    let leaf = Digest.leaf(entry.bytes)
    if leaf.bytes != stored.leafHash {
      report(stored, .entryAltered, "leaf", "the entry does not hash to its leaf")
    }
    for index in oldLogs.indices { oldLogs[index].compare(stored.position, leaf) }
    // The tree is over what was recorded: an altered entry is named once and does not spoil every
    // later root.
    tree.append(Digest(stored.leafHash) ?? leaf)
    if Int(tree.size) == next, scope.sizes.contains(next) { roots[next] = tree.root }
    checkSignature(stored)
    checkPayload(stored)
  }

  private mutating func checkPayload(_ stored: StoredEvent) {
    let entry = stored.entry
    if let facts = stored.facts, let salt = stored.factsSalt {
      payloads += 1
      if Entry.commitment(salt: salt, bytes: facts) != entry.factsCommitment {
        report(
          stored, .payloadAltered, "facts", "the facts are not those that the entry commits to")
      }
      if entry.position == 0 { opening = try? JSON(parsing: facts) }
    } else {
      payloadsAbsent += 1
      report(stored, .missing, "facts", "the facts are gone; only text can be expunged")
    }
    switch (stored.text, entry.textCommitment) {
    case (let text?, let commitment?):
      if Entry.commitment(salt: stored.textSalt ?? [], bytes: text) != commitment {
        report(stored, .payloadAltered, "text", "the text is not that which the entry commits to")
      }
    case (nil, .some):
      payloadsAbsent += 1
      notes.append((stored.position, "unreplayable"))
    case (.some, nil):
      report(stored, .payloadAltered, "text", "there is a text that the entry does not commit to")
    case (nil, nil): break
    }
  }

  /// An official's signature covers the lines that the client knew.
  private mutating func checkSignature(_ stored: StoredEvent) {
    guard let file = stored.entry.signature else { return }
    let unknown = ["position ", "recorded ", "signature "]
    let text = String(decoding: stored.entry.bytes, as: UTF8.self)
    let lines = text.split(separator: "\n").filter { line in
      !unknown.contains { line.hasPrefix($0) }
    }
    let message = lines.map { $0 + "\n" }.joined()
    do throws(LogError) {
      try SSHSignature(armored: file).verify(message: Array(message.utf8), namespace: "ringi-event")
      signatures += 1
    } catch {
      report(stored, .signatureBad, "event", "\(error)")
    }
  }

  private mutating func checkOrder(_ stored: StoredEvent) {
    let entry = stored.entry
    if entry.position > next {
      let gone =
        entry.position - next == 1
        ? "position \(next) is" : "positions \(next) to \(entry.position - 1) are"
      findings.append(
        Finding(
          position: next, eventID: nil, kind: .missing, code: "position", message: "\(gone) missing"
        ))
    }
    next = entry.position + 1
    if entry.recordedAt <= lastRecorded {
      report(stored, .reordered, "recorded_at", "it was recorded no later than the event before it")
    }
    lastRecorded = entry.recordedAt
    let expected = (versions[entry.stream] ?? 0) + 1
    if entry.version != expected {
      report(
        stored, entry.version > expected ? .missing : .reordered, "version",
        "version \(expected) of \(entry.stream) was expected, not \(entry.version)")
    }
    versions[entry.stream] = entry.version
  }

  private mutating func checkRules(_ stored: StoredEvent) {
    do {
      let record = try EventRecord(stored)
      rulesChecked += 1
      do {
        try state.admit(record)
      } catch {
        report(stored, .inadmissible, error.code, error.message)
      }
      state.evolve(record)
      crossings.take(stored, record, in: state)
    } catch {
      report(stored, .inadmissible, "event.unknown", error.message)
    }
  }

  func json(code: String, checkpoint: JSON) -> JSON {
    [
      "ledger": .string(code), "size": .int(Int64(next)), "root": .string(tree.root.hex),
      "checkpoint": checkpoint,
      "checked": [
        "entries": .int(Int64(entries)), "payloads": .int(Int64(payloads)),
        "payloads_absent": .int(Int64(payloadsAbsent)), "signatures": .int(Int64(signatures)),
        "rules": .int(Int64(rulesChecked)),
      ],
      "findings": .array(findings.map(\.json)),
      "notes": .array(
        notes.map { ["position": .int(Int64($0.position)), "kind": .string($0.kind)] }),
    ]
  }
}
