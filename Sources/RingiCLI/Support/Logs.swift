import FoundationEssentials
import Logging
import Synchronization

/// Structured logs on stderr: `-v` for what was done, `-vv` for details, or `RINGI_LOG=LEVEL`.
///
/// They name ledgers, positions and counts; never a bound value, never prose.
enum Logs {
  private static let isSetUp = Atomic(false)

  static func begin(_ settings: Settings, environment: [String: String]) throws {
    var level: Logger.Level?
    if let name = environment["RINGI_LOG"], !name.isEmpty {
      guard let named = Logger.Level(rawValue: name.lowercased()) else {
        let known = Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
        throw Failure.usage("RINGI_LOG is '\(name)'; it can be \(known).")
      }
      level = named
    }
    if settings.verbosity > 0 { level = settings.verbosity > 1 ? .debug : .info }
    // The library lets itself be set up once, and logs on its own where it was not.
    guard isSetUp.exchange(true, ordering: .relaxed) == false else { return }
    LoggingSystem.bootstrap { [level] label in
      guard let level else { return SwiftLogNoOpLogHandler() }
      var handler = StreamLogHandler.standardError(label: label)
      handler.logLevel = level
      return handler
    }
  }
}
