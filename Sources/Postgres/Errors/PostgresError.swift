/// What went wrong, on the server or on the way to it.
///
/// `description` never holds a bound value. The server's DETAIL and CONTEXT may quote values, so
/// they are separate fields that no description includes.
public struct PostgresError: Error, Sendable {
  public var code: Code
  /// The server's five-character code; nil where the error did not come from the server.
  public var sqlState: String?
  /// The server's severity in English: `ERROR`, `FATAL` or `PANIC`.
  public var severity: String?
  public var message: String
  public var hint: String?
  /// May quote values of the statement. Not part of any description.
  public var detail: String?
  /// Where in server-side functions it happened. May quote values. Not part of any description.
  public var context: String?
  /// The statement, with `$1`, `$2`, … where the values were.
  public var sql: String?
  /// The character of `sql` at which the server stopped, counted from 1.
  public var position: Int?
  public var schema: String?
  public var table: String?
  public var column: String?
  public var constraint: String?
  /// A Boolean value indicating whether the connection is gone.
  ///
  /// If a statement was on its way, nobody here knows whether the server carried it out.
  public var isConnectionLost = false
  /// The function of the server that raised it: the one way to tell some errors apart.
  var routine: String?

  public init(_ code: Code, _ message: String, sql: String? = nil) {
    self.code = code
    self.message = message
    self.sql = sql
    isConnectionLost = code == .connectionLost || code == .closed
  }
}

extension PostgresError: CustomStringConvertible, CustomDebugStringConvertible {
  public var description: String {
    var text = ""
    if let sqlState { text += "\(severity ?? "ERROR") \(sqlState): " }
    text += message
    if let constraint { text += " (constraint \"\(constraint)\")" }
    if let hint { text += " Hint: \(hint)" }
    return text
  }

  public var debugDescription: String {
    var text = "\(code): \(description)"
    if let position { text += " At character \(position)." }
    if let sql {
      text += " Statement: \(sql.prefix(Self.shownStatementLength))"
      if sql.count > Self.shownStatementLength { text += "…" }
    }
    return text
  }

  private static let shownStatementLength = 500
}

extension PostgresError: CustomReflectable {
  // A mirror of the stored properties would show `detail` and `context` in a log.
  public var customMirror: Mirror {
    Mirror(self, children: ["description": debugDescription])
  }
}
