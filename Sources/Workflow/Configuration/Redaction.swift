/// Takes passwords out of connection strings before they are shown.
enum Redaction {
  static func withoutPassword(_ connection: String) -> String {
    connection.hasPrefix("postgres://") || connection.hasPrefix("postgresql://")
      ? uri(connection) : conninfo(connection)
  }

  private static func uri(_ text: String) -> String {
    guard let scheme = text.firstRange(of: "://") else { return text }
    var result = text
    let authority = text[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" }
    if let at = authority.lastIndex(of: "@"), let colon = authority.firstIndex(of: ":"), colon < at
    {
      result.replaceSubrange(text.index(after: colon)..<at, with: "…")
    }
    for key in ["password=", "sslpassword="] {
      for separator in ["?", "&"] {
        guard let range = result.firstRange(of: separator + key) else { continue }
        let end = result[range.upperBound...].firstIndex(of: "&") ?? result.endIndex
        result.replaceSubrange(range.upperBound..<end, with: "…")
      }
    }
    return result
  }

  private static func conninfo(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let equals = rest.firstIndex(of: "=") {
      let key = rest[..<equals].filter { !$0.isWhitespace }
      result += rest[...equals]
      rest = rest[rest.index(after: equals)...]
      let space = rest.prefix(while: \.isWhitespace)
      result += space
      rest = rest.dropFirst(space.count)
      let value = takeValue(&rest)
      result += key == "password" || key == "sslpassword" ? "…" : value
    }
    return result + rest
  }

  private static func takeValue(_ rest: inout Substring) -> Substring {
    let start = rest.startIndex
    var index = start
    let quoted = rest.first == "'"
    if quoted { index = rest.index(after: index) }
    while index < rest.endIndex {
      let character = rest[index]
      if character == "\\" {
        index = rest.index(after: index)
        if index == rest.endIndex { break }
      } else if quoted ? character == "'" : character.isWhitespace {
        if quoted { index = rest.index(after: index) }
        break
      }
      index = rest.index(after: index)
    }
    let value = rest[start..<index]
    rest = rest[index...]
    return value
  }
}
