/// What is wrong with the configuration, and where.
package struct ConfigurationError: Error, Equatable, CustomStringConvertible {
  /// A stable name, as `configuration.unknown_key`.
  package let code: String
  package let message: String
  package let hint: String?
  /// The line of the file at fault, counted from 1; nil if it is not a line of the file.
  package let line: Int?

  /// A configuration that cannot be understood is a usage error.
  package var exitStatus: Int32 { 2 }

  init(_ code: String, _ message: String, hint: String? = nil, line: Int? = nil) {
    self.code = "configuration." + code
    self.message = message
    self.hint = hint
    self.line = line
  }

  /// The same, with the file in front of the sentence.
  func inFile(_ path: String) -> ConfigurationError {
    ConfigurationError(full: code, "\(path):\(line ?? 0): \(message)", hint: hint, line: line)
  }

  private init(full code: String, _ message: String, hint: String?, line: Int?) {
    self.code = code
    self.message = message
    self.hint = hint
    self.line = line
  }

  package var description: String {
    hint.map { "\(message) (\(code)). Hint: \($0)" } ?? "\(message) (\(code))"
  }
}
