/// Where a long text comes from: `--text FILE`, `--text -`, or the editor.
struct TextSource {
  let settings: Settings
  let console: Console

  init(settings: Settings, console: Console = .current) {
    self.settings = settings
    self.console = console
  }

  /// The text of a file, of standard input (`-`), byte for byte.
  func read(_ path: String) throws(Failure) -> String {
    let bytes: [UInt8]
    do {
      bytes = try path == "-" ? console.readInput() : FileBytes.read(path: path)
    } catch let failure as Failure {
      throw failure
    } catch {
      throw Failure(code: "input.failed", message: "The input could not be read.")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Failure(
        code: "input.not_utf8", message: "\(path == "-" ? "The input" : path) is not UTF-8.",
        hint: "Convert it first: iconv -f CP932 -t UTF-8.")
    }
    if let nul = bytes.firstIndex(of: 0) {
      throw Failure(
        code: "input.nul",
        message: "\(path == "-" ? "The input" : path) holds a NUL at byte \(nul).",
        hint: "A text has none: is it really a text file?")
    }
    guard bytes.count <= Self.maximumBytes else {
      throw Failure(
        code: "input.too_long",
        message:
          "\(path == "-" ? "The input" : path) has \(bytes.count) bytes; a text has at most \(Self.maximumBytes).",
        hint: "File a shorter text that says where the long one is kept.")
    }
    return text
  }

  /// Somewhat less than the 4 MiB that an entry's text may have as JSON.
  private static let maximumBytes = 4_000_000

  /// Hands the text from `path`, or typed in the editor where no path is given, to `body`.
  ///
  /// - Parameters:
  ///   - option: what to name where neither is possible, such as `--text`.
  ///   - initial: what the editor opens with.
  /// - Throws: an empty text cancels with exit 1; without a terminal and a path, usage; what `body`
  ///   throws,
  ///   with the path of the file that keeps a typed text in its hint.
  func withText<Result>(
    from path: String?, option: String = "--text", initial: String = "",
    body: (String) async throws -> Result
  ) async throws -> Result {
    if let path { return try await body(filled(read(path))) }
    let editor = try Editor(settings: settings, console: console, missing: option)
    return try await editor.edit(initial, catalogue: settings.catalogue) { text in
      try await body(filled(text))
    }
  }

  private func filled(_ text: String) throws(Failure) -> String {
    guard !text.allSatisfy(\.isWhitespace) else {
      throw Failure(
        code: "editor.cancelled", message: settings.catalogue.text(.editorCancelled))
    }
    return text
  }
}
