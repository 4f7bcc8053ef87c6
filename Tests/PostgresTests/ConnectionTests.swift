import Foundation
import Postgres
import TestSupport
import Testing

extension ServerTests {
  @Suite("Opening and losing connections", .serialized)
  struct ConnectionTests {
    private let server: TestServer

    init() throws {
      server = try TestServer.shared.get()
    }

    private func openError(
      conninfo: String = "", _ parameters: [(String, String)]
    ) async -> PostgresError? {
      await postgresError {
        _ = try await TestServer.open(conninfo: conninfo, parameters)
      }
    }

    @Test func absentDatabase() async throws {
      let error = await openError(server.parameters(overriding: [("dbname", "無い")]))
      #expect(error?.code == .databaseRefused)
      #expect(error?.sqlState == "3D000")
      #expect(error?.message.contains("無い") == true)
    }

    @Test func connectNotGranted() async throws {
      let admin = try await TestServer.connect()
      try await admin.execute(script: "drop role if exists outsider; create role outsider login")
      _ = try await admin.query("create database closed")
      _ = try await admin.query("revoke connect on database closed from public")
      let error = await openError(
        server.parameters(overriding: [("dbname", "closed"), ("user", "outsider")]))
      #expect(error?.code == .databaseRefused)
      #expect(error?.sqlState == "42501")
    }

    @Test func absentRole() async throws {
      let error = await openError(server.parameters(overriding: [("user", "nobody_here")]))
      #expect(error?.code == .authenticationRefused)
      #expect(error?.sqlState == "28000")
    }

    @Test func nobodyListens() async throws {
      for parameters in [
        [("host", "/tmp/nothing-here")], [("host", "127.0.0.1"), ("port", "1")],
        [("host", "no-such-host.invalid")],
      ] {
        let error = await openError(server.parameters(overriding: parameters))
        #expect(error?.code == .unreachable)
        #expect(error?.sqlState == nil)
      }
    }

    @Test func senselessParameters() async throws {
      #expect(await openError([("nonsense", "1")])?.code == .invalidParameters)
      #expect(await openError(conninfo: "host=a b", [])?.code == .invalidParameters)
      #expect(
        await openError([("service", "no_such_service")])?.code == .invalidParameters)
      #expect(await openError([("dbname", "a\0b")])?.code == .invalidParameters)
    }

    @Test func overridesWinOverTheString() async throws {
      let connection = try await TestServer.open(
        conninfo: "host=\(server.socketDirectory) user=\(server.user) dbname=nothing",
        [("dbname", "template1"), ("application_name", "override")])
      #expect(await connection.database == "template1")
      #expect(await connection.parameter("application_name") == "override")
    }

    @Test func aDatabaseNameIsNoConnectionString() async throws {
      let hostile = "host=/tmp/elsewhere dbname=postgres"
      let error = await openError(server.parameters(overriding: [("dbname", hostile)]))
      #expect(error?.code == .databaseRefused)
      let second = await openError(
        conninfo: "host=\(server.socketDirectory) user=\(server.user)", [("dbname", hostile)])
      #expect(second?.code == .databaseRefused)
    }

    @Test func severalHosts() async throws {
      let connection = try await TestServer.open(
        server.parameters(overriding: [
          ("host", "/tmp/nothing-here,\(server.socketDirectory)"), ("port", "1,5432"),
          ("target_session_attrs", "read-write"),
        ]))
      #expect(await connection.port == "5432")
      let error = await openError(
        server.parameters(overriding: [("target_session_attrs", "standby")]))
      #expect(error?.code == .unreachable)
    }

