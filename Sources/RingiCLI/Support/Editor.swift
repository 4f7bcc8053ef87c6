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

  /// Opens the editor on a new private file and hands what was typed to `body`; where that fails,
  /// the file stays and the failure names it.
  func edit<Result>(
    _ initial: String, catalogue: Catalogue, body: (String) async throws -> Result
  ) async throws -> Result {
    let file = try KeptFile(initial, environment: console.environment)
    let text: String
    do throws(Failure) {
      text = try typed(in: file)
    } catch {
      if error.code != "input.not_utf8" { file.remove() }
      throw error
    }
    do {
      let result = try await body(text)
      file.remove()
      return result
    } catch let failure as Failure where failure.code == "editor.cancelled" {
      file.remove()
      throw failure
    } catch {
      throw file.keeping(error, catalogue)
    }
  }

  private func typed(in file: KeptFile) throws(Failure) -> String {
    let status = Interrupt.yieldingTerminal { () -> Int32 in
      ChildProcess.start(command, arguments: [file.path], environment: console.environment)
        .map(ChildProcess.wait) ?? 127
    }
    guard status == 0 else {
      throw Failure(
        code: "editor.failed", message: "The editor '\(command)' ended with status \(status).")
    }
    let bytes = try FileBytes.read(path: file.path)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Failure(
        code: "input.not_utf8", message: "\(file.path) is not UTF-8.",
        hint: "What you typed is kept there.")
    }
    return text
  }
}
