import Foundation
import Postgres
import TestSupport
import Testing

extension ServerTests {
  @Suite("COPY", .serialized)
  struct CopyTests {
    struct Refusal: Error {}

    private static let rows = 100_000

    private func filled() async throws -> Connection {
      let connection = try await TestServer.connect()
      _ = try await connection.query("create temp table c (id int8, title text)")
      return connection
    }

    private func fill(_ connection: Connection) async throws {
      _ = try await connection.query(
        """
        insert into c select i, case when i % 10 = 0 then null else '第' || i || '号' end
        from generate_series(1, \(Self.rows)) i
        """)
    }

    @Test func textInAndOut() async throws {
      let connection = try await filled()
      var next = 0
      let stored = try await connection.copyIn("copy c from stdin") {
        guard next < Self.rows else { return nil }
        var chunk = ""
        for id in next..<min(next + 1_000, Self.rows) { chunk += "\(id)\t議案\(id)\n" }
        next += 1_000
        return Array(chunk.utf8)
      }
      #expect(stored == Self.rows)
      var lines = 0
      var largest = 0
      try await connection.copyOut("copy c to stdout") { chunk in
        #expect(chunk.last == UInt8(ascii: "\n"))
        lines += chunk.count { $0 == UInt8(ascii: "\n") }
        largest = max(largest, chunk.count)
      }
      #expect(lines == Self.rows)
      #expect(largest < 80_000)
      #expect(try await connection.query("select count(*) from c").int(0, 0) == Self.rows)
    }

    @Test func binaryRows() async throws {
      let connection = try await filled()
      try await fill(connection)
      var count = 0
      var nulls = 0
      var sum = 0
      try await connection.copyRows("copy c to stdout (format binary)") { row in
        count += 1
        let id = try row.value(0, as: Int.self)
        let title = try row.value(1, as: String?.self)
        sum += id
        if let title { #expect(title == "第\(id)号") } else { nulls += 1 }
      }
      #expect(count == Self.rows)
      #expect(nulls == Self.rows / 10)
      #expect(sum == Self.rows * (Self.rows + 1) / 2)
    }

    /// The rows hold 400 MB, the memory of the process may grow by a fraction of that, for which
    /// other suites that run beside this one are to blame.
    @Test(.enabled(if: !isSanitized, "a sanitizer keeps freed memory"))
    func memoryIsBounded() async throws {
      let connection = try await TestServer.connect()
      let before = residentBytes()
      var bytes = 0
      var largest = 0
      try await connection.copyOut(
        "copy (select repeat('x', 2048) from generate_series(1, 200000)) to stdout"
      ) { chunk in
        bytes += chunk.count
        largest = max(largest, chunk.count)
        // A slow reader must hold the server back, not fill the memory.
        if bytes % 50 == 0 { try await Task.sleep(for: .milliseconds(1)) }
      }
      #expect(bytes == 200_000 * 2_049)
      #expect(largest <= 64 * 1024 + 2_049)
      #expect(residentBytes() - before < 128 << 20)
    }

    private func residentBytes() -> Int {
      let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
      let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
      return pages * 4_096
    }

    @Test func leavingEarlyStopsTheServer() async throws {
      let connection = try await TestServer.connect()
      let clock = ContinuousClock()
      let start = clock.now
      await #expect(throws: Refusal.self) {
        try await connection.copyOut(
          "copy (select repeat('x', 1000), generate_series(1, 100000000)) to stdout"
        ) { _ in throw Refusal() }
      }
      #expect(clock.now - start < .seconds(10))
      #expect(try await connection.query("select 1").count == 1)
    }

    @Test func cancellingWhileCopyingOut() async throws {
      let connection = try await TestServer.connect()
      let task = Task {
        try await connection.copyOut(
          "copy (select pg_sleep(1) from generate_series(1, 60)) to stdout"
        ) { _ in }
      }
      try await Task.sleep(for: .milliseconds(100))
      task.cancel()
      #expect(await postgresError { try await task.value }?.code == .cancelled)
      #expect(try await connection.query("select 1").count == 1)
    }

    @Test func anErrorOfTheProducerUndoesTheCopy() async throws {
      let connection = try await filled()
      var calls = 0
      await #expect(throws: Refusal.self) {
        _ = try await connection.copyIn("copy c from stdin") {
          calls += 1
          if calls > 3 { throw Refusal() }
          return Array("1\tい\n".utf8)
        }
      }
      #expect(try await connection.query("select count(*) from c").int(0, 0) == 0)
    }

    @Test func anErrorOfTheServer() async throws {
      let connection = try await filled()
      let error = await postgresError {
        _ = try await connection.copyIn(
          "copy c from stdin",
          from: AsyncStream<[UInt8]> { continuation in
            for chunk in ["1\tい\n", "two\tろ\n", "3\tは\n"] { continuation.yield(Array(chunk.utf8)) }
            continuation.finish()
          })
      }
      #expect(error?.sqlState == "22P02")
      #expect(error?.code == .server)
      #expect(try await connection.query("select count(*) from c").int(0, 0) == 0)
    }

