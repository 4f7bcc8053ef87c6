/// Where the ledgers are: what the configuration says, or the private cluster.
public struct LedgerDirectory: Sendable {
  /// Ledger code to libpq connection string.
  public var connections: [String: String]
  /// The login to speak as; `nil` leaves it to libpq.
  public var login: String?

  public init(connections: [String: String], login: String?) {
    self.connections = connections
    self.login = login
  }

  public var codes: [String] { connections.keys.sorted() }
}
