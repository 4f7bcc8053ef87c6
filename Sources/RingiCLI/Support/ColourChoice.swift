internal import ArgumentParser

/// When to colour.
enum ColourChoice: String, CaseIterable, Sendable, ExpressibleByArgument {
  case auto, always, never

  /// `--color` decides; then `NO_COLOR`, `CLICOLOR_FORCE`, `TERM=dumb`; then whether it is a
  /// terminal.
  func paints(_ stream: StreamFacts, environment: [String: String]) -> Bool {
    switch self {
    case .always: return true
    case .never: return false
    case .auto:
      func isSet(_ name: String) -> Bool { !(environment[name] ?? "").isEmpty }
      if isSet("NO_COLOR") { return false }
      if isSet("CLICOLOR_FORCE"), environment["CLICOLOR_FORCE"] != "0" { return true }
      if environment["TERM"] == "dumb" || environment["CLICOLOR"] == "0" { return false }
      return stream.isTerminal
    }
  }
}
