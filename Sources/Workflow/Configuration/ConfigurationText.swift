/// The part of TOML that `config.toml` uses: tables of strings, one key a line, and comments.
struct ConfigurationText {
  struct Entry: Equatable {
    let table: String
    let key: String
    let value: String
    let line: Int
  }

  private(set) var entries: [Entry] = []
  /// The table headers with their lines, in order.
  private(set) var tables: [(name: String, line: Int)] = []

  init(_ text: String) throws(ConfigurationError) {
    var table = ""
    var number = 0
    // Not `isNewline`: an editor counts these two as line ends, and nothing else.
    let isEnd = { (character: Character) in character == "\n" || character == "\r\n" }
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: isEnd) {
      number += 1
      var scanner = Scanner(rest: line, line: number)
      scanner.skipSpace()
      if scanner.atEnd { continue }
      if scanner.take("[") {
        table = try scanner.header()
        guard !tables.contains(where: { $0.name == table }) else {
          throw scanner.error("duplicate_table", "The table [\(table)] stands here a second time")
        }
        tables.append((table, number))
      } else {
        let (key, value) = try scanner.pair()
        guard !entries.contains(where: { $0.table == table && $0.key == key }) else {
          throw scanner.error("duplicate_key", "The key \(key) stands here a second time")
        }
        entries.append(Entry(table: table, key: key, value: value, line: number))
      }
    }
  }
}

private struct Scanner {
  var rest: Substring
  let line: Int

  /// Nothing more but a comment.
  var atEnd: Bool { rest.isEmpty || rest.first == "#" }

  mutating func skipSpace() {
    rest = rest.drop { $0 == " " || $0 == "\t" }
  }

  mutating func take(_ character: Character) -> Bool {
    guard rest.first == character else { return false }
    rest = rest.dropFirst()
    return true
  }

  mutating func header() throws(ConfigurationError) -> String {
    skipSpace()
    let name = try key()
    skipSpace()
    guard take("]") else {
      throw error("syntax", "A table header lacks its ]", hint: "Write it as: [\(name)]")
    }
    try end()
    return name
  }

  mutating func pair() throws(ConfigurationError) -> (String, String) {
    let key = try key()
    skipSpace()
    guard take("=") else {
      throw error("syntax", "No = after the key \(key)", hint: "Write it as: \(key) = \"value\"")
    }
    skipSpace()
    let value: String
    if take("\"") {
      value = try basicString()
    } else if take("'") {
      guard let close = rest.firstIndex(of: "'") else { throw unclosed("'") }
      value = String(rest[..<close])
      rest = rest[rest.index(after: close)...]
    } else {
      throw error(
        "syntax", "The value of \(key) is not a string in quotes",
        hint: "Write it as: \(key) = \"value\"")
    }
    try end()
    return (key, value)
  }

  private mutating func key() throws(ConfigurationError) -> String {
    if take("\"") { return try basicString() }
    let name = rest.prefix {
      $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-")
    }
    guard !name.isEmpty else {
      throw error(
        "syntax", "Not a key: \(rest)", hint: "A line is [table], key = \"value\" or a # comment.")
    }
    rest = rest.dropFirst(name.count)
    return String(name)
  }

  private mutating func basicString() throws(ConfigurationError) -> String {
    var value = ""
    while let character = rest.popFirst() {
      switch character {
      case "\"":
        return value
      case "\\":
        value.unicodeScalars.append(try escape())
      default:
        value.append(character)
      }
    }
    throw unclosed("\"")
  }

  private mutating func escape() throws(ConfigurationError) -> Unicode.Scalar {
    let plain: [Character: Unicode.Scalar] = [
      "\"": "\"", "\\": "\\", "n": "\n", "t": "\t", "r": "\r", "b": "\u{8}", "f": "\u{c}",
    ]
    let letter = rest.popFirst()
    if let letter, let scalar = plain[letter] { return scalar }
    let length = letter == "u" ? 4 : letter == "U" ? 8 : 0
    let digits = rest.prefix(length)
    if length > 0, digits.count == length, digits.allSatisfy(\.isHexDigit),
      let number = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(number)
    {
      rest = rest.dropFirst(length)
      return scalar
    }
    throw error(
      "syntax", "Not an escape: \\\(letter.map(String.init) ?? "")",
      hint: "Write \\\\ for a backslash, or put the value in single quotes.")
  }

  private mutating func end() throws(ConfigurationError) {
    skipSpace()
    guard atEnd else {
      throw error("syntax", "Unexpected text: \(rest)", hint: "One key and one value a line.")
    }
  }

  private func unclosed(_ quote: Character) -> ConfigurationError {
    error(
      "syntax", "A string lacks its closing \(quote)",
      hint: "A string must end on its own line.")
  }

  func error(_ code: String, _ message: String, hint: String? = nil) -> ConfigurationError {
    ConfigurationError(code, message, hint: hint, line: line)
  }
}
