/// Columns without boxes, aligned by what characters take on the screen.
struct Table: Sendable {
  struct Column: Sendable {
    var title: String
    var alignment = Alignment.left
    /// Whether the column gives way when the table does not fit, and how far.
    var shrinksTo: Int?
    /// Whether a cell that does not fit continues below instead of ending in "…".
    var wraps = false

    init(
      _ title: String, alignment: Alignment = .left, shrinksTo: Int? = nil, wraps: Bool = false
    ) {
      self.title = title
      self.alignment = alignment
      self.shrinksTo = shrinksTo
      self.wraps = wraps
    }
  }

  struct Cell: Sendable, ExpressibleByStringInterpolation {
    var text: String
    var style: Style

    init(_ text: String?, _ style: Style = .plain) {
      self.text = SafeText.line(text ?? "")
      self.style = style
    }

    init(stringLiteral value: String) { self.init(value) }
  }

  let columns: [Column]
  private(set) var rows: [[Cell]] = []
  private static let gap = 2

  init(_ columns: [Column]) { self.columns = columns }

  /// Adds a row; cells that are missing at its end are empty.
  mutating func append(_ cells: [Cell]) {
    let missing = repeatElement(Cell(""), count: max(0, columns.count - cells.count))
    rows.append(Array(cells.prefix(columns.count)) + missing)
  }

  /// - Parameter width: columns to fit, `nil` for as many as it takes.
  func rendered(width: Int?, paint: Paint) -> String {
    guard let widths = widths(fitting: width) else {
      return stacked(width: width ?? 80, paint: paint)
    }
    var out = ""
    let header = columns.map { Cell($0.title.uppercased(), .heading) }
    for cells in [header] + rows { out += lines(cells, widths: widths, paint: paint) }
    return out
  }

  /// The width of each column, `nil` where they do not fit even at their smallest.
  private func widths(fitting width: Int?) -> [Int]? {
    var widths = columns.indices.map { index in
      rows.reduce(DisplayWidth.of(columns[index].title)) {
        max($0, DisplayWidth.of($1[index].text))
      }
    }
    guard let width else { return widths }
    let gaps = Self.gap * max(0, columns.count - 1)
    while widths.reduce(gaps, +) > width {
      let candidates = columns.indices.filter { index in
        columns[index].shrinksTo.map { widths[index] > $0 } ?? false
      }
      guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { return nil }
      widths[widest] -= 1
    }
    return widths
  }

  private func lines(_ cells: [Cell], widths: [Int], paint: Paint) -> String {
    let pieces = columns.indices.map { index -> [String] in
      columns[index].wraps
        ? Wrap.lines(cells[index].text, width: widths[index])
        : [Wrap.truncated(cells[index].text, width: widths[index])]
    }
    let height = pieces.map(\.count).max() ?? 1
    var out = ""
    for row in 0..<height {
      var line = ""
      var pending = 0
      for index in columns.indices {
        let text = row < pieces[index].count ? pieces[index][row] : ""
        let padded = Wrap.padded(text, width: widths[index], alignment: columns[index].alignment)
        let lead = padded.prefix { $0 == " " }.count
        if text.isEmpty {
          pending += widths[index]
        } else {
          // Only what is followed by something is padded: no line ends in blanks, none is coloured.
          line += String(
            repeating: " ", count: pending + (columns[index].alignment == .right ? lead : 0))
          line += paint(cells[index].style, text)
          pending = columns[index].alignment == .right ? 0 : widths[index] - DisplayWidth.of(text)
        }
        pending += Self.gap
      }
      out += line + "\n"
    }
    return out
  }

  /// Too narrow for a table: each row becomes a sheet.
  private func stacked(width: Int, paint: Paint) -> String {
    rows.map { cells in
      var sheet = Sheet()
      for index in columns.indices where !cells[index].text.isEmpty {
        sheet.add(columns[index].title, cells[index].text, cells[index].style)
      }
      return sheet.rendered(width: width, paint: paint)
    }.joined(separator: "\n")
  }
}
