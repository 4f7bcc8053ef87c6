public import Deliberation

/// Why a use case ended, other than by a rule (`Refusal`) or by the store (`StoreError`).
public struct WorkflowError: Error, Sendable {
  /// Stable, as in the manual: `not_found`, `server.unreachable` …
  public var code: String
  public var message: String
  public var hint: String?
  public var details: JSON?

  public init(_ code: String, _ message: String, hint: String? = nil, details: JSON? = nil) {
    self.code = code
    self.message = message
    self.hint = hint
    self.details = details
  }

  /// Absent and hidden are one answer; it holds only what the user typed.
  public static func notFound(_ typed: String) -> WorkflowError {
    WorkflowError("not_found", "There is no '\(typed)' that you can see.")
  }
}
