import Crypto
import FoundationEssentials
public import Postgres
import Schema

/// Brings a ledger's database to the schema of this program: numbered, checksummed, one at a time,
/// each in a transaction of its own.
///
/// It runs as a superuser of the cluster, since only that can close the fence.
public struct Migrator: Sendable {
  /// Where one migration stands.
  public struct Step: Sendable, Hashable {
    public enum State: String, Sendable {
      case applied
      case pending
      /// Applied, but from other bytes than this program has.
      case changed
      /// Applied by a newer program.
      case unknown
    }

    public var name: String
    public var state: State
  }

  private let connection: Connection
  /// No two migrations of one database at once; the number has no meaning but this.
  private static let lock = 7_249_151

  public init(connection: Connection) {
    self.connection = connection
  }

  /// Every migration and projection, known or applied, in order.
  public func status() async throws -> [Step] {
    let applied = try await applied()
    var steps: [Step] = []
    var seen: Set<String> = []
    for script in try Self.known() {
      seen.insert(script.name)
      let state: Step.State =
        switch applied[script.name] {
        case nil: .pending
        case Self.checksum(script): .applied
        // A projection can be thrown away and made again: a new file is not a rewritten history.
        default: script.isProjection ? .pending : .changed
        }
      steps.append(Step(name: script.name, state: state))
    }
    for name in applied.keys.sorted() where !seen.contains(name) {
      steps.append(Step(name: name, state: .unknown))
    }
    return steps
  }

  /// Applies what is pending and closes the fence. Returns the names of what was applied.
  ///
  /// - Throws: `StoreError` of kind `schema` when an applied migration is not the one that this
  ///   program has, or is newer than it.
  @discardableResult
  public func migrate() async throws -> [String] {
    try await connection.execute(script: "select pg_catalog.pg_advisory_lock(\(Self.lock))")
    do {
      let done = try await applyPending()
      try await closeFence()
      try await connection.execute(script: "select pg_catalog.pg_advisory_unlock(\(Self.lock))")
      return done
    } catch {
      // A script that failed left its transaction open, in which nothing else runs.
      _ = try? await connection.execute(script: "rollback")
      _ = try? await connection.execute(
        script: "select pg_catalog.pg_advisory_unlock(\(Self.lock))")
      throw error
    }
  }

  /// The fence also closes databases that every ledger of the server has in common: one at a time,
  /// which no advisory lock of a single database can see to, but a lock on their shared catalogue.
  private func closeFence() async throws {
    let fence = String(decoding: try Schema.fence(), as: UTF8.self)
    try await connection.execute(
      script: """
        begin;
        lock table pg_catalog.pg_database in share row exclusive mode;
        \(fence)
        ;
        commit;
        """)
  }

  private func applyPending() async throws -> [String] {
    for step in try await status() {
      switch step.state {
      case .applied, .pending: continue
      case .changed:
        throw StoreError(
          .schema, "The migration \(step.name) was applied from other bytes than this program has.",
          hint:
            "Use the ringi that made this database, or ask its maintainers: a migration never changes once it is published."
        )
      case .unknown:
        throw StoreError(
          .schema, "The migration \(step.name) is newer than this program.",
          hint: "Install the newer ringi.")
      }
    }
    let pending = Set(try await status().filter { $0.state == .pending }.map(\.name))
    var done: [String] = []
    for script in try Self.known() where pending.contains(script.name) {
      // One script, one transaction: it stands with its own record or not at all.
      try await connection.execute(
        script:
          "begin;\n\(String(decoding: script.bytes, as: UTF8.self))\n;\n\(Self.note(script));\ncommit;"
      )
      done.append(script.name)
    }
    return done
  }

  private struct Known {
    var name: String
    /// `nil` for a projection, which is known by its name.
    var number: Int?
    var bytes: [UInt8]

    var isProjection: Bool { number == nil }
  }

  private static func known() throws -> [Known] {
    try Schema.migrations().map { Known(name: $0.name, number: $0.number, bytes: $0.bytes) }
      + Schema.projections().map { Known(name: $0.name, number: nil, bytes: $0.bytes) }
  }

  private static func checksum(_ known: Known) -> [UInt8] {
    Array(SHA256.hash(data: known.bytes))
  }

  /// The statement that puts an applied script on record. Names are file names of our own.
  private static func note(_ known: Known) -> String {
    let sum = "decode('\(Hex.text(checksum(known)))', 'hex')"
    return known.number.map {
      "insert into ringi.migration (number, name, checksum) values (\($0), '\(known.name)', \(sum))"
    } ?? "update ringi.projection_state set checksum = \(sum) where name = '\(known.name)'"
  }

  private func applied() async throws -> [String: [UInt8]] {
    let exists = try await connection.query("select to_regclass('ringi.migration') is not null")
    guard try exists.bool(0, 0) else { return [:] }
    let result = try await connection.query(
      """
      select name, checksum from ringi.migration
      union all select name, checksum from ringi.projection_state where checksum is not null
      """)
    var out: [String: [UInt8]] = [:]
    for row in 0..<result.count {
      out[try result.string(row, "name")] = try result.bytes(row, "checksum")
    }
    return out
  }
}
