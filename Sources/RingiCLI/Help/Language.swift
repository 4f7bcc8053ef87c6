internal import ArgumentParser

/// The language of headings, messages and errors; JSON has none.
enum Language: String, CaseIterable, Sendable, ExpressibleByArgument {
  case english = "en"
  case japanese = "ja"

  /// What the locale asks for: `LC_ALL`, else `LC_MESSAGES`, else `LANG`.
  init(environment: [String: String]) {
    let locale =
      ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
    let language = (locale ?? "").prefix { !"_.@-".contains($0) }
    self = language == "ja" ? .japanese : .english
  }

  /// The language in which help is being written, known before the options are parsed.
  @TaskLocal static var ambient = Language.english
}
