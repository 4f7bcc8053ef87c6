/// One thing to send in a pipeline.
public enum PipelineStep: Sendable {
  /// A statement.
  case query(SQL)
  /// The end of a group: outside a transaction block the statements before it commit here, and a
  /// failure before it no longer matters to what follows.
  case sync
}

/// What makes a cached plan usable for a statement.
struct PlanKey: Hashable {
  var text: String
  var types: [PostgresType]
}
