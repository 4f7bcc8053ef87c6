import Deliberation
import EventStore
import Foundation
import Postgres
import Testing

@testable import Workflow

/// A private cluster with the three training ledgers, for one test alone.
final class TrainingCluster: Sendable {
  private let sandbox: SandboxBox
  private let environment: [String: String]

  /// Deleted, with its server, together with this object.
  private struct SandboxBox: @unchecked Sendable {  // touched by one test only, and by its end
    let sandbox: ClusterSandbox
  }

  init() async throws {
    let template = try await Self.template.value
    let sandbox = try ClusterSandbox()
    let layout = sandbox.cluster.layout
    try Files.makeDirectory(
      Files.parent(of: layout.folder), mode: layout.parentMode, parentMode: layout.parentMode)
    let copy = ChildProcess(arguments: ["/bin/cp", "-a", template, layout.folder])
    try #require(try copy.run(limit: .seconds(60)).succeeded)
    try sandbox.cluster.ensureRunning { _ in }
    self.sandbox = SandboxBox(sandbox: sandbox)
    environment = sandbox.environment
  }

  /// The folder of a finished cluster at rest: made once, since making the ledgers takes seconds.
  private static let template = Task { () throws -> String in
    let sandbox = try ClusterSandbox()
    let clock = try #require(Timestamp(rfc3339: "2026-11-24T14:00:00Z"))
    _ = try await Setup(environment: sandbox.environment, progress: { _ in }).run(
      isSandbox: true, clock: clock)
    try sandbox.cluster.stopLocked(SIGINT)
    let path = Files.parent(of: sandbox.root) + "/ringi-training-template-\(getpid())"
    try FileManager.default.moveItem(atPath: sandbox.cluster.layout.folder, toPath: path)
    trainingTemplate = path
    atexit { trainingTemplate.map { try? FileManager.default.removeItem(atPath: $0) } }
    return path
  }

  /// An official at his desk: connections of his own.
  func session(_ login: String) throws -> Session {
    Session(
      directory: try Workspace(environment: environment, login: login, progress: { _ in })
        .directory())
  }

  /// Works as an official for the time of the body.
  func working<Result: Sendable>(
    as login: String, _ body: @Sendable (Session) async throws -> Result
  ) async throws -> Result {
    let session = try session(login)
    do {
      let result = try await body(session)
      await session.close()
      return result
    } catch {
      await session.close()
      throw error
    }
  }

  /// Runs statements in a ledger's database as the superuser.
  func administer(_ code: String, _ script: String) async throws {
    let connection = try await Connection.open(
      conninfo: sandbox.sandbox.cluster.connectionString(
        database: LedgerRegistry.databaseName(for: code), user: PrivateCluster.administrator),
      overriding: [])
    try await connection.execute(script: script)
    await connection.close()
  }

  /// The log of a ledger.
  func log(_ code: String) async throws -> [EventRecord] {
    try await working(as: "founder") { session in
      let ledger = try await session.ledger(code)
      return try await ledger.log(from: 0, limit: 10_000).map { try EventRecord($0) }
    }
  }

  /// The events of one type in a ledger.
  func log(_ code: String, _ type: String) async throws -> [EventRecord] {
    try await log(code).filter { $0.event.type == type }
  }
}

nonisolated(unsafe) private var trainingTemplate: String?  // written once, before the process ends
