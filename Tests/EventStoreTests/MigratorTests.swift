import Foundation
import Postgres
import Schema
import TestSupport
import Testing

@testable import EventStore

extension StoreTests {
  @Suite("Migrating")
  struct MigratorTests {
    private func names() throws -> [String] {
      try Schema.migrations().map(\.name) + Schema.projections().map(\.name)
    }

    @Test("An empty database is brought to the present, once")
    func fromNothing() async throws {
      let connection = try await Store(empty: ()).administrator()
      let migrator = Migrator(connection: connection)
      let known = try names()
      #expect(known.count > 20)
      #expect(try await migrator.status() == known.map { .init(name: $0, state: .pending) })
      #expect(try await migrator.migrate() == known)
      #expect(try await migrator.status() == known.map { .init(name: $0, state: .applied) })
      #expect(try await migrator.migrate().isEmpty)
      let open = try await connection.query("select object from ringi.verify_fence()")
      #expect(open.count == 0, "the fence is closed")
      await connection.close()
    }

    @Test("A migration that was applied from other bytes is refused by name")
    func changed() async throws {
      let store = try await Store()
      try await store.administer("update ringi.migration set checksum = '\\x00' where number = 3")
      let connection = try await store.administrator()
      let migrator = Migrator(connection: connection)
      let name = try #require(try names().first { $0.hasPrefix("0003") })
      let odd = try await migrator.status().filter { $0.state != .applied }
      #expect(odd == [.init(name: name, state: .changed)])
      let error = try #require(try await storeError { try await migrator.migrate() })
      #expect(error.kind == .schema)
      #expect(error.message.contains(name))
      await connection.close()
    }

    @Test("A migration of a newer program is refused by name")
    func unknown() async throws {
      let store = try await Store()
      try await store.administer(
        "insert into ringi.migration (number, name, checksum) values (9999, '9999_future', '\\x00')"
      )
      let connection = try await store.administrator()
      let migrator = Migrator(connection: connection)
      #expect(
        try await migrator.status().last == .init(name: "9999_future", state: .unknown))
      let error = try #require(try await storeError { try await migrator.migrate() })
      #expect(error.kind == .schema)
      #expect(error.message.contains("9999_future"))
      await connection.close()
    }

    @Test("A projection whose file changed is made again; a history is not rewritten by that")
    func changedProjection() async throws {
      let store = try await Store()
      let official = try await store.official()
      try await official.file("USA-2026-0001")
      try await official.ledger.project()
      try await store.administer(
        "update ringi.projection_state set checksum = '\\x00' where name = 'stand'")
      let connection = try await store.administrator()
      let migrator = Migrator(connection: connection)
      #expect(
        try await migrator.status().filter { $0.state != .applied } == [
          .init(name: "stand", state: .pending)
        ])
      #expect(try await migrator.migrate() == ["stand"])
      let head = try await official.ledger.head()
      #expect(try await official.ledger.project() == head.position)
      let differing = try await connection.query(
        "select name from ringi.verify_projections() where differing <> 0")
      #expect(differing.count == 0)
      await connection.close()
    }

    @Test("Two migrators at once: each script is applied by one of them")
    func together() async throws {
      let store = try await Store(empty: ())
      let done = try await withThrowingTaskGroup(of: [String].self) { group in
        for _ in 0..<2 {
          group.addTask {
            let connection = try await store.administrator()
            let done = try await Migrator(connection: connection).migrate()
            await connection.close()
            return done
          }
        }
        return try await group.reduce(into: []) { $0 += $1 }
      }
      #expect(done == (try names()))
    }

    @Test("Ledgers of one server migrate at the same time")
    func sideBySide() async throws {
      var stores: [Store] = []
      for _ in 0..<4 { stores.append(try await Store()) }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for store in stores {
          group.addTask {
            let connection = try await store.administrator()
            for _ in 0..<5 { try await Migrator(connection: connection).migrate() }
            await connection.close()
          }
        }
        try await group.waitForAll()
      }
    }

    @Test("A script that fails leaves nothing behind, not even a lock")
    func failing() async throws {
      let store = try await Store(empty: ())
      // In the way of a later script.
      try await store.administer("create schema ringi")
      let connection = try await store.administrator()
      await #expect(throws: PostgresError.self) {
        try await Migrator(connection: connection).migrate()
      }
      #expect(try await connection.query("select 1").int(0, 0) == 1)
      let other = try await store.administrator()
      try await other.execute(script: "drop schema ringi cascade")
      #expect(try await Migrator(connection: other).migrate() == (try names()))
      await connection.close()
      await other.close()
    }
  }
}
