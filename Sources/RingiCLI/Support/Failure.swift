import Deliberation

/// Why a command did not do what it was asked: what a reader is told and the status a script sees.
struct Failure: Error, Hashable, Sendable {
  var code: String
  var message: String
  /// What led to it, outermost first.
  var causes: [String] = []
  var hint: String?
  var details: JSON?
  var status: ExitStatus

  init(
    code: String, message: String, causes: [String] = [], hint: String? = nil,
    details: JSON? = nil, status: ExitStatus? = nil
  ) {
    self.code = code
    self.message = message
    self.causes = causes
    self.hint = hint
    self.details = details
    self.status = status ?? ExitStatus(code: code)
  }

  /// A command line that cannot be understood.
  static func usage(_ message: String, hint: String? = nil) -> Failure {
    Failure(code: "usage", message: message, hint: hint)
  }

  /// Absent and hidden read the same: the message holds nothing but what the user typed.
  static func notFound(_ typed: String) -> Failure {
    Failure(code: "not_found", message: "\(typed) not found.")
  }

  static let interrupted = Failure(code: "interrupted", message: "Interrupted.")

  /// `{"error":{…}}`: the four keys always, `causes` where there are any.
  var json: JSON {
    var error: JSONObject = [
      "code": .string(code), "message": .string(message), "hint": JSON(hint),
      "details": details ?? .null,
    ]
    if !causes.isEmpty { error["causes"] = JSON(causes) }
    return ["error": .object(error)]
  }
}

/// An error that knows how a reader should be told of it; refusals of other modules conform.
protocol FailureConvertible: Error {
  var failure: Failure { get }
}
