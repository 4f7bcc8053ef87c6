internal import ArgumentParser

/// How a read is printed.
enum OutputFormat: String, CaseIterable, Sendable, ExpressibleByArgument {
  case table, json, ndjson, csv, markdown

  /// Whether errors too are for a machine.
  var isJSON: Bool { self == .json || self == .ndjson }
}
