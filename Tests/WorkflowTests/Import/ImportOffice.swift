import Deliberation
import EventStore
import Foundation
import Testing

@testable import Workflow

/// A private cluster with ledgers of its own, for imports.
final class ImportOffice {
  private let sandbox: ClusterSandbox
  let folder: String
  /// A login that the cluster knows; it founds every ledger here.
  private static let login = "state"

  init() throws {
    sandbox = try .ready()
    folder = sandbox.root + "/sources"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  /// Makes a ledger and gives a session that is narrowed to it.
  func ledger(
    _ code: String, kind: LedgerKind = .joint, rule: RuleID = .majority
  ) async throws -> Session {
    let plan = LedgerFactory.Plan(
      code: code, kind: kind, government: kind == .national ? code : nil, homeZone: "UTC",
      isSandbox: false,
      founders: [
        FoundingPrincipal(
          login: Self.login, person: "記録担当", capacities: [.enrol, .records])
      ], registryHost: "import.invalid")
    let factory = Workspace.factory(sandbox.cluster)
    try await factory.prepareServer()
    try await factory.create(plan)
    let session = try session(code)
    let ledger = try await session.ledger(code)
    let view = try await ledger.view(files: [])
    var batch = try Batch(view: view, authority: view.authorities[0])
    try batch.add(
      .adoptRule(
        AdoptRule(
          scope: kind == .joint ? .joint : .national, rule: rule, version: 1,
          params: RuleParameters(basis: rule.countsVotes ? .cast : nil))))
    _ = try await ledger.append(batch.request(id: UUID(), digest: [0]))
    return session
  }

  /// One more session on a ledger: a connection of its own.
  func session(_ code: String) throws -> Session {
    let connection = try sandbox.cluster.connectionString(
      database: "ringi_" + code.lowercased(), user: Self.login)
    return Session(
      directory: LedgerDirectory(connections: [code: connection], login: nil), narrowedTo: code)
  }

  func write(_ name: String, _ lines: [String]) throws -> String {
    try write(name, Data((lines.joined(separator: "\n") + "\n").utf8))
  }

  func write(_ name: String, _ data: Data) throws -> String {
    let path = "\(folder)/\(name)"
    try data.write(to: URL(filePath: path))
    return path
  }

  func rejected(_ path: String) throws -> [JSON] {
    guard let data = FileManager.default.contents(atPath: path + ".rejected.ndjson") else {
      return []
    }
    return try data.split(separator: 0x0a).map { try JSON(parsing: $0) }
  }

  static func run(
    _ path: String, into session: Session, strict: Bool = false,
    progress: @escaping @Sendable (ImportProgress) -> Void = { _ in }
  ) async throws -> ImportSummary {
    try await Import(
      session: session, ledger: session.narrowed ?? "", source: .file(path), isStrict: strict,
      progress: progress
    ).run()
  }

  static func export(_ session: Session, _ format: Export.Format = .ndjson) async throws -> [String]
  {
    var out: [String] = []
    _ = try await Export(session: session, format: format).run { out.append($0) }
    return out
  }

  /// How many rows each projection has that one made afresh has not.
  static func differing(_ session: Session) async throws -> [Int] {
    try await session.verifyProjections(at: nil).items.compactMap { $0["differing"]?.int }
  }
}

/// Data beside the package that is not part of it.
enum Shared {
  static let folder: String = {
    if let given = ProcessInfo.processInfo.environment["RINGI_SHARED"] { return given }
    return URL(filePath: packageFolder).deletingLastPathComponent().appending(path: "shared").path
  }()

  static let packageFolder: String = {
    var url = URL(filePath: #filePath)
    while url.path != "/",
      !FileManager.default.fileExists(atPath: url.appending(path: "Package.swift").path)
    {
      url.deleteLastPathComponent()
    }
    return url.path
  }()

  static let python = ["/usr/bin", "/usr/local/bin", "/root/.pyenv/shims"].map { $0 + "/python3" }
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  static func has(_ path: String) -> Bool {
    python != nil && FileManager.default.fileExists(atPath: "\(folder)/\(path)")
  }

  /// What a script of the data prints.
  static func lines(_ arguments: [String], to path: String) throws {
    let process = Process()
    process.executableURL = URL(filePath: try #require(python))
    process.arguments = arguments
    try #require(FileManager.default.createFile(atPath: path, contents: nil))
    process.standardOutput = FileHandle(forWritingAtPath: path)
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
  }
}
