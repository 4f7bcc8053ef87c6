import Testing

@testable import TransparencyLog

@Suite struct NoteTests {
  private let key: SignerKey
  private let other: SignerKey
  private let text = "稟議の台帳\nsandbox\n"

  init() throws {
    key = try SignerKey(name: "epcc.example/ringi/EPCC", seed: Array(repeating: 1, count: 32))
    other = try SignerKey(name: "other.example", seed: Array(repeating: 2, count: 32))
  }

  @Test func signedNotesVerifyAndKeepEveryByte() throws {
    var note = try Note(text: text, signatures: [try key.sign(text: text)])
    note.add(try other.sign(text: text))
    note.add(try other.sign(text: text))
    let read = try Note(parsing: note.encoded.utf8)
    #expect(read == note)
    #expect(read.encoded == note.encoded)
    #expect(try read.verify(with: [key.verifier, other.verifier]).count == 2)
    #expect(try read.verify(with: [other.verifier]).map(\.key) == [other.verifier])
    #expect(throws: LogError.unsigned("no trusted key signed the note")) {
      try read.verify(with: [])
    }
  }

  @Test func oneWrongSignatureOfAKnownKeyRejectsTheWholeNote() throws {
    let forged = NoteSignature(
      keyName: other.verifier.name, keyID: other.verifier.keyID,
      signature: Array(repeating: 0, count: 64))
    let note = try Note(text: text, signatures: [try key.sign(text: text), forged])
    #expect(throws: LogError.badSignature(key: "other.example")) {
      try note.verify(with: [key.verifier, other.verifier])
    }
    #expect(try note.verify(with: [key.verifier]).count == 1)
    let both = try Note(
      text: text, signatures: [try other.sign(text: text), forged, try key.sign(text: text)])
    #expect(throws: LogError.self) { try both.verify(with: [other.verifier]) }
  }

  @Test func namesAreComparedByteByByte() throws {
    // A composed and a decomposed spelling, which Swift's == takes for the same text.
    let composed = try SignerKey(name: "caf\u{e9}", seed: Array(repeating: 3, count: 32))
    let line = NoteSignature(
      keyName: "cafe\u{301}", keyID: composed.verifier.keyID,
      signature: try composed.sign(text: text).signature)
    let note = try Note(text: text, signatures: [line])
    #expect(throws: LogError.unsigned("no trusted key signed the note")) {
      try note.verify(with: [composed.verifier])
    }
  }

  @Test(arguments: [
    "", "\n", "\n\n", "text\n", "text\n\n", "text\n\n— a AAAAAAA=", "text\n— a AAAAAAA=\n",
    "text\n\n- a AAAAAAA=\n", "text\n\n— a AAAAAA==\n", "text\n\n— a  AAAAAAA=\n",
    "text\n\n— a\u{3000}b AAAAAAA=\n", "text\n\n— a+b AAAAAAA=\n", "text\n\n—  AAAAAAA=\n",
    "text\n\n— a AAAAAAA\n", "te\txt\n\n— a AAAAAAA=\n", "text\r\n\n— a AAAAAAA=\n",
    "text\n\n— a AAAAAAA= \n", "text\n\n— a AAAA AAA=\n",
  ])
  func malformedNotesAreRefused(text: String) {
    #expect(throws: LogError.self) { try Note(parsing: text.utf8) }
  }

  @Test func limitsAreThoseOfGo() throws {
    let line = try key.sign(text: text).line
    let many = text + "\n" + String(repeating: line, count: 100)
    #expect(try Note(parsing: many.utf8).signatures.count == 100)
    #expect(throws: LogError.self) { try Note(parsing: (many + line).utf8) }
    let long = String(repeating: "x", count: 1_000_000) + "\n\n" + line
    #expect(throws: LogError.self) { try Note(parsing: long.utf8) }
  }

  @Test func keysReadTheirOwnTextOnly() throws {
    let made = try SignerKey.generate(name: "ledger.example", type: .cosignature)
    let read = try SignerKey(made.encoded)
    #expect(read.verifier == made.verifier)
    #expect(try VerifierKey(made.verifier.description) == made.verifier)
    #expect(made.verifier.description.hasPrefix("ledger.example+"))
    #expect(throws: LogError.self) { try SignerKey(made.verifier.description) }
    #expect(throws: LogError.self) { try SignerKey(made.encoded + "\n") }
    #expect(throws: LogError.self) { try VerifierKey("x" + made.verifier.description) }
    #expect(throws: LogError.self) { try made.sign(text: text) }
    #expect(throws: LogError.self) { try SignerKey(name: "a b", seed: made.verifier.publicKey) }
    #expect(throws: LogError.self) { try SignerKey(name: "a", seed: [1, 2, 3]) }
  }
}
