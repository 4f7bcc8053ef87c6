internal import ArgumentParser
import Glibc

/// Runs a command line from its words to its exit status; nothing else prints an error.
enum Runner {
  /// Runs the process's command line; ctrl-C cancels it.
  /// - Returns: the exit status.
  static func main(_ root: any ParsableCommand.Type) async -> Int32 {
    let words = Array(CommandLine.arguments.dropFirst())
    // Swift mends what is not UTF-8; a text on record must be what was typed, byte for byte.
    for index in 0..<Int(CommandLine.argc) {
      guard let raw = CommandLine.unsafeArgv[index], String(validatingCString: raw) == nil else {
        continue
      }
      let failure = Failure.usage(
        "The word \(index) of the command line is not UTF-8.",
        hint: "Set the terminal to UTF-8, or give the text in a file.")
      return report(
        failure, invocation: Invocation([], tree: CommandTree("ringi")), console: .current)
    }
    return await Interrupt.cancelling { await run(root, words) }
  }

  /// - Returns: the exit status.
  static func run(_ root: any ParsableCommand.Type, _ typed: [String]) async -> Int32 {
    signal(SIGPIPE, SIG_IGN)
    let tree = CommandTree(root)
    let invocation = Invocation(typed, tree: tree)
    let console = Console.current
    let language = language(of: invocation, console.environment)
    return await Language.$ambient.withValue(language) {
      await run(root, invocation, tree: tree, console: console)
    }
  }

  private static func run(
    _ root: any ParsableCommand.Type, _ invocation: Invocation, tree: CommandTree, console: Console
  ) async -> Int32 {
    do {
      try await execute(root, invocation.arguments)
      return ExitStatus.done.rawValue
    } catch let code as ExitCode {
      return code.rawValue
    } catch {
      if root.exitCode(for: error) == .success {
        return printHelp(root, error, console)
      }
      var failure = failure(for: error, root: root, tree: tree, invocation: invocation)
      if Task.isCancelled, failure.code != Failure.interrupted.code {
        // Whatever broke, it broke because the user ended it.
        failure = Failure(
          code: Failure.interrupted.code, message: Failure.interrupted.message,
          causes: [failure.message], hint: failure.hint)
      }
      return report(failure, invocation: invocation, console: console)
    }
  }

  private static func execute(
    _ root: any ParsableCommand.Type, _ arguments: [String]
  ) async throws {
    var command = try root.parseAsRoot(arguments)
    if var asynchronous = command as? any AsyncParsableCommand {
      try await asynchronous.run()
    } else {
      try command.run()
    }
  }

  private static func printHelp(
    _ root: any ParsableCommand.Type, _ error: any Error, _ console: Console
  ) -> Int32 {
    let text = HelpText.translated(
      root.fullMessage(for: error, columns: min(console.outFacts.columns ?? 80, 100)))
    do throws(OutputError) {
      try console.out.write(text.hasSuffix("\n") ? text : text + "\n")
      return ExitStatus.done.rawValue
    } catch {
      return error.failure.status.rawValue
    }
  }

  private static func failure(
    for error: any Error, root: any ParsableCommand.Type, tree: CommandTree, invocation: Invocation
  ) -> Failure {
    switch error {
    case let failure as Failure: return failure
    case let convertible as any FailureConvertible: return convertible.failure
    case is CancellationError: return .interrupted
    default: break
    }
    // A validation that throws a Failure comes back wrapped; it is the parser that knows its text.
    guard root.exitCode(for: error) == .validationFailure else {
      return Failure(code: "failed", message: root.message(for: error))
    }
    return Suggestions(tree: tree, invocation: invocation).usageFailure(
      parserMessage: root.message(for: error), dump: { root._dumpHelp() })
  }

  /// Prints the failure on stderr in the form that was asked for.
  static func report(_ failure: Failure, invocation: Invocation, console: Console) -> Int32 {
    guard failure.status != .done else { return 0 }
    let environment = console.environment
    let format = environment["RINGI_FORMAT"].flatMap(OutputFormat.init(rawValue:))
    let language = language(of: invocation, environment)
    let colour =
      ColourChoice(rawValue: invocation.colour ?? environment["RINGI_COLOR"] ?? "") ?? .auto
    let paint = Paint(isOn: colour.paints(console.errorFacts, environment: environment))
    let text =
      invocation.wantsJSON || format?.isJSON == true
      ? Output.line(failure.json)
      : failure.text(catalogue: Catalogue(language: language), paint: paint)
    // Where stderr is closed too there is nobody left to tell.
    try? console.error.write(text)
    return failure.status.rawValue
  }

  private static func language(
    of invocation: Invocation, _ environment: [String: String]
  ) -> Language {
    Language(rawValue: invocation.language ?? environment["RINGI_LANG"] ?? "")
      ?? Language(environment: environment)
  }
}
