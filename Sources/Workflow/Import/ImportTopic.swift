/// The codes of topics that a source calls by name.
enum ImportTopic {
  /// Lower-case letters and digits of any script, a hyphen for everything between; `nil` where
  /// nothing is left.
  static func code(_ name: String) -> String? {
    var code = ""
    for character in name.lowercased() {
      if character.isLetter || character.isNumber {
        code.append(character)
      } else if code.last != "-", !code.isEmpty {
        code.append("-")
      }
    }
    if code.last == "-" { code.removeLast() }
    return code.isEmpty ? nil : code
  }
}
