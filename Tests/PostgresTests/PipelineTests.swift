import Foundation
import Postgres
import TestSupport
import Testing

extension ServerTests {
  @Suite("Pipelines")
  struct PipelineTests {
    @Test func groupsAreTransactions() async throws {
      let connection = try await TestServer.connect()
      _ = try await connection.query("create temp table g (id int primary key)")
      let results = await connection.pipeline([
        .query("insert into g values (\(1)) returning pg_current_xact_id()"),
        .query("insert into g values (\(2)) returning pg_current_xact_id()"), .sync,
        .query("insert into g values (\(3)) returning pg_current_xact_id()"), .sync, .sync,
      ])
      let ids = try results.map { try $0.get().int(0, 0) }
      #expect(ids[0] == ids[1])
      #expect(ids[1] != ids[2])
      #expect(await !connection.isInTransaction)
    }

    @Test func aFailureAbortsItsGroupOnly() async throws {
      let connection = try await TestServer.connect()
      _ = try await connection.query("create temp table g (id int primary key)")
      let results = await connection.pipeline([
        .query("insert into g values (1)"), .query("insert into g values (1)"),
        .query("insert into g values (2)"), .sync, .query("insert into g values (3)"),
      ])
      #expect(results.count == 4)
      #expect(try results[0].get().affectedRows == 1)
      #expect(results[1].failure?.sqlState == "23505")
      #expect(results[2].failure?.code == .pipelineAborted)
      #expect(results[2].failure?.sql == "insert into g values (2)")
      #expect(try results[3].get().affectedRows == 1)
      #expect(try await connection.query("select id from g").int(0, 0) == 3)
    }

    @Test func aFailedCommitFailsItsGroup() async throws {
      let connection = try await TestServer.connect()
      _ = try await connection.query(
        "create temp table d (id int unique deferrable initially deferred)")
      let results = await connection.pipeline([
        .query("insert into d values (1)"), .query("insert into d values (1)"), .sync,
        .query("insert into d values (7)"),
      ])
      #expect(results[0].failure?.sqlState == "23505")
      #expect(results[1].failure?.sqlState == "23505")
      #expect(try results[2].get().affectedRows == 1)
      #expect(try await connection.query("select id from d").count == 1)
    }

    @Test func insideATransactionBlock() async throws {
      let connection = try await TestServer.connect()
      let results = await connection.pipeline([
        .query("begin"), .query("select 1"), .sync, .query("select 1/0"), .sync,
        .query("select 2"), .sync, .query("rollback"),
      ])
      #expect(results[2].failure?.sqlState == "22012")
      #expect(results[3].failure?.sqlState == "25P02")
      #expect(try results[4].get().commandTag == "ROLLBACK")
      #expect(await !connection.isInTransaction)
    }

    @Test func emptyAndUnsendable() async throws {
      let connection = try await TestServer.connect()
      #expect(await connection.pipeline([]).isEmpty)
      #expect(await connection.pipeline([.sync]).isEmpty)
      let results = await connection.pipeline([.query("select 1"), .query("\0")])
      #expect(results[0].failure?.code == .pipelineAborted)
      #expect(results[1].failure?.code == .invalidStatement)
    }

    /// Both sides must read while they write, or they wait for each other for ever.
    @Test func moreThanTheBuffersHold() async throws {
      let connection = try await TestServer.connect()
      let text = String(repeating: "x", count: 100_000)
      let results = await connection.pipeline(
        (0..<100).map { .query("select \($0), \(text)") })
      #expect(try results.map { try $0.get().int(0, 0) } == Array(0..<100))
      #expect(try results.allSatisfy { try $0.get().string(0, 1).utf8.count == 100_000 })
    }

    @Test func oneRoundTripIsFasterThanMany() async throws {
      let connection = try await TestServer.connect()
      let clock = ContinuousClock()
      let apart = try await clock.measure {
        for _ in 0..<500 { _ = try await connection.query("select 1") }
      }
      let together = await clock.measure {
        _ = await connection.pipeline((0..<500).map { _ in .query("select 1") })
      }
      #expect(together < apart)
    }
  }

  @Suite("Transactions")
  struct TransactionTests {
    struct Refusal: Error {}

    private func table() async throws -> Connection {
      let connection = try await TestServer.connect()
      _ = try await connection.query(
        "create temp table t (id int unique deferrable initially deferred)")
      return connection
    }

    private func count(_ connection: Connection) async throws -> Int {
      try await connection.query("select count(*) from t").int(0, 0)
    }

    private func failure(_ body: () async throws -> Void) async -> TransactionError? {
      do {
        try await body()
        return nil
      } catch { return error as? TransactionError }
    }

