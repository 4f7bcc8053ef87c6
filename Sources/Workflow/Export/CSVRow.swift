/// A row of comma-separated values (RFC 4180), without its end.
enum CSVRow {
  static func text(_ cells: [String]) -> String {
    cells.map(field).joined(separator: ",")
  }

  /// Prose as a cell: what a spreadsheet would run as a formula gets an apostrophe before it.
  static func defused(_ text: String?) -> String {
    guard let text, let first = text.unicodeScalars.first else { return "" }
    // Full-width forms are folded by some spreadsheets before they look for a formula.
    return "=+-@\t\r\n＝＋－＠".unicodeScalars.contains(first) ? "'" + text : text
  }

  private static func field(_ text: String) -> String {
    guard text.utf8.contains(where: { [0x22, 0x2c, 0x0a, 0x0d].contains($0) }) else { return text }
    var out = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" { out += "\"" }
      out.unicodeScalars.append(scalar)
    }
    return out + "\""
  }
}
