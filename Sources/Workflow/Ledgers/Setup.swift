package import Deliberation
import EventStore
import FoundationEssentials

/// Makes the private cluster with its three ledgers and the people who train in them.
package struct Setup: Sendable {
  private let cluster: PrivateCluster
  private let progress: @Sendable (String) -> Void

  package init(
    environment: [String: String], progress: @escaping @Sendable (String) -> Void
  ) throws {
    cluster = try PrivateCluster.locate(environment: environment)
    self.progress = progress
  }

  /// - Parameters:
  ///   - isSandbox: whether the ledgers' clock can be set.
  ///   - clock: where a sandbox's clock starts.
  package func run(isSandbox: Bool, clock: Timestamp?) async throws -> ServerStatus {
    let initialisation = try cluster.initialise(logins: TrainingRoster.logins, progress: progress)
    do {
      try await makeLedgers(isSandbox: isSandbox, clock: clock)
    } catch {
      try? initialisation.abandon()
      throw error
    }
    try initialisation.finish()
    return try cluster.status()
  }

  private func makeLedgers(isSandbox: Bool, clock: Timestamp?) async throws {
    let factory = Workspace.factory(cluster)
    try await factory.prepareServer()
    try await factory.createLogins(TrainingRoster.logins)
    for ledger in TrainingRoster.ledgers {
      progress("Making the ledger \(ledger.code).")
      guard let kind = LedgerKind(rawValue: ledger.kind) else { continue }
      let plan = LedgerFactory.Plan(
        code: ledger.code, kind: kind, government: ledger.government, homeZone: ledger.homeZone,
        isSandbox: isSandbox, clock: isSandbox ? clock ?? Self.now : nil, members: ledger.members,
        founders: [Self.founder], registryHost: Self.registryHost)
      try await factory.create(plan)
      try cluster.ledgers.add(ledger.code, database: plan.database)
      try await enrol(ledger)
    }
  }

  /// A ledger in a private cluster is known by nobody else: its origin carries no real host.
  static let registryHost = "private.invalid"

  static let founder = FoundingPrincipal(
    login: TrainingRoster.founder, person: "Founding principal",
    capacities: TrainingRoster.founderCapacities.compactMap(Capacity.init(rawValue:)))

  private static var now: Timestamp {
    Timestamp(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000))
  }

  /// Puts the roster on record, as the founding principal and in one command.
  private func enrol(_ training: TrainingRoster.Ledger) async throws {
    let conninfo = try cluster.connectionString(
      database: LedgerRegistry.databaseName(for: training.code), user: TrainingRoster.founder)
    let ledger = try await Ledger.open(code: training.code, conninfo: conninfo, login: nil)
    do {
      let view = try await ledger.view(files: [])
      guard let authority = view.authorities.first else {
        throw WorkflowError(
          "authority.none", "The founding principal was not admitted to \(training.code).")
      }
      var batch = try Batch(view: view, authority: authority)
      for command in try TrainingCommands(training, at: view.now, year: view.currentYear()).all {
        try batch.add(command)
      }
      _ = try await ledger.append(batch.request(id: UUID(), digest: [0]))
      await ledger.close()
    } catch {
      await ledger.close()
      throw error
    }
  }
}
