/// One thing: its names to the left, its values to the right.
struct Sheet: Sendable {
  private struct Entry {
    var label: String
    var value: String
    var style: Style
  }

  private var entries: [Entry] = []

  init() {}

  /// Adds a line; `nil` adds none.
  mutating func add(_ label: String, _ value: String?, _ style: Style = .plain) {
    guard let value else { return }
    entries.append(
      Entry(label: SafeText.line(label), value: SafeText.block(value), style: style))
  }

  func rendered(width: Int?, paint: Paint) -> String {
    let column = (entries.map { DisplayWidth.of($0.label) }.max() ?? 0) + 2
    let room = width.map { max(10, $0 - column) }
    var out = ""
    for entry in entries {
      let lines =
        room.map { Wrap.lines(entry.value, width: $0) }
        ?? entry.value.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      for (index, line) in lines.enumerated() {
        let label = index == 0 ? entry.label : ""
        let room = String(repeating: " ", count: column - DisplayWidth.of(label))
        out +=
          line.isEmpty && label.isEmpty
          ? "\n" : paint(.dim, label) + (line.isEmpty ? "" : room) + paint(entry.style, line) + "\n"
      }
    }
    return out
  }
}
