import Deliberation

/// Where a command's answer leaves: stdout in the form that was asked for, prose on stderr.
struct Output: Sendable {
  let settings: Settings
  let console: Console

  init(settings: Settings, console: Console = .current) {
    self.settings = settings
    self.console = console
  }

  /// The place of stdout, for renderings.
  var screen: Screen { screen(console.outFacts) }

  var errorScreen: Screen { screen(console.errorFacts) }

  private func screen(_ facts: StreamFacts) -> Screen {
    Screen(
      width: facts.columns, isTerminal: facts.isTerminal,
      paint: Paint(isOn: settings.colour.paints(facts, environment: console.environment)),
      language: settings.language, now: console.now())
  }

  /// Prints what a read answers.
  func show(_ document: Document, human: (Screen) throws -> String) throws {
    let document = try document.filtered(settings.fields)
    switch settings.format {
    case .table:
      try page(try human(screen))
    case .json:
      try print(Self.line(document.json))
    case .ndjson:
      let lines = document.isList ? document.items : [document.json]
      try print(lines.map(Self.line).joined())
    case .csv:
      let (keys, rows) = document.flat
      try print(CSV.row(keys) + rows.map(csvRow).joined())
    case .markdown:
      try print(markdown(document))
    }
    if document.isTruncated, settings.format != .json {
      notice(
        Catalogue(language: settings.language).text(
          .moreItems, [document.json["next"]?.string ?? ""]))
    }
  }

  /// Prints what a write made: exactly one line on stdout, and what changed and what comes next on
  /// stderr.
  func wrote(ref: String, json: JSON, note: String? = nil) throws {
    let document = try Document(json).filtered(settings.fields)
    try print(settings.format.isJSON ? Self.line(document.json) : SafeText.line(ref) + "\n")
    if let note, !settings.format.isJSON { notice(note) }
  }

  /// One line for a person on stderr, unless `-q`.
  func notice(_ text: String) {
    guard !settings.isQuiet else { return }
    // Prose beside the answer: where nobody reads stderr the answer still stands.
    try? console.error.write(SafeText.block(text) + "\n")
  }

  /// Writes to stdout, all of it or an error.
  func print(_ text: String) throws(OutputError) {
    try console.out.write(text)
  }

  /// Writes through the pager where stdout is a terminal and the text is taller than it.
  func page(_ text: String) throws {
    let facts = console.outFacts
    let height = text.utf8.reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
    if settings.usesPager, facts.isTerminal, height >= facts.rows ?? 24,
      let pager = Pager(environment: console.environment), try pager.show(text)
    {
      return
    }
    try print(text)
  }

  /// JSON on one line. DEL and the C1 controls are escaped, which changes no value: terminals obey
  /// them.
  static func line(_ json: JSON) -> String {
    let text = json.text
    guard text.unicodeScalars.contains(where: { (0x7F...0x9F).contains($0.value) }) else {
      return text + "\n"
    }
    var out = ""
    for scalar in text.unicodeScalars {
      if (0x7F...0x9F).contains(scalar.value) {
        out += "\\u00" + String(scalar.value, radix: 16)
      } else {
        out.unicodeScalars.append(scalar)
      }
    }
    return out + "\n"
  }

  /// Bytes for a file or a pipe; on a screen nothing in a cell may move the cursor.
  private func csvRow(_ values: [JSON?]) -> String {
    let cells: [String] = values.map(CSV.cell)
    return CSV.row(console.outFacts.isTerminal ? cells.map(SafeText.line) : cells)
  }

  private func markdown(_ document: Document) -> String {
    let (keys, rows) = document.flat
    if !document.isList, document.rows == nil, let row = rows.first {
      return Markdown.table(["", ""], zip(keys, row).map { [$0, Markdown.cell($1)] })
    }
    return Markdown.table(keys, rows.map { $0.map(Markdown.cell) })
  }
}
