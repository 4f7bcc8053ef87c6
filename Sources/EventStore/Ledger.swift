public import FoundationEssentials
public import Postgres

/// One ledger: one database, opened by one official over one connection.
///
/// It knows bytes and versions. What an event means is `Deliberation`'s affair.
public struct Ledger: Sendable {
  /// `USA`, `JPN`, `EPCC` …
  public let code: String
  public let connection: Connection
  /// Applied to every event that is read.
  public var upcaster = Upcaster()

  /// Connects and makes sure that the schema is one that this program can use.
  ///
  /// - Throws: `StoreError` of kind `refused` (not yours, or no such ledger) or `unreachable`.
  public static func open(code: String, conninfo: String, login: String?) async throws(StoreError)
    -> Ledger
  {
    var overrides = [("application_name", "ringi")]
    if let login { overrides.append(("user", login)) }
    do {
      let connection = try await Connection.open(conninfo: conninfo, overriding: overrides)
      return Ledger(code: code, connection: connection)
    } catch {
      throw StoreError(connecting: error, code: code)
    }
  }

  public func close() async { await connection.close() }
}

/// The last event of a ledger and the server's time.
public struct Head: Sendable, Hashable {
  /// -1 in an empty ledger.
  public var position: Int
  /// Microseconds since the UNIX epoch; `nil` in an empty ledger.
  public var recordedAt: Int64?
  public var now: Int64
}

/// One authority by which the connected login may speak.
public struct Authority: Sendable, Hashable {
  public var login: String
  public var person: String?
  public var party: String?
  public var government: String?
  /// The event id of the appointment (or of `LedgerOpened` for a founding principal).
  public var id: UUID
  public var post: String?
  public var level: String?
  public var capacities: [String]
}

extension Ledger {
  static let headQuery: SQL = "select position, recorded_at, now from ringi.head()"
  static let whoamiQuery: SQL =
    "select login, person, party, government, authority, post, level, capacities from ringi.whoami()"

  static func head(_ result: QueryResult) throws(PostgresError) -> Head {
    guard result.count > 0 else { return Head(position: -1, recordedAt: nil, now: 0) }
    return Head(
      position: try result.int(0, "position"),
      recordedAt: try result.optionalTimestamp(0, "recorded_at"),
      now: try result.timestamp(0, "now"))
  }

  static func authority(_ result: QueryResult, _ row: Int) throws(PostgresError) -> Authority {
    Authority(
      login: try result.string(row, "login"), person: try result.optionalString(row, "person"),
      party: try result.optionalString(row, "party"),
      government: try result.optionalString(row, "government"),
      id: try result.uuid(row, "authority"), post: try result.optionalString(row, "post"),
      level: try result.optionalString(row, "level"),
      capacities: try result.value(row, "capacities"))
  }

  public func head() async throws(StoreError) -> Head {
    let result = try await run(Self.headQuery)
    do {
      return try Self.head(result)
    } catch {
      throw StoreError(error)
    }
  }

  /// The last position recorded at or before a time (microseconds since the UNIX epoch); -1 if
  /// there is none.
  public func position(at time: Int64) async throws(StoreError) -> Int {
    let time = PostgresTimestamp(microseconds: time)
    return try await rows("select ringi.position_at(\(time))", Self.firstInt).first ?? -1
  }

  public func whoami() async throws(StoreError) -> [Authority] {
    try await rows(Self.whoamiQuery, Self.authority)
  }

  /// Lets the projections catch up with the log, waiting for whoever is at it; returns the last
  /// position that they hold.
  @discardableResult
  public func project() async throws(StoreError) -> Int {
    try await rows("select ringi.project(true)", Self.firstInt).first ?? -1
  }

  /// Waits until everything that this connection has read is durable. Precedes whatever leaves the
  /// database.
  public func settle() async throws(StoreError) {
    _ = try await run("select ringi.settle()")
  }

  /// The highest number given out under a prefix such as `proposal/USA-2026-`; 0 if there is none.
  public func lastNumber(prefix: String) async throws(StoreError) -> Int {
    try await rows("select ringi.last_number(\(prefix))", Self.firstInt).first ?? 0
  }

  /// Sandbox only: sets the ledger's clock, forward.
  public func setClock(_ microseconds: Int64) async throws(StoreError) {
    let time = PostgresTimestamp(microseconds: microseconds)
    _ = try await run("select ringi.set_clock(\(time))")
  }

  private static func firstInt(_ result: QueryResult, _ row: Int) throws(PostgresError) -> Int {
    try result.int(row, 0)
  }

  /// Runs one statement.
  public func run(_ sql: SQL) async throws(StoreError) -> QueryResult {
    do {
      return try await connection.query(sql)
    } catch {
      throw StoreError(error)
    }
  }

  /// Runs one statement and decodes its rows.
  public func rows<Row>(
    _ sql: SQL, _ decode: (QueryResult, Int) throws(PostgresError) -> Row
  ) async throws(StoreError) -> [Row] {
    let result = try await run(sql)
    do {
      return try result.rows(decode)
    } catch {
      throw StoreError(error)
    }
  }
}

extension QueryResult {
  /// Every row, decoded.
  func rows<Row>(
    _ decode: (QueryResult, Int) throws(PostgresError) -> Row
  ) throws(PostgresError) -> [Row] {
    var out: [Row] = []
    out.reserveCapacity(count)
    for row in 0..<count { out.append(try decode(self, row)) }
    return out
  }

  /// The bytes of a `text` cell as they are stored; `nil` for NULL.
  func textBytes(_ row: Int, _ column: ColumnReference) throws(PostgresError) -> [UInt8]? {
    try withCell(row, column) { (cell: RawSpan?) throws(PostgresError) in
      guard let cell else { return nil }
      return cell.withUnsafeBytes { Array($0) }
    }
  }
}
