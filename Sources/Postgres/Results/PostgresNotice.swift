internal import CLibPQ

/// A message that the server sent beside a result: NOTICE, WARNING and the like.
public struct PostgresNotice: Hashable, Sendable {
  /// The severity in English, whatever the server's language: `WARNING`, `NOTICE`, `INFO`, ….
  public var severity: String
  public var sqlState: String
  public var message: String
  public var detail: String?
  public var hint: String?

  public init(
    severity: String, sqlState: String, message: String, detail: String? = nil, hint: String? = nil
  ) {
    self.severity = severity
    self.sqlState = sqlState
    self.message = message
    self.detail = detail
    self.hint = hint
  }

  public var isWarning: Bool { severity == "WARNING" }
}

/// Takes the notices of one connection, which libpq would print to standard error otherwise.
final class NoticeCollector {
  private var notices: [PostgresNotice] = []
  /// A server can send any number of notices; beyond this many of one statement they are dropped.
  private static let limit = 1_000

  func collect(_ result: OpaquePointer) {
    guard notices.count < Self.limit else { return }
    let field = { (code: Int32) in PQresultErrorField(result, code).map { String(cString: $0) } }
    notices.append(
      PostgresNotice(
        severity: field(DIAG_SEVERITY_NONLOCALIZED) ?? field(DIAG_SEVERITY) ?? "",
        sqlState: field(DIAG_SQLSTATE) ?? "",
        message: field(DIAG_MESSAGE_PRIMARY) ?? "",
        detail: field(DIAG_MESSAGE_DETAIL),
        hint: field(DIAG_MESSAGE_HINT)))
  }

  func take() -> [PostgresNotice] {
    defer { notices = [] }
    return notices
  }
}
