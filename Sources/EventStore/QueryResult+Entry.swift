import Postgres

extension QueryResult {
  /// The entry that a row of `ringi.event`'s columns describes.
  func entry(_ row: Int, ledger: String) throws(PostgresError) -> Entry {
    Entry(
      ledger: ledger,
      position: try int(row, "position"),
      eventID: try uuid(row, "event_id"),
      commandID: try uuid(row, "command_id"),
      stream: try string(row, "stream"),
      version: try int(row, "version"),
      type: try string(row, "type"),
      schemaVersion: try int(row, "schema_version"),
      rulesVersion: try int(row, "rules_version"),
      actor: try string(row, "actor"),
      party: try optionalString(row, "party"),
      authority: try optionalUUID(row, "authority"),
      onBehalfOf: try optionalString(row, "on_behalf_of"),
      recordedAt: try timestamp(row, "recorded_at"),
      effective: try string(row, "effective"),
      marking: try optionalString(row, "marking"),
      causationID: try optionalUUID(row, "causation_id"),
      correlationID: try optionalUUID(row, "correlation_id"),
      factsCommitment: try bytes(row, "facts_commitment"),
      textCommitment: try optionalBytes(row, "text_commitment"),
      signature: try optionalBytes(row, "signature"))
  }
}
