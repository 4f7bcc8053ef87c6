/// The program's texts in one language.
struct Catalogue: Sendable, Hashable {
  let language: Language

  static var ambient: Catalogue { Catalogue(language: .ambient) }

  /// The text, `{0}`, `{1}` … replaced by the arguments.
  func text(_ key: MessageKey, _ arguments: [String] = []) -> String {
    let template = language == .japanese ? Self.japanese(key) : Self.english(key)
    guard !arguments.isEmpty else { return template }
    var out = ""
    var rest = template[...]
    while let open = rest.firstIndex(of: "{") {
      out += rest[..<open]
      let after = rest.index(after: open)
      guard let close = rest[after...].firstIndex(of: "}"), let number = Int(rest[after..<close]),
        arguments.indices.contains(number)
      else {
        out.append("{")
        rest = rest[after...]
        continue
      }
      out += arguments[number]
      rest = rest[rest.index(after: close)...]
    }
    return out + rest
  }

  /// The families of codes that have words.
  enum Family: String, Sendable, CaseIterable {
    case status, position, stand, counts, objection, role, level, instrument, inbox, blocker,
      silence
    case nationalStatus = "national_status"
  }

  /// A code in words; a code without words stands for itself.
  func label(_ family: Family, _ code: String?) -> String {
    guard let code else { return "" }
    return MessageKey(rawValue: "\(family.rawValue).\(code)").map { text($0) } ?? code
  }

  /// The sentence of an error code for a reader of another language than English.
  func gloss(ofError code: String) -> String? {
    guard language != .english else { return nil }
    let family = code.split(separator: ".").first.map(String.init) ?? code
    let key = MessageKey(rawValue: "error.\(code)") ?? MessageKey(rawValue: "error.\(family)")
    return key.map { text($0) }
  }
}
