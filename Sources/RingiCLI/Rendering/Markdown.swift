import Deliberation

/// Tables of GitHub-flavoured Markdown in which data stays data.
enum Markdown {
  static func table(_ titles: [String], _ rows: [[String]]) -> String {
    let head = line(titles) + line(titles.map { _ in "---" }, escapes: false)
    return head + rows.map { line($0) }.joined()
  }

  static func cell(_ value: JSON?) -> String {
    switch value {
    case nil, .null?: ""
    case .string(let text)?: text
    case .some(let other): other.text
    }
  }

  private static func line(_ cells: [String], escapes: Bool = true) -> String {
    "| " + cells.map { escapes ? escaped($0) : $0 }.joined(separator: " | ") + " |\n"
  }

  private static func escaped(_ text: String) -> String {
    var out = ""
    for scalar in SafeText.block(text).unicodeScalars {
      switch scalar {
      case "\n": out += "<br>"
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "|", "\\", "`", "*", "[", "]":
        out += "\\"
        out.unicodeScalars.append(scalar)
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
