import Foundation
import Synchronization
import Testing

@testable import Workflow

/// Against a real server; also run as an ordinary user by `ClusterRootTests`.
@Suite(.serialized, .enabled(if: hasServer, "needs a PostgreSQL server"))
struct ClusterLifecycleTests {
  @Test func `a new cluster lets its owner in as its logins, and nobody over TCP`() throws {
    let sandbox = try ClusterSandbox()
    let cluster = sandbox.cluster
    #expect(try cluster.status().state == .notInitialised)
    #expect(clusterCode { try cluster.ensureRunning { _ in } } == "cluster.not_initialised")

    var told: [String] = []
    let setup = try cluster.initialise(logins: ["state"], progress: { told.append($0) })
    #expect(told.contains { $0.hasPrefix("Creating") })
    #expect(told.contains { $0.hasPrefix("Starting") })
    #expect(clusterCode { try cluster.ensureRunning { _ in } } == "cluster.unfinished")
    _ = try sandbox.psql("create role state login; create role meti login")
    try cluster.ledgers.add("USA")
    try setup.finish()

    let facts = try sandbox.psql(
      """
      select string_agg(current_setting(name), ' ' order by n) from unnest(array[
        'server_encoding', 'lc_collate', 'data_checksums', 'synchronous_commit', 'wal_level',
        'max_connections', 'jit', 'timezone']) with ordinality s(name, n)
      """)
    #expect(facts.text == "UTF8 C on on replica 200 off UTC")
    #expect(try sandbox.psql("show listen_addresses").text == "")
    #expect(try sandbox.psql("select session_user", as: "state").text == "state")
    let refused = try sandbox.psql("select 1", as: "meti")
    #expect(refused.status != 0 && refused.text.contains("Peer authentication failed"))
    try cluster.addLogin("meti")
    #expect(try sandbox.psql("select session_user", as: "meti").text == "meti")
    try cluster.removeLogin("meti")
    #expect(try sandbox.psql("select 1", as: "meti").status != 0)
    #expect(clusterCode { try cluster.addLogin("me\"ti") } == "cluster.login_invalid")
    #expect(try cluster.logins() == ["state"])

    let status = try cluster.status()
    #expect(status.state == .running)
    #expect(status.owner == "ringi_admin")
    #expect(status.port == 5432)
    #expect(status.host?.hasPrefix(sandbox.root + "/run/ringi/") == true)
    #expect(status.databases == ["USA": "ringi_usa"])
    #expect(try sandbox.psql("show server_version").text.hasPrefix(try #require(status.version)))
    #expect(try Files.read(cluster.logFile)?.contains("ready to accept") == true)
  }

