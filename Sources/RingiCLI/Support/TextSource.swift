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
    return text
  }

  /// The text from `path`, or typed in the editor where no path is given.
  ///
  /// - Parameters:
  ///   - option: what to name where neither is possible, such as `--text`.
  ///   - initial: what the editor opens with.
  /// - Throws: an empty text cancels with exit 1; without a terminal and a path, usage.
  func text(from path: String?, option: String, initial: String = "") throws(Failure) -> String {
    let text = if let path { try read(path) } else { try edited(initial, option) }
    guard !text.allSatisfy(\.isWhitespace) else {
      throw Failure(
        code: "editor.cancelled", message: settings.catalogue.text(.editorCancelled))
    }
    return text
  }

  private func edited(_ initial: String, _ option: String) throws(Failure) -> String {
    let editor = try Editor(settings: settings, console: console, missing: option)
    return try editor.edit(initial).text
  }
}
