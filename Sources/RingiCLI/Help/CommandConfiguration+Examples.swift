internal import ArgumentParser

/// A command line that shows what a command is for.
struct Example: Sendable, Hashable {
  var command: String
  var purpose: Localised?

  init(_ command: String, _ purpose: Localised? = nil) {
    self.command = command
    self.purpose = purpose
  }
}

extension CommandConfiguration {
  /// Help that opens with examples, in the language asked for.
  ///
  /// Use it in a computed `static var configuration`, so that the language of this run counts.
  static func described(
    _ name: String, _ abstract: Localised, examples: [Example] = [], details: Localised? = nil,
    subcommands: [any ParsableCommand.Type] = [],
    defaultSubcommand: (any ParsableCommand.Type)? = nil, aliases: [String] = [],
    version: String = ""
  ) -> CommandConfiguration {
    var parts: [String] = []
    if !examples.isEmpty {
      let lines = examples.map { example in
        let note = example.purpose.map { "  # \($0.ambient)\n" } ?? ""
        return note + "  \(example.command)"
      }
      parts.append(
        Catalogue.ambient.text(.examples) + ":\n" + lines.joined(separator: "\n"))
    }
    if let details { parts.append(details.ambient) }
    return CommandConfiguration(
      commandName: name, abstract: abstract.ambient, discussion: parts.joined(separator: "\n\n"),
      version: version, subcommands: subcommands, defaultSubcommand: defaultSubcommand,
      aliases: aliases)
  }
}
