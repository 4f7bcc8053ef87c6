import Crypto
public import Deliberation
import EventStore
import FoundationEssentials
public import Postgres
import Schema
import TransparencyLog

/// Makes the database of a new ledger, as the administrator of its server.
public struct LedgerFactory: Sendable {
  /// What a ledger is from its first event on.
  public struct Plan: Sendable {
    public var code: String
    public var kind: LedgerKind
    public var government: String?
    public var homeZone: String
    public var isSandbox: Bool
    /// The sandbox's time; the server's own clock otherwise.
    public var clock: Timestamp?
    public var members: [String]
    public var founders: [FoundingPrincipal]
    public var registryHost: String

    public init(
      code: String, kind: LedgerKind, government: String? = nil, homeZone: String,
      isSandbox: Bool, clock: Timestamp? = nil, members: [String] = [],
      founders: [FoundingPrincipal], registryHost: String
    ) {
      self.code = code
      self.kind = kind
      self.government = government
      self.homeZone = homeZone
      self.isSandbox = isSandbox
      self.clock = clock
      self.members = members
      self.founders = founders
      self.registryHost = registryHost
    }

    public var database: String { "ringi_" + code.lowercased() }
  }

  /// Opens a database of the server as its superuser.
  public typealias Connect = @Sendable (_ database: String) async throws -> Connection

  private let connect: Connect
  /// Where the operator keeps the log keys, outside any database.
  private let keyFolder: String

  public init(keyFolder: String, connect: @escaping Connect) {
    self.keyFolder = keyFolder
    self.connect = connect
  }

  /// A code is a compartment's name, part of every reference and of a database's name.
  public static func check(code: String) throws(WorkflowError) {
    let bytes = Array(code.utf8)
    let upper: ClosedRange<UInt8> = 0x41...0x5a
    let legal =
      (2...12).contains(bytes.count) && upper.contains(bytes[0])
      && bytes.allSatisfy { upper.contains($0) || (0x30...0x39).contains($0) }
    guard legal else {
      throw WorkflowError(
        "usage", "'\(code)' cannot be a ledger's code.",
        hint: "Two to twelve capital letters and digits, beginning with a letter, such as EPCC.")
    }
  }

  /// Creates the cluster-wide roles and closes the databases that every server has. May run any
  /// number of times.
  public func prepareServer() async throws {
    for (index, database) in ["postgres", "template1"].enumerated() {
      try await with(database) { connection in
        if index == 0 {
          _ = try await connection.execute(script: String(decoding: Schema.roles(), as: UTF8.self))
        }
        _ = try await connection.execute(script: String(decoding: Schema.fence(), as: UTF8.self))
      }
    }
  }

  /// Creates login roles that are missing.
  public func createLogins(_ logins: [String]) async throws {
    try await with("postgres") { connection in
      for login in logins {
        let known = try await connection.query(
          "select 1 from pg_catalog.pg_roles where rolname = \(login)")
        if known.count > 0 { continue }
        let quoted: SQL = "create role \(identifier: login) login"
        _ = try await connection.query(quoted)
      }
    }
  }

  /// Creates the ledger: database, schema, fence, signing key and first event.
  ///
  /// An interrupted creation leaves a database without a first event; the same call then goes on
  /// with it.
  public func create(_ plan: Plan) async throws {
    try Self.check(code: plan.code)
    _ = try Zones.rules(plan.homeZone)
    try await createLogins(plan.founders.map(\.login))
    try await with("postgres") { connection in
      let known = try await connection.query(
        "select 1 from pg_catalog.pg_database where datname = \(plan.database)")
      if known.count > 0 { return }
      _ = try await connection.query(
        "create database \(identifier: plan.database) owner ringi_owner template template0 encoding 'UTF8'"
      )
    }
    try await with(plan.database) { connection in
      try await Migrator(connection: connection).migrate()
      let opened = try await connection.query("select 1 from ringi.event where position = 0")
      if opened.count > 0 {
        throw WorkflowError(
          "ledger.exists", "There is a ledger \(plan.code) already.",
          hint: "`ringi ledger list` shows the ledgers; choose another code.")
      }
      try await open(plan, connection)
    }
  }

  private func open(_ plan: Plan, _ connection: Connection) async throws {
    let origin = Self.origin(plan)
    let key = try SignerKey.generate(name: origin)
    try writeKey(key, code: plan.code)
    let event = LedgerOpened(
      code: plan.code, kind: plan.kind, origin: origin, homeZone: plan.homeZone,
      sandbox: plan.isSandbox, vkey: key.verifier.description, government: plan.government,
      members: plan.members, principals: plan.founders)
    let facts = String(decoding: Event.ledgerOpened(event).facts.canonical, as: UTF8.self)
    let effective: ZonedTime
    if let clock = plan.clock {
      effective = try Zones.rules(plan.homeZone).zoned(clock)
    } else {
      let now = try await connection.query("select pg_catalog.clock_timestamp()")
      effective = try Zones.rules(plan.homeZone).zoned(
        Timestamp(microseconds: now.timestamp(0, 0)))
    }
    _ = try await connection.query(
      "select ringi.open_ledger(\(UUID()), \(UUID()), \(effective.description), \(facts), \(Salt.random()))"
    )
    _ = try await connection.query("select ringi.barrier()")
  }

  private static func origin(_ plan: Plan) -> String {
    guard plan.isSandbox else { return "\(plan.registryHost)/ringi/\(plan.code)" }
    let random = Hex.text(Salt.random().prefix(4))
    return "sandbox/ringi/\(plan.code)/\(random)"
  }

  /// The log key is a file of the operator's: whoever holds the database alone cannot sign for it.
  private func writeKey(_ key: SignerKey, code: String) throws {
    let manager = FileManager.default
    try manager.createDirectory(
      atPath: keyFolder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let path = "\(keyFolder)/\(code).key"
    guard
      manager.createFile(
        atPath: path, contents: Data((key.encoded + "\n").utf8),
        attributes: [.posixPermissions: 0o600])
    else {
      throw WorkflowError(
        "ledger.key", "The signing key cannot be written to \(path).",
        hint: "Make room, or see who may write there.")
    }
  }

  private func with<Result>(
    _ database: String, _ body: (Connection) async throws -> Result
  ) async throws -> Result {
    let connection = try await connect(database)
    do {
      let result = try await body(connection)
      await connection.close()
      return result
    } catch {
      await connection.close()
      throw error
    }
  }
}
