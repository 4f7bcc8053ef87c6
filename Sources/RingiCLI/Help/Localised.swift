/// A text of help, in both languages at the place where it belongs.
struct Localised: Sendable, Hashable {
  var english: String
  var japanese: String

  init(_ english: String, ja japanese: String) {
    self.english = english
    self.japanese = japanese
  }

  /// In the language in which help is being written.
  var ambient: String { Language.ambient == .japanese ? japanese : english }
}
