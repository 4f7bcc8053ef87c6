import Deliberation

/// Turns the parser's complaint into ours: what is wrong, and what was probably meant.
struct Suggestions {
  let tree: CommandTree
  let invocation: Invocation

  private var catalogue: Catalogue { .ambient }

  private var called: String { ([tree.name] + invocation.path).joined(separator: " ") }

  /// - Parameters:
  ///   - parserMessage: what the argument parser says.
  ///   - dump: its description of the commands, asked for only where an option is unknown.
  func usageFailure(parserMessage: String, dump: () -> String) -> Failure {
    if let stray = invocation.stray {
      return failure(
        catalogue.text(.unknownCommand, [stray]), meant: commands(near: stray), typed: stray)
    }
    if let option = unknownOption(parserMessage) {
      let known = (CommandTree(dump: dump())?.node(at: invocation.path).options ?? [])
      let near = Spelling.nearest(to: option, among: known.filter { $0.hasPrefix("--") }).first
      return failure(catalogue.text(.unknownOption, [option]), meant: near, typed: option)
    }
    return failure(Self.sentence(parserMessage), meant: nil, typed: nil)
  }

  private func failure(_ message: String, meant: String?, typed: String?) -> Failure {
    let meaning = meant.map { [catalogue.text(.didYouMean, [$0])] } ?? []
    let hint = (meaning + [catalogue.text(.seeHelp, [called])]).joined(separator: " ")
    guard let typed else { return Failure(code: "usage", message: message, hint: hint) }
    return Failure(
      code: "usage", message: message, hint: hint,
      details: ["unknown": .string(typed), "meant": JSON(meant)])
  }

  /// First a name at this place, then any command of the tree whose last word is like it.
  private func commands(near word: String) -> String? {
    let node = tree.node(at: invocation.path)
    let here = node.subcommands.flatMap { [$0.name] + $0.aliases }
    if let name = Spelling.nearest(to: word, among: here).first {
      return (invocation.path + [name]).joined(separator: " ")
    }
    let paths = tree.paths
    let lasts = paths.compactMap(\.last)
    guard let last = Spelling.nearest(to: word, among: lasts).first,
      let path = paths.first(where: { $0.last == last })
    else { return nil }
    return path.joined(separator: " ")
  }

  private func unknownOption(_ message: String) -> String? {
    let lead = "Unknown option '"
    guard message.hasPrefix(lead) else { return nil }
    return String(message.dropFirst(lead.count).prefix { $0 != "'" })
  }

  private static func sentence(_ message: String) -> String {
    let first = message.split(separator: "\n").first.map(String.init) ?? message
    // The hidden option is the reader's `--json=`.
    let text = first.replacing("--\(Invocation.fieldsOption)", with: "--json")
    guard let last = text.last, !".?!。".contains(last) else { return text }
    return text + "."
  }
}
