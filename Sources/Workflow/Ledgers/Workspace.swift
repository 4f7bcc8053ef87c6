import Deliberation
import EventStore
import Postgres

/// Where this person works: the configured ledgers, or those of the private cluster.
package struct Workspace: Sendable {
  package let configuration: Configuration
  /// `nil` where ledgers are configured.
  package let cluster: PrivateCluster?
  /// Told in a sentence when something takes a while.
  private let progress: @Sendable (String) -> Void

  package init(
    environment: [String: String], login: String?, progress: @escaping @Sendable (String) -> Void
  ) throws {
    configuration = try Configuration.load(
      environment: environment, flags: login.map { [.login: $0] } ?? [:])
    cluster =
      configuration.usesPrivateCluster ? try PrivateCluster.locate(environment: environment) : nil
    self.progress = progress
  }

  /// The ledgers to open; starts the private server if it rests.
  package func directory() throws -> LedgerDirectory {
    guard let cluster else {
      let pairs = configuration.ledgers.map { ($0.code, $0.connection) }
      return LedgerDirectory(
        connections: Dictionary(uniqueKeysWithValues: pairs), login: configuration[.login].value)
    }
    try cluster.ensureRunning(progress: progress)
    // The owner of a private cluster speaks as its founding principal unless he says otherwise.
    let login = configuration[.login].value ?? TrainingRoster.founder
    var connections: [String: String] = [:]
    for (code, database) in try cluster.ledgers.all() {
      connections[code] = try cluster.connectionString(database: database, user: login)
    }
    return LedgerDirectory(connections: connections, login: nil, speaker: login)
  }

  /// The private cluster.
  ///
  /// - Throws: `server.shared` where ledgers are configured: their servers are somebody else's to
  ///   run.
  package func privateCluster() throws -> PrivateCluster {
    guard let cluster else {
      throw WorkflowError(
        "server.shared", "The ledgers are on servers of their own, as \(configuration.path) says.",
        hint: "Their administrator starts, stops and migrates them; see docs/operations.md.")
    }
    return cluster
  }

  /// Where the key of a ledger's checkpoints is kept, if this is where it is kept.
  package func logKeyFile(_ code: String) -> String? {
    cluster.map { "\($0.keyFolder)/\(code).key" }
  }

  /// Makes ledgers in the private cluster, as its administrator.
  package func factory() throws -> LedgerFactory {
    let cluster = try privateCluster()
    try cluster.ensureRunning(progress: progress)
    return Self.factory(cluster)
  }

  static func factory(_ cluster: PrivateCluster) -> LedgerFactory {
    LedgerFactory(keyFolder: cluster.keyFolder) { database in
      try await Connection.open(
        conninfo: cluster.connectionString(database: database, user: PrivateCluster.administrator),
        overriding: [("application_name", "ringi")])
    }
  }
}
