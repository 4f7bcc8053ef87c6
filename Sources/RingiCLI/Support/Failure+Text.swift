extension Failure {
  /// What a person reads on stderr: `Error: …`, the causes, `Hint: …`.
  func text(catalogue: Catalogue, paint: Paint) -> String {
    var told = message
    var causes = causes
    // The sentence of the rule comes in English; a reader of Japanese first gets its gloss.
    if let gloss = catalogue.gloss(ofError: code) {
      causes.insert(message, at: 0)
      told = gloss
    }
    var lines = [paint(.bad, catalogue.text(.errorLabel)) + SafeText.block(told)]
    lines += causes.map { "  " + SafeText.block($0) }
    if let hint {
      lines.append(paint(.heading, catalogue.text(.hintLabel)) + SafeText.block(hint))
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
