@testable import TransparencyLog

enum NoteVectors {
  private struct File: Decodable {
    var cases: [Case]
    var invalidUtf8NoteHex: String
    var vkeysValid: [String]
    var vkeysInvalid: [String]
    var signing: [Signing]
  }

  private struct Case: Decodable {
    var name: String
    var note: String
    var vkeys: [String]
    var ok: Bool
    var verified: [String]?
  }

  private struct Signing: Decodable {
    var skey: String
    var text: String
    var note: String
  }

  static func run(_ tally: inout Tally) throws {
    let vectors = try SharedFolder.decode(File.self, "signed-note.json")
    for vector in vectors.cases {
      let keys = try vector.vkeys.map { text throws(LogError) in try VerifierKey(text) }
      if vector.ok {
        tally.accepts(vector.name) {
          let note = try Note(parsing: vector.note.utf8)
          let names = try note.verify(with: keys).map(\.key.name)
          guard names == vector.verified ?? [], note.encoded == vector.note else {
            throw LogError.unsigned("verified \(names)")
          }
        }
      } else {
        tally.refuses(vector.name) {
          _ = try Note(parsing: vector.note.utf8).verify(with: keys)
        }
      }
    }
    let invalid = Hex.decode(vectors.invalidUtf8NoteHex.utf8) ?? []
    tally.check(!invalid.isEmpty, "the invalid note is there")
    tally.refuses("invalid UTF-8") { _ = try Note(parsing: invalid) }
    for text in vectors.vkeysValid {
      tally.accepts(text) {
        guard try VerifierKey(text).description == text else { throw LogError.limit("changed") }
      }
    }
    for text in vectors.vkeysInvalid {
      tally.refuses(text) { _ = try VerifierKey(text) }
    }
    for vector in vectors.signing {
      tally.accepts("signing") {
        let key = try SignerKey(vector.skey)
        let signature = try key.sign(text: vector.text)
        let note = try Note(text: vector.text, signatures: [signature])
        guard note.encoded == vector.note, key.encoded == vector.skey else {
          throw LogError.unsigned("another signature")
        }
      }
    }
  }
}
