/// Several prose fields in one buffer of the editor, each under a commented heading.
struct Form: Sendable {
  struct Field: Sendable {
    /// The name of its option, `reason` for `--reason`.
    var name: String
    var title: String
    var isRequired: Bool
    /// What to write there, one line.
    var note: String = ""
    var initial: String = ""
  }

  let title: String
  let fields: [Field]

  private static let mark = "# ---- "

  init(_ title: String, fields: [Field]) {
    self.title = title
    self.fields = fields
  }

  /// What the editor opens with.
  func buffer(catalogue: Catalogue) -> String {
    var out = "# \(SafeText.line(title))\n# \(catalogue.text(.formIntro))\n"
    for field in fields {
      let need = catalogue.text(field.isRequired ? .formRequired : .formOptional)
      out += "\n\(Self.mark)\(field.name): \(field.title) (\(need))\n"
      if !field.note.isEmpty { out += "# \(field.note)\n" }
      // A line of the text that looks like a comment is marked, so that it comes back as it was.
      out +=
        field.initial.split(separator: "\n", omittingEmptySubsequences: false)
        .map { Self.looksLikeComment($0) ? "\\" + $0 : String($0) }
        .joined(separator: "\n") + "\n"
    }
    return out
  }

  /// The values by field name, blank lines around each trimmed; empty ones are absent.
  func values(in buffer: String) -> [String: String] {
    var lines: [String: [Substring]] = [:]
    var current: String?
    for line in buffer.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix(Self.mark) {
        let name = line.dropFirst(Self.mark.count).prefix { $0 != ":" }
        current = fields.first { $0.name == name }?.name
      } else if line == "#" || line.hasPrefix("# ") {
        continue
      } else if let current {
        lines[current, default: []].append(
          Self.looksLikeComment(line) && line.first == "\\" ? line.dropFirst() : line)
      }
    }
    return lines.compactMapValues { lines in
      var lines = lines[...]
      while let first = lines.first, first.allSatisfy(\.isWhitespace) { lines.removeFirst() }
      while let last = lines.last, last.allSatisfy(\.isWhitespace) { lines.removeLast() }
      return lines.isEmpty ? nil : lines.joined(separator: "\n")
    }
  }

  /// Opens the form, hands the values to `body` and keeps what was typed in a file if that fails.
  ///
  /// - Parameter given: values from the command line; where every required one is there, nothing is
  ///   asked.
  /// - Throws: an empty form cancels with exit 1; what `body` throws, with the file's path in its
  ///   hint.
  func fill<Result>(
    given: [String: String] = [:], settings: Settings, console: Console = .current,
    body: ([String: String]) async throws -> Result
  ) async throws -> Result {
    let missing = fields.filter { $0.isRequired && given[$0.name] == nil }
    if missing.isEmpty { return try await body(given) }
    let names = missing.map { "--\($0.name)" }.joined(separator: " and ")
    let editor = try Editor(settings: settings, console: console, missing: names)
    let prefilled = Form(
      title,
      fields: fields.map { field in
        var field = field
        field.initial = given[field.name] ?? field.initial
        return field
      })
    let catalogue = settings.catalogue
    return try await editor.edit(
      prefilled.buffer(catalogue: catalogue), catalogue: catalogue
    ) { text in
      let values = prefilled.values(in: text)
      guard !values.isEmpty else {
        throw Failure(code: "editor.cancelled", message: catalogue.text(.editorCancelled))
      }
      return try await body(values)
    }
  }

  /// Whether a line of text would be taken for a comment, or for a comment made harmless.
  private static func looksLikeComment(_ line: Substring) -> Bool {
    line.drop { $0 == "\\" }.first == "#"
  }
}
