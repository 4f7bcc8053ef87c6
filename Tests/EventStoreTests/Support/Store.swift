import EventStore
import Foundation
import Postgres
import Schema
import TestSupport

/// A ledger for one test alone: the copy of a database that was migrated, opened and enrolled once.
struct Store: Sendable {
  /// What the first event says of the clock.
  enum Clock: String, Sendable {
    case real
    case sandbox
  }

  static let founder = "store_founder"
  static let state = "store_state"
  static let ustr = "store_ustr"
  static let logins = [founder, state, ustr]
  /// Where a sandbox's clock starts: 2026-11-24T14:00:00Z.
  static let start: Int64 = 1_795_528_800_000_000

  let database: String

  init(_ clock: Clock = .real) async throws {
    database = Self.freshName()
    let template = try await (clock == .real ? Self.real : Self.sandbox).value
    try await Self.create(database, from: template)
  }

  /// A database with nothing in it.
  init(empty: Void) async throws {
    try await Self.prepared.value
    database = Self.freshName()
    try await Self.create(database, from: "template0")
  }

  /// The superuser in this database.
  func administrator() async throws -> Connection {
    try await TestServer.connect([("dbname", database)])
  }

  /// Runs statements as the superuser.
  func administer(_ script: String) async throws {
    let connection = try await administrator()
    try await connection.execute(script: script)
    await connection.close()
  }

  /// An official at work in this ledger.
  func official(_ login: String = Store.state) async throws -> Official {
    let ledger = try await ledger(as: login)
    return try await Official(ledger: ledger, authority: ledger.whoami()[0].id)
  }

  /// Opens the ledger, waiting while the server is full: suites run side by side.
  func ledger(as login: String = Store.state) async throws -> Ledger {
    let conninfo = try TestServer.shared.get().parameters(overriding: [("dbname", database)])
      .filter { $0.0 != "user" }.map { "\($0.0)=\($0.1)" }.joined(separator: " ")
    while true {
      do {
        return try await Ledger.open(code: "USA", conninfo: conninfo, login: login)
      } catch {
        guard error.underlying?.sqlState == "53300" else { throw error }
        try await Task.sleep(for: .milliseconds(50))
      }
    }
  }
}

extension Store {
  private static func freshName() -> String {
    "store_" + UUID().uuidString.lowercased().replacing("-", with: "")
  }

  private static func create(_ database: String, from template: String) async throws {
    let connection = try await TestServer.connect()
    try await connection.execute(
      script: "create database \(database) owner ringi_owner template \(template)")
    // Who may connect is not copied with a database.
    if template != "template0" {
      try await connection.execute(
        script: """
          revoke all on database \(database) from public;
          grant connect on database \(database) to \(logins.joined(separator: ", "))
          """)
    }
    await connection.close()
  }

  /// Roles and logins belong to the cluster and are made once.
  private static let prepared = Task {
    let connection = try await TestServer.connect()
    try await connection.execute(script: String(decoding: Schema.roles(), as: UTF8.self))
    for login in logins { try await connection.execute(script: "create role \(login) login") }
    await connection.close()
  }

  private static let real = Task { try await template(.real) }
  private static let sandbox = Task { try await template(.sandbox) }

  private static func template(_ clock: Clock) async throws -> String {
    let store = try await Store(empty: ())
    let connection = try await store.administrator()
    try await Migrator(connection: connection).migrate()
    try await store.open(clock, connection)
    await connection.close()
    try await store.enrol()
    return store.database
  }

  func open(_ clock: Clock, _ connection: Connection) async throws {
    let facts = """
      {"code":"USA","government":"USA","home_zone":"America/New_York","kind":"national","members":[],\
      "origin":"sandbox/ringi/USA/test","principals":[{"capacities":["enrol","records"],\
      "login":"\(Self.founder)","person":"Founding principal"}],"sandbox":\(clock == .sandbox),"vkey":null}
      """
    _ = try await connection.query(
      "select ringi.open_ledger(\(UUID()), \(UUID()), \("2026-11-24T14:00:00.000000+00:00 UTC"), \(facts), \(Salt.random()))"
    )
  }

  private func enrol() async throws {
    let founder = try await official(Self.founder)
    let events = [(Self.state, "STATE", "国務次官"), (Self.ustr, "USTR", "次席通商代表")].flatMap {
      login, party, person in
      [
        NewEvent.sample(
          "PrincipalAdmitted", in: "roster",
          facts:
            #"{"government":"USA","login":"\#(login)","party":"\#(party)","person":"\#(person)"}"#),
        NewEvent.sample(
          "AppointmentRecorded", in: "roster",
          facts:
            #"{"acting":false,"capacities":["officer"],"from":"2020-01-01T00:00:00.000000Z","government":"USA","level":"ministerial","login":"\#(login)","party":"\#(party)","post":"Under Secretary","to":null}"#
        ),
      ]
    }
    _ = try await founder.append(events, expected: ["roster": .exactly(1)])
    await founder.ledger.close()
  }
}
