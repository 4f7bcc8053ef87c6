internal import CLibPQ

/// Tells the ways apart in which a connection can fail to open.
///
/// libpq keeps only a text of such a failure. The connection asks for verbose messages while it
/// opens, so what comes from the server reads `FATAL:  28P01: …`: the severity in the server's
/// language, two spaces, the SQLSTATE. That is all that is parsed. What has no SQLSTATE came from
/// this side.
enum OpeningFailure {
  static func error(_ pointer: OpaquePointer) -> PostgresError {
    let text = PQerrorMessage(pointer).map { String(cString: $0) } ?? ""
    return error(text, lacksPassword: PQconnectionNeedsPassword(pointer) == 1)
  }

  static func error(_ text: String, lacksPassword: Bool) -> PostgresError {
    let lines = text.split(whereSeparator: \.isNewline).map { String($0) }
    var messages: [String] = []
    var states: [String] = []
    var hint: String?
    var detail: String?
    for line in lines {
      if let found = sqlState(in: line) {
        states.append(found.state)
        messages.append(found.message)
      } else if let text = line.dropping(prefix: "HINT:  ") {
        hint = text
      } else if let text = line.dropping(prefix: "DETAIL:  ") {
        detail = text
      } else if !line.hasPrefix("LOCATION:  ") {
        messages.append(line)
      }
    }
    // Of several hosts' refusals the one that a person can act on is the telling one.
    let state =
      states.first { $0.hasPrefix("28") } ?? states.first { code(of: $0) == .databaseRefused }
      ?? states.first
    let message = messages.joined(separator: "\n")
    var error = PostgresError(
      state.map { code(of: $0) } ?? localCode(message, lacksPassword: lacksPassword),
      message.isEmpty ? "the connection failed" : message)
    error.sqlState = state
    error.severity = state.map { _ in "FATAL" }
    error.hint = hint
    error.detail = detail
    return error
  }

  private static func code(of state: String) -> PostgresError.Code {
    switch state {
    case _ where state.hasPrefix("28"): .authenticationRefused
    case "3D000", "42501": .databaseRefused
    // Starting up, shutting down, recovering without hot standby, full.
    case "57P01", "57P02", "57P03", "53300": .unreachable
    default: .server
    }
  }

  private static func localCode(_ message: String, lacksPassword: Bool) -> PostgresError.Code {
    if lacksPassword { return .authenticationRefused }
    // libpq begins every message about a server that it tried with one of these.
    let attempts = ["connection to server", "could not translate host name", "could not parse"]
    return attempts.contains { message.contains($0) } ? .unreachable : .invalidParameters
  }

  /// Finds `:  XXXXX: ` and gives the line without it.
  private static func sqlState(in line: String) -> (state: String, message: String)? {
    let bytes = Array(line.utf8)
    guard bytes.count >= 10 else { return nil }
    for start in 0...(bytes.count - 10) {
      let state = bytes[start + 3..<start + 8]
      guard bytes[start..<start + 3].elementsEqual(":  ".utf8),
        bytes[start + 8..<start + 10].elementsEqual(": ".utf8),
        state.allSatisfy({ (48...57).contains($0) || (65...90).contains($0) })
      else {
        continue
      }
      let message = bytes[..<(start + 3)] + bytes[(start + 10)...]
      return (String(decoding: state, as: UTF8.self), String(decoding: message, as: UTF8.self))
    }
    return nil
  }
}

extension String {
  fileprivate func dropping(prefix: String) -> String? {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
  }
}
