/// The statuses that scripts rely on.
enum ExitStatus: Int32, Sendable, CaseIterable {
  case done = 0
  case failed = 1
  case usage = 2
  /// Absent, or not the reader's to see: never distinguishable.
  case notFound = 3
  case notAuthorised = 4
  case refused = 5
  /// Somebody moved first; nothing was written.
  case conflict = 6
  case verificationFailed = 7
  case serverUnreachable = 8
  case interrupted = 130

  /// The status that belongs to a stable code: a rule refused, unless the code's family says
  /// otherwise.
  init(code: String) {
    switch code {
    case "time.future": self = .refused
    case "clock.behind", "server.unreachable": self = .serverUnreachable
    case "revision.moved", "conflict", "version.conflict": self = .conflict
    case "not_found": self = .notFound
    case "interrupted": self = .interrupted
    default: self = ExitStatus(family: code.split(separator: ".").first.map(String.init) ?? code)
    }
  }

  private init(family: String) {
    switch family {
    case "usage", "time": self = .usage
    case "authority": self = .notAuthorised
    case "conflict": self = .conflict
    case "verification": self = .verificationFailed
    case "failed", "output", "input", "editor", "configuration", "import": self = .failed
    default: self = .refused
    }
  }
}
