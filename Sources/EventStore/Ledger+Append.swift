public import FoundationEssentials
import Postgres

extension Ledger {
  /// Puts one command's events on record, durably, in one round trip.
  ///
  /// The append commits without waiting for the disk; a second, tiny commit behind it in the same
  /// pipeline waits for both, and concurrent writers share that wait. Until it has answered, the
  /// append is in doubt.
  ///
  /// - Throws: `StoreError`; `versionConflict` when another writer came first, `inDoubt` when the
  ///   connection ended in between:
  ///   the same request with the same command id then says what became of it.
  public func append(_ request: AppendRequest) async throws(StoreError) -> Receipt {
    let answers = await connection.pipeline([
      .query(Self.append(request)), .sync, .query("select ringi.barrier()"), .sync,
    ])
    var receipt: Receipt
    do {
      let result = try answers[0].get()
      receipt = try Self.receipt(ledger: code, from: result)
    } catch {
      throw StoreError(error, inDoubt: request.commandID)
    }
    do {
      let barrier = try answers[1].get()
      if let warning = barrier.notices.first {
        throw StoreError(
          .inDoubt, "The server could not confirm that the record is durable: \(warning.message)",
          hint: Self.repeatHint(request.commandID))
      }
    } catch let error as StoreError {
      throw error
    } catch let error as PostgresError {
      throw StoreError(
        .inDoubt, "The server could not confirm that the record is durable.",
        hint: Self.repeatHint(request.commandID), underlying: error)
    } catch {
      throw StoreError(.inDoubt, String(describing: error))
    }
    try receipt.verify(against: request)
    return receipt
  }

  /// The receipt of a command that this login (or, for a crossing, anyone) carried out before, and
  /// its digest.
  public func findCommand(_ id: UUID) async throws(StoreError) -> (
    receipt: Receipt, digest: [UInt8]?
  )? {
    do {
      let result = try await connection.query("select * from ringi.find_command(\(id))")
      guard result.count > 0 else { return nil }
      let digest = try result.optionalBytes(0, "request_digest")
      var receipt = try Self.receipt(ledger: code, from: result)
      receipt.isRepeated = true
      // It may have been read before it was durable: nothing leaves before the barrier.
      try await settle()
      return (receipt, digest)
    } catch let error as StoreError {
      throw error
    } catch let error as PostgresError {
      throw StoreError(error)
    } catch {
      throw StoreError(.other, String(describing: error))
    }
  }

  static func repeatHint(_ id: UUID) -> String {
    "Repeat the same command with --command-id \(id.text): it is carried out once, however often it is sent."
  }

  private static func append(_ request: AppendRequest) -> SQL {
    let events = request.events
    let notAfter = timestamp(request.notAfter)
    let notBefore = timestamp(request.notBefore)
    let written = request.expected.sorted { $0.key < $1.key }
    let reads = request.reads.sorted { $0.key < $1.key }
    let sql: SQL = """
      select * from ringi.append(\(request.commandID), \(request.digest), \(request.isCrossing), \
      \(request.authority), \(Int32(request.rulesVersion)), \(notAfter), \(notBefore), \
      \(written.map(\.key)), \(written.map { Int32($0.value.number) }), \
      \(reads.map(\.key)), \(reads.map { Int32($0.value.number) }), \
      \(events.map(\.id)), \(events.map(\.stream)), \(events.map(\.type)), \
      \(events.map { Int32($0.schemaVersion) }), \(events.map(\.onBehalfOf)), \
      \(events.map(\.effective)), \(events.map(\.marking)), \(events.map(\.causationID)), \
      \(events.map(\.correlationID)), \(events.map { String(decoding: $0.facts, as: UTF8.self) }), \
      \(events.map(\.factsSalt)), \
      \(events.map { $0.text.map { String(decoding: $0, as: UTF8.self) } }), \
      \(events.map(\.textSalt)), \(events.map(\.signature)))
      """
    return sql
  }

  private static func timestamp(_ microseconds: Int64?) -> SQL {
    guard let microseconds else { return "null::timestamptz" }
    return "\(PostgresTimestamp(microseconds: microseconds))"
  }

  private static func receipt(ledger: String, from result: QueryResult) throws(PostgresError)
    -> Receipt
  {
    var receipt = Receipt(ledger: ledger, entries: [], leafHashes: [], isRepeated: false)
    for row in 0..<result.count {
      receipt.entries.append(try result.entry(row, from: 1, ledger: ledger))
      receipt.leafHashes.append(try result.bytes(row, 21))
    }
    if result.count > 0 { receipt.isRepeated = try result.bool(0, "repeated") }
    return receipt
  }
}