    @Test func commits() async throws {
      let connection = try await table()
      let value = try await connection.withTransaction(isolation: .serializable) { connection in
        _ = try await connection.query("insert into t values (1)")
        return try await connection.query("show transaction_isolation").string(0, 0)
      }
      #expect(value == "serializable")
      #expect(try await count(connection) == 1)
    }

    @Test func readOnly() async throws {
      let connection = try await TestServer.connect()
      let error = await failure {
        try await connection.withTransaction(readOnly: true) { connection in
          _ = try await connection.query("create table never ()")
        }
      }
      #expect(error?.postgresError?.sqlState == "25006")
      #expect(error?.rollbackError == nil)
    }

    @Test func rollsBack() async throws {
      let connection = try await table()
      let error = await failure {
        try await connection.withTransaction { connection in
          _ = try await connection.query("insert into t values (1)")
          throw Refusal()
        }
      }
      #expect(error?.bodyError is Refusal)
      #expect(error?.rollbackError == nil && error?.commitError == nil)
      #expect(try await count(connection) == 0)
      #expect(await !connection.isInTransaction)
    }

    @Test func commitThatFails() async throws {
      let connection = try await table()
      let error = await failure {
        try await connection.withTransaction { connection in
          _ = try await connection.query("insert into t values (1), (1)")
        }
      }
      #expect(error?.commitError?.sqlState == "23505")
      #expect(error?.isInDoubt == false)
      #expect(try await count(connection) == 0)
    }

    @Test func commitOfAFailedTransaction() async throws {
      let connection = try await table()
      let error = await failure {
        try await connection.withTransaction { connection in
          _ = try? await connection.query("select 1/0")
        }
      }
      #expect(error?.commitError?.code == .rolledBack)
    }

    @Test func connectionLostInside() async throws {
      let connection = try await table()
      let error = await failure {
        try await connection.withTransaction { connection in
          _ = try await connection.query("select pg_terminate_backend(pg_backend_pid())")
        }
      }
      #expect((error?.bodyError as? PostgresError)?.isConnectionLost == true)
      #expect(error?.rollbackError?.isConnectionLost == true)
      #expect(error?.isConnectionLost == true)
      #expect(error?.isInDoubt == false)
    }

    @Test func cancelledBodyRollsBack() async throws {
      let connection = try await table()
      let task = Task {
        try await connection.withTransaction { connection in
          _ = try await connection.query("insert into t values (1)")
          _ = try await connection.query("select pg_sleep(60)")
        }
      }
      try await Task.sleep(for: .milliseconds(100))
      task.cancel()
      let outcome = await task.result
      #expect(throws: TransactionError.self) { try outcome.get() }
      #expect(try await count(connection) == 0)
      #expect(await !connection.isInTransaction)
    }

    @Test func nestedIsRefused() async throws {
      let connection = try await table()
      let error = await failure {
        try await connection.withTransaction { connection in
          try await connection.withTransaction { _ in }
        }
      }
      let inner = error?.bodyError as? TransactionError
      #expect(inner?.beginError?.code == .misuse)
      try await connection.withTransaction { _ in }
    }

    @Test func othersWaitUntilItIsOver() async throws {
      let connection = try await table()
      let other = Mailbox()
      try await connection.withTransaction { connection in
        _ = try await connection.query("insert into t values (1)")
        let task = Task.detached {
          try await connection.query("select count(*), txid_current_if_assigned() is null from t")
        }
        await other.put(task)
        async let child = connection.query("select count(*) from t")
        #expect(try await child.int(0, 0) == 1)
        try await Task.sleep(for: .milliseconds(50))
        _ = try await connection.query("insert into t values (2)")
      }
      let result = try await other.task?.value
      #expect(try result?.int(0, 0) == 2)
      #expect(try result?.bool(0, 1) == true)
    }

    @Test func transactionsOnOneConnectionTakeTurns() async throws {
      let connection = try await table()
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<20 {
          group.addTask {
            try await connection.withTransaction { connection in
              let before = try await connection.query("select count(*) from t").int(0, 0)
              _ = try await connection.query("insert into t values (\(number))")
              let after = try await connection.query("select count(*) from t").int(0, 0)
              #expect(after == before + 1)
            }
          }
        }
        try await group.waitForAll()
      }
      #expect(try await count(connection) == 20)
    }
  }
}

/// Holds a task for the test that started it elsewhere.
actor Mailbox {
  private(set) var task: Task<QueryResult, any Error>?

  func put(_ task: Task<QueryResult, any Error>) {
    self.task = task
  }
}
