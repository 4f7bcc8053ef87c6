/// What a key of a signed note may be called.
enum KeyName {
  /// Whether `name` is not empty and has neither a plus nor any Unicode space nor a control
  /// character.
  static func isValid(_ name: String) -> Bool {
    !name.isEmpty
      && name.unicodeScalars.allSatisfy { scalar in
        scalar != "+" && scalar.value >= 0x20 && !scalar.properties.isWhitespace
      }
  }
}
