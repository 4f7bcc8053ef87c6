package import Deliberation
import EventStore
import FoundationEssentials
import Postgres

/// The databases of the private cluster's ledgers, seen by their administrator.
package struct Databases: Sendable {
  private let cluster: PrivateCluster

  package init(_ workspace: Workspace) throws {
    cluster = try workspace.privateCluster()
    try cluster.ensureRunning { _ in }
  }

  private func each(
    _ narrowed: String?, _ body: (String, Connection) async throws -> Void
  ) async throws {
    for (code, database) in try cluster.ledgers.all().sorted(by: { $0.key < $1.key })
    where narrowed == nil || narrowed == code {
      let connection = try await Connection.open(
        conninfo: cluster.connectionString(database: database, user: PrivateCluster.administrator),
        overriding: [("application_name", "ringi")])
      do {
        try await body(code, connection)
        await connection.close()
      } catch {
        await connection.close()
        throw error
      }
    }
  }

  /// Every migration and projection with its state, by ledger; `current` is false when something is
  /// pending or strange.
  package func status(_ narrowed: String?) async throws -> (items: [JSON], isCurrent: Bool) {
    var items: [JSON] = []
    var current = true
    try await each(narrowed) { code, connection in
      for step in try await Migrator(connection: connection).status() {
        if step.state != .applied { current = false }
        items.append([
          "ledger": .string(code), "step": .string(step.name),
          "state": .string(step.state.rawValue),
        ])
      }
    }
    return (items, current)
  }

  /// Applies what is pending and closes the fence again.
  package func migrate(_ narrowed: String?) async throws -> [JSON] {
    var items: [JSON] = []
    try await each(narrowed) { code, connection in
      for name in try await Migrator(connection: connection).migrate() {
        items.append(["ledger": .string(code), "step": .string(name), "state": "applied"])
      }
    }
    return items
  }

  /// What is open that the fence should close, by ledger.
  package func verify(_ narrowed: String?) async throws -> [JSON] {
    var items: [JSON] = []
    try await each(narrowed) { code, connection in
      for step in try await Migrator(connection: connection).status() where step.state != .applied {
        items.append([
          "ledger": .string(code), "kind": "migration", "object": .string(step.name),
          "problem": .string(step.state.rawValue),
        ])
      }
      let open = try await connection.query(
        "select kind, object, problem from ringi.verify_fence()")
      for row in 0..<open.count {
        items.append([
          "ledger": .string(code), "kind": .string(try open.string(row, "kind")),
          "object": .string(try open.string(row, "object")),
          "problem": .string(try open.string(row, "problem")),
        ])
      }
    }
    return items
  }
}
