import Glibc

/// The user's editor: `RINGI_EDITOR`, else `VISUAL`, else `EDITOR`; only on a terminal.
struct Editor {
  let command: String
  private let console: Console

  /// - Parameter missing: the options that would have made the editor unnecessary.
  init(settings: Settings, console: Console = .current, missing: String) throws(Failure) {
    guard settings.mayAsk, console.inputIsTerminal, console.errorFacts.isTerminal else {
      throw .usage("\(missing) is missing, and there is no terminal to ask on.")
    }
    let named = ["RINGI_EDITOR", "VISUAL", "EDITOR"].lazy
      .compactMap { console.environment[$0] }.first { !$0.isEmpty }
    guard let named else {
      throw .usage(
        "\(missing) is missing, and no editor is named.",
        hint: "Give \(missing), or set RINGI_EDITOR.")
    }
    command = named
    self.console = console
  }

  /// Opens the editor on a new private file.
  /// - Returns: what the file holds afterwards, and where it still is.
  func edit(_ initial: String) throws(Failure) -> (text: String, file: KeptFile) {
    let file = try KeptFile(initial, environment: console.environment)
    var handled = false
    defer { if !handled { file.remove() } }
    let command = command
    let environment = console.environment
    let status = Interrupt.yieldingTerminal { () -> Int32 in
      ChildProcess.start(command, arguments: [file.path], environment: environment)
        .map(ChildProcess.wait) ?? 127
    }
    guard status == 0 else {
      throw Failure(
        code: "editor.failed", message: "The editor '\(command)' ended with status \(status).")
    }
    let bytes = try FileBytes.read(path: file.path)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      handled = true
      throw Failure(
        code: "input.not_utf8", message: "\(file.path) is not UTF-8.",
        hint: "What you typed is kept there.")
    }
    return (text, file)
  }
}

/// A file with what somebody typed, removed once it is no longer needed.
struct KeptFile: Sendable, Hashable {
  let path: String

  init(_ text: String, environment: [String: String]) throws(Failure) {
    let folder = environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
    var template = Array((folder + "/ringi-XXXXXX.txt").utf8CString)
    let descriptor = mkstemps(&template, 4)
    guard descriptor >= 0 else {
      throw Failure(
        code: "output.failed", message: "\(folder) takes no file: \(errorText(errno)).")
    }
    defer { close(descriptor) }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    do throws(OutputError) {
      try DescriptorSink(descriptor: descriptor).write(text)
    } catch {
      unlink(path)
      throw error.failure
    }
  }

  func remove() { unlink(path) }
}
