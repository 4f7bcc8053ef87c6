import Foundation
import Postgres
import Synchronization
import TestSupport
import Testing

extension ServerTests {
  @Suite("Cancellation reaches the server")
  struct CancellationTests {
    @Test(arguments: [0, 20, 200])
    func cancelling(afterMilliseconds delay: Int) async throws {
      let admin = try await TestServer.connect()
      let connection = try await TestServer.connect()
      let pid = await connection.backendPID
      let task = Task { try await connection.query("select pg_sleep(60)") }
      try await Task.sleep(for: .milliseconds(delay))
      let start = ContinuousClock.now
      task.cancel()
      let error = await postgresError { _ = try await task.value }
      #expect(error?.code == .cancelled)
      #expect(error?.isConnectionLost == false)
      #expect(ContinuousClock.now - start < .seconds(5))
      let active = try await admin.query(
        "select from pg_stat_activity where pid = \(pid) and state = 'active'")
      #expect(active.count == 0)
      for number in 0..<20 {
        #expect(try await connection.query("select \(number)").int(0, 0) == number)
      }
    }

    @Test func aTimeoutOfTheServerIsNoCancellation() async throws {
      let connection = try await TestServer.connect()
      try await connection.execute(script: "set statement_timeout = '50ms'")
      let error = await postgresError { _ = try await connection.query("select pg_sleep(60)") }
      #expect(error?.code == .server)
      #expect(error?.sqlState == "57014")
    }

    @Test func cancelledTasksSendNothing() async throws {
      let connection = try await TestServer.connect()
      _ = try await connection.query("create temp table n ()")
      let task = Task {
        withUnsafeCurrentTask { $0?.cancel() }
        _ = try await connection.query("insert into n default values")
      }
      #expect(await postgresError { try await task.value }?.code == .cancelled)
      #expect(try await connection.query("select count(*) from n").int(0, 0) == 0)
    }

    @Test func waitingInLineCanBeCancelled() async throws {
      let connection = try await TestServer.connect()
      let first = Task { try await connection.query("select pg_sleep(60)") }
      try await Task.sleep(for: .milliseconds(50))
      let second = Task { try await connection.query("select 2") }
      let third = Task { try await connection.query("select 3") }
      try await Task.sleep(for: .milliseconds(50))
      second.cancel()
      #expect(await postgresError { _ = try await second.value }?.code == .cancelled)
      first.cancel()
      #expect(try await third.value.int(0, 0) == 3)
    }

    @Test func cancelledScripts() async throws {
      let connection = try await TestServer.connect()
      let task = Task { try await connection.execute(script: "select 1; select pg_sleep(60)") }
      try await Task.sleep(for: .milliseconds(50))
      task.cancel()
      #expect(await postgresError { _ = try await task.value }?.code == .cancelled)
      #expect(try await connection.query("select 1").count == 1)
    }

    /// A cancel request must never hit the statement after the one it was meant for.
    @Test func requestsDoNotGoAstray() async throws {
      let connection = try await TestServer.connect()
      for round in 0..<100 {
        let task = Task { try await connection.query("select pg_sleep(0.002)") }
        try await Task.sleep(for: .microseconds(round * 50))
        task.cancel()
        _ = await task.result
        #expect(try await connection.query("select \(round)").int(0, 0) == round)
      }
    }
  }

  @Suite("Many at once")
  struct ConcurrencyTests {
    @Test func fiftyConnections() async throws {
      try await withThrowingTaskGroup(of: Int.self) { group in
        for number in 0..<50 {
          group.addTask {
            let connection = try await TestServer.connect()
            var sum = 0
            for step in 0..<20 {
              sum += try await connection.query("select \(number * step)").int(0, 0)
            }
            await connection.close()
            return sum
          }
        }
        var total = 0
        for try await sum in group { total += sum }
        #expect(total == (0..<50).reduce(0) { $0 + $1 * 190 })
      }
    }

    @Test func manyTasksOnOneConnection() async throws {
      let connection = try await TestServer.connect()
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<200 {
          group.addTask {
            let result = try await connection.query("select \(number)")
            #expect(try result.int(0, 0) == number)
          }
        }
        try await group.waitForAll()
      }
    }

    @Test func waitingBlocksNoThreadOfThePool() async throws {
      let count = ProcessInfo.processInfo.activeProcessorCount * 4 + 4
      let connections = try await withThrowingTaskGroup(of: Connection.self) { group in
        for _ in 0..<count { group.addTask { try await TestServer.connect() } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      let ticks = Mutex(0)
      let ticker = Task {
        while !Task.isCancelled {
          try? await Task.sleep(for: .milliseconds(10))
          ticks.withLock { $0 += 1 }
        }
      }
      let clock = ContinuousClock()
      let time = try await clock.measure {
        try await withThrowingTaskGroup(of: Void.self) { group in
          for connection in connections {
            group.addTask { _ = try await connection.query("select pg_sleep(1)") }
          }
          try await group.waitForAll()
        }
      }
      ticker.cancel()
      #expect(time < .seconds(count) / 3)
      #expect(ticks.withLock { $0 } > 10)
    }
  }
}
