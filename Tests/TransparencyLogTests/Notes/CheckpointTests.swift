import Testing

@testable import TransparencyLog

@Suite struct CheckpointTests {
  private static let root = Digest(hashing: Array("根".utf8))

  @Test func textGoesRoundWithItsExtensions() throws {
    let checkpoint = try Checkpoint(
      origin: "registry.example/ringi/EPCC", size: .max, root: Self.root,
      extensions: ["拡張 one", "two"])
    #expect(try Checkpoint(text: checkpoint.text) == checkpoint)
    #expect(checkpoint.text.hasPrefix("registry.example/ringi/EPCC\n18446744073709551615\n"))
  }

  @Test(arguments: [
    "", "a\n", "a\n1\n", "a\n1\nR", "\n1\nR\n", "a\n01\nR\n", "a\n+1\nR\n", "a\n-1\nR\n",
    "a\n\nR\n",
    "a\n18446744073709551616\nR\n", "a\n1 \nR\n", "a\n1\n R\n", "a\n1\nR\n\n", "a\n1\nR\nx",
    "a\n1\nR\n\nx\n", "a\n1\nAAAA\n", "a\n0\nR\n", "a\n１\nR\n",
  ])
  func onlyOneSpellingIsRead(pattern: String) {
    let text = pattern.split(separator: "R", omittingEmptySubsequences: false)
      .joined(separator: Self.root.base64)
    #expect(throws: LogError.self) { try Checkpoint(text: text) }
  }

  @Test func anEmptyTreeHasTheRootOfNothing() throws {
    #expect(try Checkpoint(origin: "a", size: 0, root: .emptyRoot).size == 0)
    #expect(throws: LogError.self) { try Checkpoint(origin: "a", size: 0, root: Self.root) }
    #expect(throws: LogError.self) { try Checkpoint(origin: "a\nb", size: 1, root: Self.root) }
    #expect(throws: LogError.self) { try Checkpoint(origin: "", size: 1, root: Self.root) }
  }

  @Test func cosignaturesCoverTimeAndText() throws {
    let witness = try SignerKey(
      name: "witness.example.jp", type: .cosignature, seed: Array(repeating: 9, count: 32))
    let text = try Checkpoint(origin: "a", size: 7, root: Self.root).text
    let made = try Cosignature(signing: text, with: witness, at: 1_795_000_000)
    #expect(made.isValid(for: text))
    #expect(!made.isValid(for: text.replacing("7", with: "8")))
    let note = try Note(text: text, signatures: [made.noteSignature])
    #expect(try note.verify(with: [witness.verifier]).compactMap(Cosignature.init(_:)) == [made])
    var blob = made.noteSignature.signature
    blob[7] ^= 1
    let moved = NoteSignature(
      keyName: witness.verifier.name, keyID: witness.verifier.keyID, signature: blob)
    #expect(throws: LogError.badSignature(key: "witness.example.jp")) {
      try Note(text: text, signatures: [moved]).verify(with: [witness.verifier])
    }
    // A cosignature is made for checkpoints: other notes are not signed.
    #expect(throws: LogError.self) {
      try Cosignature(signing: "other\ntext\n", with: witness, at: 1)
    }
    #expect(throws: LogError.self) {
      try Cosignature(signing: text, with: witness, at: UInt64(Int64.max) + 1)
    }
  }
}
