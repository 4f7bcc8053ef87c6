/// A statement whose interpolated values are always bound, never spliced into the text.
///
///     let query: SQL = "select title from proposal where reference = \(reference)"
///
/// `\(identifier:)` writes a quoted name and `\(fragment)` another `SQL` with its values. The only
/// ways to put unchecked text into a statement are spelled `unsafeSQL` and `unescaped`.
public struct SQL: Sendable {
  /// The text between the values: always one piece more than there are values.
  private(set) var pieces: [String]
  private(set) var parameters: [SQLParameter] = []

  /// A Boolean value indicating whether a connection that caches plans may cache this one.
  public var cachesPlan = true

  /// Takes a text as it is; the caller answers for what it holds.
  public init(unsafeSQL text: String) {
    pieces = [text]
  }

  /// The text that the server sees, values standing as `$1`, `$2`, ….
  public var text: String {
    var text = pieces[0]
    for (index, piece) in pieces.dropFirst().enumerated() {
      text += "$\(index + 1)"
      text += piece
    }
    return text
  }

  mutating func append(text: String) {
    pieces[pieces.count - 1] += text
  }

  mutating func append(_ parameter: SQLParameter) {
    parameters.append(parameter)
    pieces.append("")
  }

  mutating func append(_ fragment: SQL) {
    append(text: fragment.pieces[0])
    for (piece, parameter) in zip(fragment.pieces.dropFirst(), fragment.parameters) {
      append(parameter)
      append(text: piece)
    }
  }
}

extension SQL: CustomStringConvertible, CustomReflectable {
  public var description: String { text }

  // A mirror of the stored properties would show the bound values in a log.
  public var customMirror: Mirror {
    Mirror(self, children: ["text": text, "parameters": parameters.count])
  }
}

/// A value on its way to the server.
struct SQLParameter: Sendable {
  var type: PostgresType
  /// The binary form; nil for NULL.
  var bytes: [UInt8]?
}
