import Foundation
import Testing

@testable import Workflow

/// Directories of their own for one cluster, gone with its server at the end.
final class ClusterSandbox {
  let root: String
  let environment: [String: String]
  let cluster: PrivateCluster

  /// - Parameters:
  ///   - reachable: Whether other users may pass through the directories.
  ///   - data: The data home below the sandbox.
  ///   - hasRuntime: Whether there is an XDG_RUNTIME_DIR.
  init(
    reachable: Bool = true, data: String = "data", hasRuntime: Bool = true, runtime: String? = nil
  ) throws {
    var template = Array("\(Self.place)/ringi-test-XXXXXX".utf8CString)
    try #require(mkdtemp(&template) != nil)
    root = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    chmod(root, reachable ? 0o755 : 0o700)
    var environment = [
      "HOME": root, "XDG_DATA_HOME": "\(root)/\(data)", "XDG_CONFIG_HOME": "\(root)/config",
      "XDG_STATE_HOME": "\(root)/state",
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
    ]
    if hasRuntime {
      let runtime = runtime ?? "\(root)/run"
      mkdir(runtime, 0o755)
      environment["XDG_RUNTIME_DIR"] = runtime
    }
    self.environment = environment
    cluster = try PrivateCluster.locate(environment: environment)
  }

  deinit {
    _ = try? cluster.stopLocked(SIGQUIT)
    if let socket = try? Files.read(cluster.layout.socketMemory) {
      try? FileManager.default.removeItem(atPath: socket)
    }
    try? FileManager.default.removeItem(atPath: cluster.layout.folder)
    try? FileManager.default.removeItem(atPath: root)
  }

  /// A cluster that is initialised, finished and running, with two logins.
  static func ready(
    reachable: Bool = true, data: String = "data", hasRuntime: Bool = true, runtime: String? = nil
  ) throws -> ClusterSandbox {
    let sandbox = try ClusterSandbox(
      reachable: reachable, data: data, hasRuntime: hasRuntime, runtime: runtime)
    let layout = sandbox.cluster.layout
    try Files.makeDirectory(
      Files.parent(of: layout.folder), mode: layout.parentMode, parentMode: layout.parentMode)
    let copy = ChildProcess(
      arguments: ["/bin/cp", "-a", try template.get(), layout.folder])
    try #require(try copy.run(limit: .seconds(60)).succeeded)
    try sandbox.cluster.ensureRunning { _ in }
    return sandbox
  }

  /// In memory where there is room: dozens of clusters are made and thrown away.
  private static let place =
    Files.freeBytes(at: "/dev/shm").map { $0 > 4 << 30 } == true ? "/dev/shm" : "/tmp"

  /// The folder of a finished cluster at rest, made once: a copy takes a tenth of an `initdb`.
  private static let template = Result { () throws -> String in
    let sandbox = try ClusterSandbox()
    try sandbox.cluster.initialise(logins: ["state", "meti_desk"], progress: { _ in }).finish()
    try sandbox.cluster.stopLocked(SIGINT)
    let path = "\(place)/ringi-test-template-\(getpid())"
    try FileManager.default.moveItem(atPath: sandbox.cluster.layout.folder, toPath: path)
    atexit {
      try? FileManager.default.removeItem(
        atPath: "\(ClusterSandbox.place)/ringi-test-template-\(getpid())")
    }
    return path
  }

  /// What a statement prints, or psql's complaint.
  func psql(
    _ sql: String, as login: String = PrivateCluster.administrator,
    user: OperatingSystemUser? = nil
  ) throws -> (status: Int32, text: String) {
    let tool = try #require(ChildProcess.find("psql", in: environment["PATH"] ?? ""))
    let connection = try cluster.connectionString(database: "postgres", user: login)
    let outcome = try ChildProcess(
      arguments: [tool, "-XAtq", "-v", "ON_ERROR_STOP=1", "-d", connection, "-c", sql],
      user: user
    ).run(limit: .seconds(20))
    return (outcome.status, outcome.everything.trimmingCharacters(in: .whitespacesAndNewlines))
  }

  var postmaster: Postmaster? {
    get throws { try Postmaster.running(in: cluster.layout.dataDirectory) }
  }
}

/// The code of the ClusterError that the body throws, nil if it throws none.
func clusterCode(_ body: () throws -> Void) -> String? {
  do {
    try body()
    return nil
  } catch {
    return (error as? ClusterError)?.code ?? "\(error)"
  }
}

let isRoot = geteuid() == 0
let hasServer = (try? ServerBinaries.find(.init(path: nil))) != nil
