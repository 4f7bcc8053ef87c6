import EventStore
import TransparencyLog

/// Signs heads of one ledger with the operator's key, and never two that contradict each other.
///
/// Beside the key it keeps the last note that it signed. A database that was put back to an earlier
/// state, or rewritten, therefore finds no signature here: only who holds the key file itself could
/// fork the log.
struct CheckpointSigner {
  let ledger: Ledger
  let origin: String
  private let key: SignerKey
  private let keyFile: String

  init(ledger: Ledger, keyFile: String) async throws {
    guard let text = try Files.read(keyFile) else {
      throw WorkflowError(
        "checkpoint.key", "The key of \(ledger.code) is not here: there is no \(keyFile).",
        hint: "Only the ledger's operator signs; anybody may print the latest with --latest.")
    }
    let signer = try SignerKey(String(text.prefix { $0 != "\n" }))
    let named = try await ledger.logKey()
    guard signer.verifier == named.key else {
      throw WorkflowError(
        "checkpoint.key", "\(keyFile) is not the key that the first event of \(ledger.code) names.")
    }
    self.ledger = ledger
    self.keyFile = keyFile
    key = signer
    origin = named.origin
  }

  private var signedFile: String { keyFile + ".signed" }

  /// Signs the present head, or gives the note again where it was signed before.
  func sign() async throws -> Note {
    let lock = try FileLock(keyFile + ".lock", limit: .seconds(60))
    defer { withExtendedLifetime(lock) {} }
    let head = try await ledger.head()
    // Whatever is signed must survive a crash of the server.
    try await ledger.settle()
    try await ledger.growTree()
    let size = UInt64(head.position + 1)
    let last = try await lastSigned()
    let tree = try await extend(last?.checkpoint, to: size)
    let checkpoint = try Checkpoint(origin: origin, size: size, root: tree.root)
    var note = try checkpoint.signed(by: key)
    if let last, last.checkpoint.size == size { note = last.note }
    try Files.write(note.encoded, to: signedFile, mode: 0o600)
    try await ledger.store(checkpoint, note: note)
    return note
  }

  /// The largest head that was ever signed here or that the database holds under our signature.
  private func lastSigned() async throws -> (checkpoint: Checkpoint, note: Note)? {
    var texts = try await ledger.checkpoints(latest: 1).map(\.text)
    if let text = try Files.read(signedFile) { texts.append(text) }
    var largest: (checkpoint: Checkpoint, note: Note)?
    for text in texts {
      let note = try Note(parsing: Array(text.utf8))
      do {
        _ = try note.verify(with: [key.verifier])
      } catch {
        throw refusal("a checkpoint that is stored for it was not signed with its key")
      }
      let checkpoint = try Checkpoint(text: note.text)
      if let known = largest {
        guard known.checkpoint.size != checkpoint.size || known.checkpoint == checkpoint else {
          throw refusal("two roots were signed for size \(checkpoint.size)")
        }
        if known.checkpoint.size > checkpoint.size { continue }
      }
      largest = (checkpoint, note)
    }
    return largest
  }

  /// Goes on from the signed tree with the entries as they are now, each hashed anew.
  private func extend(_ last: Checkpoint?, to size: UInt64) async throws -> MerkleTree {
    var tree = MerkleTree()
    if let last {
      guard size >= last.size else {
        throw refusal(
          "it ends before position \(size), but a checkpoint of size \(last.size) was signed: it was put back"
        )
      }
      tree = try await ledger.tree(size: last.size)
      guard tree.root == last.root else {
        throw refusal("its first \(last.size) entries are no longer those that were signed")
      }
    }
    try await ledger.eachEvent(from: Int(tree.size), upTo: Int(size) - 1) { stored in
      let leaf = Digest.leaf(stored.entry.bytes)
      guard UInt64(stored.position) == tree.size, leaf.bytes == stored.leafHash else {
        throw refusal("position \(tree.size) is not what was recorded")
      }
      tree.append(leaf)
    }
    guard tree.size == size, try await ledger.root(size: size) == tree.root else {
      throw refusal("its stored tree does not lead to the root of its entries")
    }
    return tree
  }

  private func refusal(_ reason: String) -> WorkflowError {
    WorkflowError(
      "verification.checkpoint", "The head of \(ledger.code) is not signed: \(reason).",
      hint: "Run `ringi audit verify --ledger \(ledger.code)`.")
  }
}
