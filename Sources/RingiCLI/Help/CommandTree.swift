internal import ArgumentParser
import Deliberation

/// The commands as data: names, and what stands below them.
struct CommandTree: Sendable, Hashable {
  var name: String
  var aliases: [String] = []
  /// `--as`, `-q`; only where the tree was read from the parser's own description.
  var options: [String] = []
  var subcommands: [CommandTree] = []
  /// Whether a word behind the name can only be a subcommand's.
  var isGroup: Bool { !subcommands.isEmpty }

  init(
    _ name: String, aliases: [String] = [], options: [String] = [],
    subcommands: [CommandTree] = []
  ) {
    self.name = name
    self.aliases = aliases
    self.options = options
    self.subcommands = subcommands
  }

  /// The names alone, without building every command's options.
  init(_ command: any ParsableCommand.Type) {
    let configuration = command.configuration
    self.init(
      command._commandName, aliases: configuration.aliases,
      subcommands: configuration.subcommands.map { CommandTree($0) })
  }

  /// The parser's description of itself, options included; `nil` where it is not as expected.
  init?(dump: String) {
    guard let json = try? JSON(parsing: dump), let command = json["command"] else { return nil }
    self.init(described: command)
  }

  private init(described command: JSON) {
    let arguments = command["arguments"]?.array ?? []
    let options = arguments.flatMap { argument -> [String] in
      guard argument["shouldDisplay"]?.bool ?? true else { return [] }
      return (argument["names"]?.array ?? []).compactMap { name in
        name["name"]?.string.map { (name["kind"]?.string == "long" ? "--" : "-") + $0 }
      }
    }
    self.init(
      command["commandName"]?.string ?? "", aliases: command["aliases"]?.strings ?? [],
      options: options,
      subcommands: (command["subcommands"]?.array ?? []).map { CommandTree(described: $0) })
  }

  func subcommand(named word: String) -> CommandTree? {
    subcommands.first { $0.name == word || $0.aliases.contains(word) }
  }

  func node(at path: [String]) -> CommandTree {
    path.reduce(self) { $0.subcommand(named: $1) ?? $0 }
  }

  /// Every command below with the words that lead to it.
  var paths: [[String]] {
    subcommands.flatMap { child in [[child.name]] + child.paths.map { [child.name] + $0 } }
  }
}
