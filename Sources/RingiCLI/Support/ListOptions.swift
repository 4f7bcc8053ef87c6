internal import ArgumentParser

/// The options of commands that answer with a list.
struct ListOptions: ParsableArguments {
  @Option(name: .customLong("limit"), help: help(.helpLimit, "N"))
  var limit: Int?

  @Option(name: .customLong("after"), help: help(.helpAfter, "CURSOR"))
  var after: String?

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit must be at least 1.") }
  }
}