    /// A server that takes connections and says nothing.
    private func withSilentHost(_ body: (Int) async throws -> Void) async throws {
      let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      defer { close(listener) }
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_addr.s_addr = inet_addr("127.0.0.1")
      var length = socklen_t(MemoryLayout<sockaddr_in>.size)
      let bound = withUnsafeMutablePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
          bind(listener, pointer, length) == 0 && listen(listener, 8) == 0
            && getsockname(listener, pointer, &length) == 0
        }
      }
      try #require(bound)
      try await body(Int(UInt16(bigEndian: address.sin_port)))
    }

    @Test func connectTimeout() async throws {
      try await withSilentHost { port in
        let clock = ContinuousClock()
        let start = clock.now
        let error = await openError([
          ("host", "127.0.0.1"), ("port", "\(port)"), ("connect_timeout", "2"), ("user", "x"),
        ])
        #expect(error?.code == .unreachable)
        #expect(error?.message.contains("timed out") == true)
        #expect((.seconds(1.8) ... .seconds(5)).contains(clock.now - start))
      }
    }

    @Test func theNextHostAfterATimeout() async throws {
      try await withSilentHost { port in
        let connection = try await TestServer.open(
          server.parameters(overriding: [
            ("host", "127.0.0.1,\(server.socketDirectory)"), ("port", "\(port),5432"),
            ("connect_timeout", "2"),
          ]))
        #expect(await connection.host == server.socketDirectory)
      }
    }

    @Test func cancelledWhileConnecting() async throws {
      try await withSilentHost { port in
        let task = Task {
          try await TestServer.open([("host", "127.0.0.1"), ("port", "\(port)"), ("user", "x")])
        }
        try await Task.sleep(for: .milliseconds(100))
        let start = ContinuousClock.now
        task.cancel()
        let error = await postgresError { _ = try await task.value }
        #expect(error?.code == .cancelled)
        #expect(ContinuousClock.now - start < .seconds(2))
      }
    }

    @Test func environmentServiceAndPasswordFile() async throws {
      let admin = try await TestServer.connect()
      try await admin.execute(
        script: "drop role if exists clerk; create role clerk login password '秘密'")
      // The environment belongs to the process, so these run one after another here.
      let folder = "\(NSTemporaryDirectory())/pgtest-files-\(getpid())"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(atPath: folder) }
      let service = "\(folder)/services"
      try """
      [epcc]
      host=\(server.socketDirectory)
      port=5432
      dbname=template1
      user=\(server.user)
      application_name=from-service
      """.write(toFile: service, atomically: true, encoding: .utf8)
      setenv("PGSERVICEFILE", service, 1)
      defer { unsetenv("PGSERVICEFILE") }
      var connection = try await TestServer.open(conninfo: "service=epcc")
      #expect(await connection.database == "template1")
      #expect(await connection.parameter("application_name") == "from-service")
      connection = try await TestServer.open(
        conninfo: "service=epcc", [("dbname", "postgres")])
      #expect(await connection.database == "postgres")

      setenv("PGHOST", server.socketDirectory, 1)
      setenv("PGUSER", "clerk", 1)
      setenv("PGDATABASE", "postgres", 1)
      setenv("PGAPPNAME", "from-environment", 1)
      defer { for name in ["PGHOST", "PGUSER", "PGDATABASE", "PGAPPNAME"] { unsetenv(name) } }
      connection = try await TestServer.open()
      #expect(await connection.sessionUser == "clerk")
      #expect(await connection.parameter("application_name") == "from-environment")

      let passwords = "\(folder)/pgpass"
      try "*:*:*:clerk:秘密\n".write(toFile: passwords, atomically: true, encoding: .utf8)
      chmod(passwords, 0o600)
      try await withPasswords(for: "clerk", admin) {
        let refused = await openError([])
        #expect(refused?.code == .authenticationRefused)
        let wrong = await openError([("password", "間違い")])
        #expect(wrong?.code == .authenticationRefused)
        #expect(wrong?.sqlState == "28P01")
        #expect(wrong?.description.contains("間違い") == false)
        let connection = try await TestServer.open([("passfile", passwords)])
        #expect(await connection.sessionUser == "clerk")
      }
    }

    /// Makes the server ask one role for its password.
    private func withPasswords(
      for role: String, _ admin: Connection, _ body: () async throws -> Void
    ) async throws {
      let path = try await admin.query("show hba_file").string(0, 0)
      let rules = try String(contentsOfFile: path, encoding: .utf8)
      func install(_ text: String) async throws {
        try text.write(toFile: path, atomically: false, encoding: .utf8)
        _ = try await admin.query("select pg_reload_conf()")
        try await Task.sleep(for: .milliseconds(300))
      }
      try await install("local all \(role) scram-sha-256\n" + rules)
      do { try await body() } catch {
        try await install(rules)
        throw error
      }
      try await install(rules)
    }

    @Test func closedConnectionsFailAtOnce() async throws {
      let connection = try await TestServer.connect()
      await connection.close()
      await connection.close()
      let error = await postgresError { _ = try await connection.query("select 1") }
      #expect(error?.code == .closed)
      #expect(error?.isConnectionLost == true)
    }

    @Test func closingEndsWhatIsUnderWay() async throws {
      let connection = try await TestServer.connect()
      let task = Task { try await connection.query("select pg_sleep(60)") }
      try await Task.sleep(for: .milliseconds(100))
      await connection.close()
      let error = await postgresError { _ = try await task.value }
      #expect(error?.isConnectionLost == true)
    }

    @Test func theSessionEndsWithTheConnection() async throws {
      let admin = try await TestServer.connect()
      var connection: Connection? = try await TestServer.connect()
      let pid = try #require(await connection?.backendPID)
      connection = nil
      #expect(
        try await eventually {
          try await admin.query("select from pg_stat_activity where pid = \(pid)").count == 0
        })
    }

    @Test func killedInTheMiddleOfAQuery() async throws {
      let admin = try await TestServer.connect()
      let connection = try await TestServer.connect()
      let pid = await connection.backendPID
      let task = Task { try await connection.query("select pg_sleep(60)") }
      try await Task.sleep(for: .milliseconds(100))
      _ = try await admin.query("select pg_terminate_backend(\(Int32(pid)))")
      let error = await postgresError { _ = try await task.value }
      #expect(error?.isConnectionLost == true)
      #expect(error?.code == .connectionLost)
      #expect(error?.sqlState == "57P01")
      #expect(error?.sql == "select pg_sleep(60)")
      #expect(await connection.isClosed)
      let start = ContinuousClock.now
      let later = await postgresError { _ = try await connection.query("select 2") }
      #expect(later?.isConnectionLost == true)
      #expect(later?.sql == "select 2")
      #expect(ContinuousClock.now - start < .milliseconds(100))
    }

    @Test func killedWhileIdle() async throws {
      let admin = try await TestServer.connect()
      let connection = try await TestServer.connect()
      _ = try await admin.query(
        "select pg_terminate_backend(\(Int32(await connection.backendPID)))")
      try await Task.sleep(for: .milliseconds(200))
      let error = await postgresError { _ = try await connection.query("select 1") }
      #expect(error?.isConnectionLost == true)
    }

    @Test func killedBeforeTheSyncIsConfirmed() async throws {
      let connection = try await TestServer.connect()
      let results = await connection.pipeline([
        .query("select 1"), .sync, .query("select 2"),
        .query("select pg_terminate_backend(pg_backend_pid())"), .sync, .query("select 3"),
      ])
      #expect(try results[0].get().int(0, 0) == 1)
      #expect(results[1...].allSatisfy { $0.failure?.isConnectionLost == true })
    }
  }
}
