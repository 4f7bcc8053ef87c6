internal import CLibPQ

extension PostgresError {
  /// Reads an error result.
  init(result: OpaquePointer, sql: String?) {
    func field(_ code: Int32) -> String? {
      PQresultErrorField(result, code).map { String(cString: $0) }
    }
    self.init(.server, "", sql: sql)
    sqlState = field(DIAG_SQLSTATE)
    severity = field(DIAG_SEVERITY_NONLOCALIZED) ?? field(DIAG_SEVERITY)
    message =
      field(DIAG_MESSAGE_PRIMARY)
      ?? String(cString: PQresultErrorMessage(result)).trimmingLineEnd()
    hint = field(DIAG_MESSAGE_HINT)
    detail = field(DIAG_MESSAGE_DETAIL)
    context = field(DIAG_CONTEXT)
    position = field(DIAG_STATEMENT_POSITION).flatMap { Int($0) }
    schema = field(DIAG_SCHEMA_NAME)
    table = field(DIAG_TABLE_NAME)
    column = field(DIAG_COLUMN_NAME)
    constraint = field(DIAG_CONSTRAINT_NAME)
    routine = field(DIAG_SOURCE_FUNCTION)
  }

  /// A Boolean value indicating whether the server ends the session after this error.
  var endsSession: Bool { severity == "FATAL" || severity == "PANIC" }

  /// A Boolean value indicating whether a cached plan no longer fits, so that nothing ran.
  var isStalePlan: Bool {
    sqlState == "26000" || (sqlState == "0A000" && routine == "RevalidateCachedQuery")
  }

  /// The same trouble, told as the loss of the connection.
  func asConnectionLost() -> PostgresError {
    var error = self
    error.code = .connectionLost
    error.isConnectionLost = true
    return error
  }

  /// The same trouble, told of another statement.
  func about(sql: String?) -> PostgresError {
    var error = self
    error.sql = sql
    return error
  }
}

extension String {
  /// The text without the line end that libpq puts behind its messages.
  func trimmingLineEnd() -> String {
    var text = self[...]
    while text.last?.isNewline == true { text.removeLast() }
    return String(text)
  }
}
