/// What a human rendering may know of the place it is printed in.
struct Screen: Sendable {
  /// Columns to fit; `nil` in a pipe.
  var width: Int?
  var isTerminal: Bool
  var paint: Paint
  var language: Language
  /// Microseconds since 1970.
  var now: Int64

  var catalogue: Catalogue { Catalogue(language: language) }

  func text(_ key: MessageKey, _ arguments: String...) -> String {
    catalogue.text(key, arguments)
  }

  /// A time as this place shows it: relative on a terminal, as given in a pipe.
  func time(_ rfc3339: String?) -> String? {
    guard let rfc3339, isTerminal, let time = RFC3339(rfc3339)?.instant else { return rfc3339 }
    return RelativeTime(catalogue: catalogue).text(time, now: now)
  }

  func render(_ table: Table) -> String { table.rendered(width: width, paint: paint) }
  func render(_ sheet: Sheet) -> String { sheet.rendered(width: width, paint: paint) }

  /// Prose as it may be shown here, wrapped on a terminal.
  func prose(_ text: String, indent: Int = 0) -> String {
    let margin = String(repeating: " ", count: indent)
    let safe = SafeText.block(text)
    let lines =
      width.map { Wrap.lines(safe, width: min($0, 100) - indent) }
      ?? safe.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    return lines.map { $0.isEmpty ? "\n" : margin + $0 + "\n" }.joined()
  }
}
