import Deliberation
import EventStore

/// What an offline proof carries beside the path: the entry, and as much of its payload as its
/// holder chose to show.
struct Disclosure {
  static let format = "ringi.disclosure/1"

  var entry: [UInt8]
  var facts: Part?
  var text: Part?

  struct Part {
    var bytes: [UInt8]
    var salt: [UInt8]

    var commitment: String { Hex.text(Entry.commitment(salt: salt, bytes: bytes)) }
  }

  init(entry: [UInt8]) { self.entry = entry }

  /// Reads `extra`; nil where another program wrote it.
  init?(parsing extra: [UInt8]) {
    guard let json = try? JSON(parsing: extra), json["format"]?.string == Self.format,
      let entry = json["entry"]?.string
    else { return nil }
    self.entry = Array(entry.utf8)
    facts = Self.part(json, "facts")
    text = Self.part(json, "text")
  }

  private static func part(_ json: JSON, _ name: String) -> Part? {
    guard let bytes = json[name]?.string, let salt = json["\(name)_salt"]?.string.flatMap(unhex)
    else { return nil }
    return Part(bytes: Array(bytes.utf8), salt: salt)
  }

  private static func unhex(_ text: String) -> [UInt8]? {
    let digits = text.utf8.map { Character(UnicodeScalar($0)).hexDigitValue }
    guard digits.count.isMultiple(of: 2), !digits.contains(nil) else { return nil }
    let values = digits.compactMap(\.self)
    return stride(from: 0, to: values.count, by: 2).map { UInt8(values[$0] << 4 | values[$0 + 1]) }
  }

  /// Canonical JSON.
  var encoded: [UInt8] {
    var object: JSONObject = [
      "format": .string(Self.format), "entry": .string(String(decoding: entry, as: UTF8.self)),
    ]
    for (name, part) in [("facts", facts), ("text", text)] {
      guard let part else { continue }
      object[name] = .string(String(decoding: part.bytes, as: UTF8.self))
      object["\(name)_salt"] = .string(Hex.text(part.salt))
    }
    return JSON.object(object).canonical
  }

  /// What is disclosed and is not what the entry commits to.
  var contradiction: String? {
    let lines = EntryText(entry)
    for (name, part) in [("facts", facts), ("text", text)] {
      if let part, part.commitment != lines.commitment(name) {
        return "the disclosed \(name) is not what the entry commits to"
      }
    }
    return nil
  }
}
