import Postgres

extension QueryResult {
  /// The entry that a row describes.
  ///
  /// - Parameter first: where its position stands. The columns after it follow in the order of an
  ///   entry, then its leaf hash, in receipts as in reads: to look for each by name would cost more
  ///   than all else.
  func entry(_ row: Int, from first: Int, ledger: String) throws(PostgresError) -> Entry {
    Entry(
      ledger: ledger,
      position: try int(row, .index(first)),
      eventID: try uuid(row, .index(first + 1)),
      commandID: try uuid(row, .index(first + 2)),
      stream: try string(row, .index(first + 3)),
      version: try int(row, .index(first + 4)),
      type: try string(row, .index(first + 5)),
      schemaVersion: try int(row, .index(first + 6)),
      rulesVersion: try int(row, .index(first + 7)),
      actor: try string(row, .index(first + 8)),
      party: try optionalString(row, .index(first + 9)),
      authority: try optionalUUID(row, .index(first + 10)),
      onBehalfOf: try optionalString(row, .index(first + 11)),
      recordedAt: try timestamp(row, .index(first + 12)),
      effective: try string(row, .index(first + 13)),
      marking: try optionalString(row, .index(first + 14)),
      causationID: try optionalUUID(row, .index(first + 15)),
      correlationID: try optionalUUID(row, .index(first + 16)),
      factsCommitment: try bytes(row, .index(first + 17)),
      textCommitment: try optionalBytes(row, .index(first + 18)),
      signature: try optionalBytes(row, .index(first + 19)))
  }
}
