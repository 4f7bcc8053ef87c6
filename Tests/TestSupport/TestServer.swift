import Foundation
package import Postgres
import Synchronization

/// A PostgreSQL cluster of this test process's own: made on first use, gone when the process ends.
///
/// It listens on a Unix socket only, trusts everyone who can reach it, and does not flush to disk.
package struct TestServer: Sendable {
  package let directory: String
  package let socketDirectory: String
  package let user: String

  /// Where the server's programs are.
  package static let binaries =
    ProcessInfo.processInfo.environment["RINGI_PG_BIN"] ?? "/usr/lib/postgresql/15/bin"

  package static var isInstalled: Bool {
    FileManager.default.isExecutableFile(atPath: "\(binaries)/initdb")
  }

  package static let absence = "initdb is not in \(binaries)"

  /// The server, started on first use.
  package static let shared = Result { try TestServer() }

  /// What a superuser's connection to the database `postgres` needs.
  package var parameters: [(String, String)] {
    [
      ("host", socketDirectory), ("port", "5432"), ("user", user), ("dbname", "postgres"),
      ("sslmode", "disable"), ("gssencmode", "disable"),
    ]
  }

  package func parameters(overriding others: [(String, String)]) -> [(String, String)] {
    parameters.filter { parameter in !others.contains { $0.0 == parameter.0 } } + others
  }

  package static func connect(
    _ overrides: [(String, String)] = [], options: ConnectionOptions = ConnectionOptions()
  ) async throws -> Connection {
    try await open(try shared.get().parameters(overriding: overrides), options: options)
  }

  /// Opens a connection, waiting while the server is full: suites run side by side, and together
  /// they may want more than it has.
  package static func open(
    conninfo: String = "", _ parameters: [(String, String)] = [],
    options: ConnectionOptions = ConnectionOptions()
  ) async throws -> Connection {
    while true {
      do throws(PostgresError) {
        return try await Connection.open(
          conninfo: conninfo, overriding: parameters, options: options)
      } catch {
        guard error.sqlState == "53300" else { throw error }
        try await Task.sleep(for: .milliseconds(50))
      }
    }
  }

  private init() throws {
    // A socket's path must be under 108 bytes, wherever the temporary directory is.
    directory = "/tmp/pgtest.\(getpid())"
    socketDirectory = directory
    let isRoot = geteuid() == 0
    user = isRoot ? "postgres" : NSUserName()
    let data = "\(directory)/data"
    try FileManager.default.createDirectory(
      atPath: directory, withIntermediateDirectories: true)
    if isRoot { try Self.run("/usr/bin/env", ["chown", "postgres", directory]) }
    try Self.runAsOwner(
      "initdb",
      [
        "-D", data, "-U", user, "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync",
        "--no-instructions",
      ])
    let settings =
      "-c listen_addresses= -c unix_socket_directories=\(directory) -c max_connections=100 "
      + "-c fsync=off -c autovacuum=off -c log_min_messages=panic -c max_wal_senders=0"
    stoppedAtExit.withLock { $0 = data }
    atexit {
      guard let data = stoppedAtExit.withLock({ $0 }) else { return }
      try? TestServer.runAsOwner("pg_ctl", ["stop", "-D", data, "-m", "immediate", "-s"])
      try? FileManager.default.removeItem(atPath: "/tmp/pgtest.\(getpid())")
    }
    try Self.runAsOwner(
      "pg_ctl", ["start", "-D", data, "-w", "-s", "-l", "\(directory)/log", "-o", settings])
  }

  /// Runs one of the server's programs as a user whom it accepts: it refuses root.
  package static func runAsOwner(_ program: String, _ arguments: [String]) throws {
    let path = "\(binaries)/\(program)"
    let asOwner = geteuid() == 0 ? ["runuser", "-u", "postgres", "--"] : []
    // The owner may not be able to enter the directory that the test runs in.
    try run("/usr/bin/env", ["--chdir=/"] + asOwner + [path] + arguments)
  }

  /// Runs a program and waits for it. Not by Foundation's `Process`, which waits for whatever the
  /// program leaves running as well.
  private static func run(_ path: String, _ arguments: [String]) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    let words = ([path] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var pid: pid_t = 0
    var status: Int32 = 0
    guard posix_spawn(&pid, path, &actions, nil, words, environ) == 0 else {
      throw TestServerError(program: path)
    }
    while waitpid(pid, &status, 0) == -1 {
      guard errno == EINTR else { throw TestServerError(program: path) }
    }
    guard status == 0 else {
      throw TestServerError(program: ([path] + arguments).joined(separator: " "))
    }
  }
}

package struct TestServerError: Error {
  package var program: String
}

private let stoppedAtExit = Mutex<String?>(nil)
