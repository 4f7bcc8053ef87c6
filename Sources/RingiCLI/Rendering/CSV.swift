import Deliberation

/// RFC 4180, with CRLF, in UTF-8 without a byte order mark.
enum CSV {
  static func row(_ cells: [String]) -> String {
    cells.map(field).joined(separator: ",") + "\r\n"
  }

  /// A JSON value as a cell. What a spreadsheet would run as a formula gets an apostrophe before
  /// it; numbers are no strings and stay as they are.
  static func cell(_ value: JSON?) -> String {
    switch value {
    case nil, .null?: ""
    case .string(let text)?: defused(text)
    case .some(let other): other.text
    }
  }

  private static func defused(_ text: String) -> String {
    // Full-width forms are folded by some spreadsheets before they look for a formula.
    guard let first = text.unicodeScalars.first, "=+-@\t\r\n＝＋－＠".unicodeScalars.contains(first)
    else { return text }
    return "'" + text
  }

  private static func field(_ text: String) -> String {
    guard text.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else { return text }
    var out = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" { out += "\"" }
      out.unicodeScalars.append(scalar)
    }
    return out + "\""
  }
}
