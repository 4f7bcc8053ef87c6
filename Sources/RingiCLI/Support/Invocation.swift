/// A command line made ready for parsing: global options stand behind the command's words wherever
/// they were typed, and `--json=FIELDS` has become an option of its own.
struct Invocation: Sendable, Hashable {
  /// What the parser gets.
  var arguments: [String]
  /// The command's words that were recognised.
  var path: [String]
  /// The word that stands where a command's name should and is none.
  var stray: String?
  /// Whether errors are for a machine; known even where the rest cannot be parsed.
  var wantsJSON: Bool
  var language: String?
  var colour: String?

  static let fieldsOption = "json-fields"

  private static let flags: Set<String> = [
    "--json", "--no-pager", "--no-input", "--quiet", "--verbose", "--dry-run",
  ]
  private static let options: Set<String> = [
    "--as", "--format", "--at", "--zone", "--ledger", "--lang", "--color", "--limit", "--after",
    "--command-id", "--effective", "--reason",
  ]

  init(_ typed: [String], tree: CommandTree) {
    let terminator = typed.firstIndex(of: "--") ?? typed.endIndex
    var words = typed[..<terminator].map(Self.rewritten)[...]
    var node = tree
    path = []
    var moved: [String] = []
    while let word = words.first {
      if let next = node.subcommand(named: word) {
        path.append(word)
        node = next
        words = words.dropFirst()
      } else if let count = Self.globalLength(words) {
        moved += words.prefix(count)
        words = words.dropFirst(count)
      } else {
        break
      }
    }
    // A group prints its help and takes no options, nor does `help`.
    let asksHelp = words.first == "help" || (node.isGroup && words.isEmpty)
    if node.isGroup, let word = words.first, !word.hasPrefix("-"), !asksHelp { stray = word }
    arguments = path + (asksHelp ? [] : moved) + words + typed[terminator...]
    let known = moved + words
    wantsJSON =
      known.contains { $0 == "--json" || $0.hasPrefix("--\(Self.fieldsOption)=") }
      || Self.value(of: "--format", in: known).map { $0 == "json" || $0 == "ndjson" } ?? false
    language = Self.value(of: "--lang", in: known)
    colour = Self.value(of: "--color", in: known)
  }

  private static func rewritten(_ word: String) -> String {
    word.hasPrefix("--json=") ? "--\(fieldsOption)=" + word.dropFirst("--json=".count) : word
  }

  /// How many words the global option at the front takes, `nil` where it is none.
  private static func globalLength(_ words: ArraySlice<String>) -> Int? {
    guard let word = words.first else { return nil }
    if flags.contains(word) { return 1 }
    if options.contains(word) { return words.count > 1 ? 2 : nil }
    if let equals = word.firstIndex(of: "=") {
      let name = String(word[..<equals])
      return options.contains(name) || name == "--\(fieldsOption)" ? 1 : nil
    }
    let letters = word.dropFirst()
    return word.hasPrefix("-") && !letters.isEmpty && letters.allSatisfy { "qv".contains($0) }
      ? 1 : nil
  }

  private static func value(of option: String, in words: [String]) -> String? {
    var out: String?
    for (index, word) in words.enumerated() {
      if word == option, index + 1 < words.count { out = words[index + 1] }
      if word.hasPrefix(option + "=") { out = String(word.dropFirst(option.count + 1)) }
    }
    return out
  }
}
