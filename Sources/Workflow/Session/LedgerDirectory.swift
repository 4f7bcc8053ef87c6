/// Where the ledgers are: what the configuration says, or the private cluster.
public struct LedgerDirectory: Sendable {
  /// Ledger code to libpq connection string.
  public var connections: [String: String]
  /// The login to speak as; `nil` leaves it to libpq.
  public var login: String?
  /// Who that is, for messages, where it stands in the connection strings.
  public var speaker: String?

  public init(connections: [String: String], login: String?, speaker: String? = nil) {
    self.connections = connections
    self.login = login
    self.speaker = speaker ?? login
  }

  public var codes: [String] { connections.keys.sorted() }
}
