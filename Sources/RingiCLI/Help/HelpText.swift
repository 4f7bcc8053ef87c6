/// The help screen's own words, which the argument parser only has in English.
enum HelpText {
  private static let words: [MessageKey] = [
    .helpOverview, .helpUsage, .helpArguments, .helpOptions, .helpSubcommands, .helpShowHelp,
    .helpShowVersion,
  ]

  static func translated(_ screen: String) -> String {
    guard Language.ambient != .english else { return screen }
    let english = Catalogue(language: .english)
    return screen.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      for key in words {
        let word = english.text(key)
        let isHeading = word.hasSuffix(":")
        if isHeading ? line.hasPrefix(word) : line.hasSuffix("  " + word) {
          return isHeading
            ? Catalogue.ambient.text(key) + line.dropFirst(word.count)
            : line.dropLast(word.count) + Catalogue.ambient.text(key)
        }
      }
      return String(line)
    }.joined(separator: "\n")
  }
}
