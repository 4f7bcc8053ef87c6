/// What `server status` tells.
package struct ServerStatus: Sendable, Equatable {
  package enum State: String, Sendable {
    case running
    case stopped
    case notInitialised = "not_initialised"
  }

  package let state: State
  /// The socket's directory, libpq's `host`; nil unless running.
  package let host: String?
  /// nil unless running.
  package let port: Int?
  /// The superuser's role.
  package let owner: String
  /// The version of the server that runs or would run, nil if none is installed.
  package let version: String?
  package let dataDirectory: String
  /// Database names by ledger code.
  package let databases: [String: String]
}