  @Test func `a second init is refused and changes nothing`() throws {
    let sandbox = try ClusterSandbox.ready()
    let before = try sandbox.postmaster
    #expect(
      clusterCode {
        let setup = try sandbox.cluster.initialise(logins: [], progress: { _ in })
        try setup.finish()
      } == "cluster.exists")
    #expect(try sandbox.postmaster == before)
    #expect(try sandbox.cluster.logins() == ["state", "meti_desk"])
  }

  @Test func `an init that did not finish is started over`() throws {
    let sandbox = try ClusterSandbox()
    do {
      let setup = try sandbox.cluster.initialise(logins: ["state"], progress: { _ in })
      _ = try sandbox.psql("create database half")
      try setup.cluster.ledgers.add("USA", database: "half")
    }  // gone without finish, as when the process dies
    #expect(try sandbox.cluster.status().state == .notInitialised)
    var told: [String] = []
    try sandbox.cluster.initialise(logins: ["mofa"], progress: { told.append($0) }).finish()
    #expect(told.first?.contains("did not finish") == true)
    #expect(try sandbox.psql("select count(*) from pg_database where datname = 'half'").text == "0")
    #expect(try sandbox.cluster.ledgers.all() == [:])
    #expect(try sandbox.cluster.logins() == ["mofa"])
  }

  @Test func `a data directory that ringi did not make is left alone`() throws {
    let sandbox = try ClusterSandbox()
    let data = sandbox.cluster.dataDirectory
    try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
    try "大事".write(toFile: data + "/precious", atomically: false, encoding: .utf8)
    #expect(
      clusterCode {
        let setup = try sandbox.cluster.initialise(logins: [], progress: { _ in })
        try setup.finish()
      } == "cluster.foreign_data")
    #expect(try String(contentsOfFile: data + "/precious", encoding: .utf8) == "大事")
  }

  @Test func `what stop stopped stays stopped until start`() throws {
    let sandbox = try ClusterSandbox.ready()
    let cluster = sandbox.cluster
    #expect(try cluster.stop())
    #expect(try cluster.status().state == .stopped)
    #expect(try cluster.status().host == nil)
    #expect(clusterCode { try cluster.ensureRunning { _ in } } == "cluster.stopped")
    #expect(
      clusterCode { _ = try cluster.connectionString(database: "x", user: "y") }
        == "cluster.stopped")
    #expect(try cluster.stop() == false)
    #expect(try cluster.start())
    #expect(try cluster.start() == false)
    #expect(try cluster.status().state == .running)
    // Ended without `stop`: the next command starts it.
    try cluster.stopLocked(SIGINT)
    var told: [String] = []
    try cluster.ensureRunning { told.append($0) }
    #expect(told == ["Starting the private server."])
    try cluster.ensureRunning { told.append($0) }
    #expect(told.count == 1)
  }

  @Test func `a killed postmaster is replaced, orphans or not, and loses nothing`() throws {
    let sandbox = try ClusterSandbox.ready()
    _ = try sandbox.psql("create table t as select '稟議' as word")
    let killed = try #require(try sandbox.postmaster)
    let connection = try sandbox.cluster.connectionString(
      database: "postgres", user: PrivateCluster.administrator)
    let tool = try #require(ChildProcess.find("psql", in: "/usr/bin:/usr/local/bin"))
    let session = try ChildProcess(arguments: [tool, "-Xd", connection, "-c", "select pg_sleep(4)"])
      .launch(output: 2, errors: 2, newSession: false)
    usleep(300_000)
    kill(killed.pid, SIGKILL)
    usleep(50_000)
    #expect(try sandbox.cluster.status().state == .stopped)
    try sandbox.cluster.ensureRunning { _ in }
    #expect(try sandbox.postmaster?.pid != killed.pid)
    #expect(try sandbox.psql("select word from t").text == "稟議")
    kill(session, SIGKILL)
    waitpid(session, nil, 0)
  }

  enum Bearer: CaseIterable { case nobody, thisProcess, anotherServersPid }

  @Test(arguments: Bearer.allCases)
  func `a stale postmaster.pid does not keep the server down`(_ bearer: Bearer) throws {
    let sandbox = try ClusterSandbox.ready()
    let other = bearer == .anotherServersPid ? try ClusterSandbox.ready() : nil
    let path = Postmaster.file(in: sandbox.cluster.dataDirectory)
    let text = try #require(try Files.read(path))
    try sandbox.cluster.stopLocked(SIGINT)
    let pid: Int32 =
      switch bearer {
      case .nobody: 4_000_000
      case .thisProcess: getpid()
      case .anotherServersPid: try #require(try other?.postmaster?.pid)
      }
    let lines = ["\(pid)"] + text.split(separator: "\n").dropFirst().map(String.init)
    let layout = sandbox.cluster.layout
    try Files.write(
      lines.joined(separator: "\n") + "\n", to: path, mode: 0o600, owner: layout.ownedByServer)
    #expect(try sandbox.cluster.status().state == .stopped)
    try sandbox.cluster.ensureRunning { _ in }
    #expect(try sandbox.psql("select 1").text == "1")
    if let other { #expect(try other.psql("select 1").text == "1") }
  }

  @Test func `a server that lost its socket is started again`() throws {
    let sandbox = try ClusterSandbox.ready()
    let before = try #require(try sandbox.postmaster)
    unlink("\(before.socketDirectory)/.s.PGSQL.5432")
    try sandbox.cluster.ensureRunning { _ in }
    #expect(try sandbox.psql("select 1").text == "1")
  }

  @Test func `many who start at once get one server`() throws {
    let sandbox = try ClusterSandbox.ready()
    try sandbox.cluster.stopLocked(SIGINT)
    let cluster = sandbox.cluster
    let started = Tally()
    DispatchQueue.concurrentPerform(iterations: 8) { _ in
      let code = clusterCode { try cluster.ensureRunning { _ in started.add("started") } }
      if let code { started.add(code) }
    }
    #expect(started.words.filter { $0 != "started" }.isEmpty)
    #expect(try sandbox.psql("select 1").text == "1")
    let path = "\(cluster.layout.folder)/"
    #expect(try postmasters(below: path).count == 1)
  }

  @Test func `of two who initialise at once one makes it and the other is told`() throws {
    let sandbox = try ClusterSandbox()
    let cluster = sandbox.cluster
    let outcomes = Tally()
    DispatchQueue.concurrentPerform(iterations: 2) { _ in
      let code = clusterCode {
        let setup = try cluster.initialise(logins: ["state"], progress: { _ in })
        try setup.finish()
      }
      outcomes.add(code ?? "made")
    }
    #expect(outcomes.words.sorted() == ["cluster.exists", "made"])
    #expect(try cluster.status().state == .running)
  }

  @Test func `two clusters share a runtime directory`() throws {
    let first = try ClusterSandbox.ready()
    let second = try ClusterSandbox.ready(runtime: first.root + "/run")
    #expect(try first.postmaster?.socketDirectory != second.postmaster?.socketDirectory)
    _ = try first.psql("create database only_in_first")
    let count = "select count(*) from pg_database where datname = 'only_in_first'"
    #expect(try first.psql(count).text == "1")
    #expect(try second.psql(count).text == "0")
  }

  @Test func `a path too long for a socket leads to a closed one in tmp`() throws {
    let long = String(repeating: "長", count: 40)
    let sandbox = try ClusterSandbox.ready(data: long, hasRuntime: false)
    let directory = try #require(try sandbox.postmaster?.socketDirectory)
    #expect(directory.hasPrefix("/tmp/ringi-"))
    let information = try #require(try Files.information(directory))
    #expect(information.permissions == 0o700)
    #expect(information.uid == sandbox.cluster.layout.server.uid)
    #expect(try sandbox.psql("select 1", as: PrivateCluster.administrator).text == "1")
    // The same one again, unless somebody tampered with it.
    try sandbox.cluster.stopLocked(SIGINT)
    try sandbox.cluster.ensureRunning { _ in }
    #expect(try sandbox.postmaster?.socketDirectory == directory)
    chmod(directory, 0o777)
    try sandbox.cluster.stopLocked(SIGINT)
    try sandbox.cluster.ensureRunning { _ in }
    #expect(try sandbox.postmaster?.socketDirectory != directory)
    try FileManager.default.removeItem(atPath: directory)
  }

  @Test func `odd paths are only paths`() throws {
    let sandbox = try ClusterSandbox.ready(
      data: "it's $(touch x) \"q\" \\ 稟議, `id`", hasRuntime: false)
    #expect(try sandbox.psql("select 1").text == "1")
  }

  @Test func `a cluster of another version is named, with what to install`() throws {
    let sandbox = try ClusterSandbox.ready()
    try sandbox.cluster.stopLocked(SIGINT)
    let path = sandbox.cluster.dataDirectory + "/PG_VERSION"
    try Files.write("12\n", to: path, mode: 0o600, owner: sandbox.cluster.layout.ownedByServer)
    do {
      try sandbox.cluster.ensureRunning { _ in }
      Issue.record("started a cluster of version 12")
    } catch {
      #expect(error.code == "cluster.other_version")
      #expect(error.message.contains("PostgreSQL 12"))
      #expect(error.hint?.contains("postgresql-12") == true)
    }
  }

  @Test func `data that is gone is named`() throws {
    let sandbox = try ClusterSandbox.ready()
    try sandbox.cluster.stopLocked(SIGINT)
    try FileManager.default.removeItem(atPath: sandbox.cluster.dataDirectory)
    #expect(clusterCode { try sandbox.cluster.ensureRunning { _ in } } == "cluster.data_missing")
  }

  @Test func `a broken server tells its own reason`() throws {
    let sandbox = try ClusterSandbox.ready()
    try sandbox.cluster.stopLocked(SIGINT)
    unlink(sandbox.cluster.dataDirectory + "/global/pg_control")
    do {
      try sandbox.cluster.ensureRunning { _ in }
      Issue.record("started without a control file")
    } catch {
      #expect(error.code == "cluster.start_failed")
      #expect(error.message.contains("could not find the database system"))
      #expect(error.hint?.contains(sandbox.cluster.logFile) == true)
    }
  }

  @Test func `the server keeps nobody's pipe open`() throws {
    let sandbox = try ClusterSandbox.ready()
    try sandbox.cluster.stopLocked(SIGINT)
    var ends: [Int32] = [-1, -1]
    try #require(pipe(&ends) == 0)  // inheritable on purpose
    try sandbox.cluster.ensureRunning { _ in }
    close(ends[1])
    var polled = pollfd(fd: ends[0], events: Int16(POLLIN), revents: 0)
    #expect(poll(&polled, 1, 2000) == 1)
    var byte: UInt8 = 0
    #expect(read(ends[0], &byte, 1) == 0)
    close(ends[0])
  }

  @Test(.enabled(if: !isRoot, "root reads everything"))
  func `a directory that cannot be read is named`() throws {
    let sandbox = try ClusterSandbox()
    let closed = try #require(sandbox.environment["XDG_DATA_HOME"])
    mkdir(closed, 0)
    defer { chmod(closed, 0o700) }
    #expect(clusterCode { try sandbox.cluster.ensureRunning { _ in } } == "cluster.unreadable")
    #expect(
      clusterCode {
        let setup = try sandbox.cluster.initialise(logins: [], progress: { _ in })
        try setup.finish()
      } == "cluster.unreadable")
  }

  @Test func `a lock is held until the last child that holds it has ended`() throws {
    let sandbox = try ClusterSandbox()
    let path = sandbox.root + "/lock"
    var lock: FileLock? = try FileLock(path, limit: .zero)
    let child = try ChildProcess(arguments: ["/bin/sleep", "1"], holding: lock?.descriptor)
      .launch(output: 2, errors: 2, newSession: false)
    lock = nil
    #expect(clusterCode { _ = try FileLock(path, limit: .milliseconds(100)) } == "cluster.busy")
    waitpid(child, nil, 0)
    #expect(clusterCode { _ = try FileLock(path, limit: .zero) } == nil)
  }

  private func postmasters(below path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { name in
      guard Int(name) != nil, let line = try? Files.read("/proc/\(name)/cmdline") else {
        return false
      }
      return line.contains("\0-D\0" + path)
    }
  }
}

/// Words counted from several threads.
final class Tally: Sendable {
  private let storage = Mutex<[String]>([])

  func add(_ word: String) {
    storage.withLock { $0.append(word) }
  }

  var words: [String] { storage.withLock { $0 } }
}