    @Test func cancellingWhileCopyingIn() async throws {
      let connection = try await filled()
      let task = Task {
        try await connection.copyIn("copy c from stdin") {
          try? await Task.sleep(for: .milliseconds(5))
          return Array("1\tい\n".utf8)
        }
      }
      try await Task.sleep(for: .milliseconds(100))
      task.cancel()
      #expect(await postgresError { _ = try await task.value }?.code == .cancelled)
      #expect(try await connection.query("select count(*) from c").int(0, 0) == 0)
    }

    @Test(arguments: [
      "select 1", "copy c from stdin", "copy nothing_here to stdout", "copy c to stdout where 1",
    ])
    func whatIsNoCopyOut(text: String) async throws {
      let connection = try await filled()
      let error = await postgresError {
        try await connection.copyOut(SQL(unsafeSQL: text)) { _ in }
      }
      #expect(error != nil && error?.isConnectionLost == false)
      #expect(try await connection.query("select 1").count == 1)
    }

    @Test(arguments: ["select 1", "copy c to stdout", "copy nothing_here from stdin"])
    func whatIsNoCopyIn(text: String) async throws {
      let connection = try await filled()
      try await fill(connection)
      let error = await postgresError {
        _ = try await connection.copyIn(SQL(unsafeSQL: text)) { nil }
      }
      #expect(error != nil && error?.isConnectionLost == false)
      #expect(try await connection.query("select 1").count == 1)
    }

    @Test func statementsInsideACopyAreRefused() async throws {
      let connection = try await TestServer.connect()
      let error = await postgresError {
        try await connection.copyOut("copy (select 1) to stdout") { _ in
          _ = try await connection.query("select 1")
        }
      }
      #expect(error?.code == .misuse)
      #expect(try await connection.query("select 1").count == 1)
    }

    @Test func insideATransaction() async throws {
      let connection = try await filled()
      try await connection.withTransaction { connection in
        var chunks: [[UInt8]] = [Array("1\tい\n".utf8)]
        try await connection.copyIn("copy c from stdin") { chunks.popLast() }
        #expect(try await connection.query("select count(*) from c").int(0, 0) == 1)
      }
    }

    @Test func theServerDiesInACopy() async throws {
      let connection = try await TestServer.connect()
      let admin = try await TestServer.connect()
      let pid = Int32(await connection.backendPID)
      var isKilled = false
      let error = await postgresError {
        try await connection.copyOut(
          "copy (select repeat('x', 1000), generate_series(1, 100000000)) to stdout"
        ) { _ in
          if !isKilled { _ = try await admin.query("select pg_terminate_backend(\(pid))") }
          isKilled = true
        }
      }
      #expect(error?.isConnectionLost == true)
    }
  }

  @Suite("Notifications")
  struct NotificationTests {
    @Test func streams() async throws {
      let connection = try await TestServer.connect()
      let sender = try await TestServer.connect()
      let channel = "回覧\"\(UUID())"
      try await connection.listen(channel)
      let first = await connection.notifications
      let second = await connection.notifications
      for number in 0..<3 {
        _ = try await sender.query("select pg_notify(\(channel), \("第\(number)号"))")
      }
      for stream in [first, second] {
        var iterator = stream.makeAsyncIterator()
        for number in 0..<3 {
          let notification = await iterator.next()
          #expect(notification?.channel == channel)
          #expect(notification?.payload == "第\(number)号")
          #expect(notification?.senderPID == (await sender.backendPID))
        }
      }
      #expect(try await connection.query("select 1").count == 1)
    }

    @Test func waiting() async throws {
      let connection = try await TestServer.connect()
      let sender = try await TestServer.connect()
      try await connection.listen("w")
      let start = ContinuousClock.now
      #expect(try await connection.waitForNotification(timeout: .milliseconds(100)) == nil)
      #expect(ContinuousClock.now - start >= .milliseconds(100))
      // One that arrived with a query's answer is not lost.
      _ = try await sender.query("notify w, 'early'")
      _ = try await connection.query("select 1")
      #expect(try await connection.waitForNotification(timeout: .seconds(5))?.payload == "early")
      let task = Task { try await connection.waitForNotification(timeout: .seconds(30)) }
      try await Task.sleep(for: .milliseconds(50))
      // Statements go on while somebody waits.
      #expect(try await connection.query("select 1").count == 1)
      _ = try await sender.query("notify w, 'late'")
      #expect(try await task.value?.payload == "late")
      try await connection.unlisten("w")
      _ = try await sender.query("notify w, 'unheard'")
      #expect(try await connection.waitForNotification(timeout: .milliseconds(100)) == nil)
    }

    @Test func cancelledWait() async throws {
      let connection = try await TestServer.connect()
      let task = Task { try await connection.waitForNotification() }
      try await Task.sleep(for: .milliseconds(50))
      task.cancel()
      #expect(await postgresError { _ = try await task.value }?.code == .cancelled)
      #expect(try await connection.query("select 1").count == 1)
    }

    @Test func lostWhileListening() async throws {
      let connection = try await TestServer.connect()
      let admin = try await TestServer.connect()
      let stream = await connection.notifications
      let task = Task { try await connection.waitForNotification() }
      try await Task.sleep(for: .milliseconds(50))
      _ = try await admin.query(
        "select pg_terminate_backend(\(Int32(await connection.backendPID)))")
      for await _ in stream { Issue.record("nothing was sent") }
      #expect(await postgresError { _ = try await task.value }?.isConnectionLost == true)
      #expect(await connection.isClosed)
    }
  }
}
