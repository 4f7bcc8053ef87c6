internal import ArgumentParser
internal import FoundationEssentials

/// The options of commands that write. `--zone` is among the global ones.
struct WriteOptions: ParsableArguments {
  @Flag(name: .customLong("dry-run"), help: help(.helpDryRun))
  var dryRun = false

  @Option(name: .customLong("command-id"), help: help(.helpCommandID, "UUID"))
  var commandID: String?

  @Option(name: .customLong("effective"), help: help(.helpEffective, "TIME"))
  var effective: String?

  @Option(name: .customLong("reason"), help: help(.helpReason, "TEXT"))
  var reason: String?

  func validate() throws {
    if let commandID, UUID(uuidString: commandID) == nil {
      throw ValidationError("--command-id takes a UUID, not '\(commandID)'.")
    }
  }

  /// The id given, in lower case, or a new one.
  func command() -> String {
    (commandID ?? UUID().uuidString).lowercased()
  }
}
