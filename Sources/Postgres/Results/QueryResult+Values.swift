public import FoundationEssentials

extension QueryResult {
  /// Reads a cell as the type that the caller wants; an optional type takes NULL.
  ///
  /// - Throws: `PostgresError` naming the column, the type asked for and the column's own.
  public func value<Value: PostgresValue>(
    _ row: Int, _ column: ColumnReference, as type: Value.Type = Value.self
  ) throws(PostgresError) -> Value {
    let index = try index(of: column)
    let actual = self.type(of: index)
    guard Value.canRead(actual) else {
      throw PostgresError(
        .typeMismatch,
        "column \"\(name(of: index))\" is \(actual), expected \(Value.valueType)", sql: sql)
    }
    return try withCell(row, .index(index)) { (bytes: RawSpan?) throws(PostgresError) in
      guard let bytes else {
        guard let null = Value.null else {
          throw PostgresError(
            .unexpectedNull,
            "column \"\(name(of: index))\", \(actual), is NULL in row \(row)", sql: sql)
        }
        return null
      }
      do throws(ValueFailure) {
        return try Value.readValue(bytes, as: actual)
      } catch {
        throw PostgresError(
          error.postgresCode,
          "column \"\(name(of: index))\" is \(actual), expected \(Value.valueType); "
            + "row \(row): \(error.reason)", sql: sql)
      }
    }
  }

  /// A Boolean value indicating whether the cell is NULL.
  public func isNull(_ row: Int, _ column: ColumnReference) throws(PostgresError) -> Bool {
    try withCell(row, column) { (bytes: RawSpan?) throws(PostgresError) in bytes == nil }
  }

  /// Reads an `int2`, `int4`, `int8`, `oid`, `xid` or `xid8`.
  public func int(_ row: Int, _ column: ColumnReference) throws(PostgresError) -> Int {
    try value(row, column)
  }

  public func bool(_ row: Int, _ column: ColumnReference) throws(PostgresError) -> Bool {
    try value(row, column)
  }

  /// Reads a `text`, `varchar`, `char(n)`, `name`, `json`, `jsonb` or `xml`.
  public func string(_ row: Int, _ column: ColumnReference) throws(PostgresError) -> String {
    try value(row, column)
  }

  /// Reads a `bytea`.
  public func bytes(_ row: Int, _ column: ColumnReference) throws(PostgresError) -> [UInt8] {
    try value(row, column)
  }

  public func uuid(_ row: Int, _ column: ColumnReference) throws(PostgresError) -> UUID {
    try value(row, column)
  }

  /// Reads a `timestamptz` as microseconds since 1970-01-01 00:00:00 UTC; infinity is an error.
  public func timestamp(_ row: Int, _ column: ColumnReference) throws(PostgresError) -> Int64 {
    try value(row, column, as: PostgresTimestamp.self).microseconds
  }
}

extension QueryResult {
  public func optionalInt(_ row: Int, _ column: ColumnReference) throws(PostgresError) -> Int? {
    try value(row, column)
  }

  public func optionalBool(_ row: Int, _ column: ColumnReference) throws(PostgresError) -> Bool? {
    try value(row, column)
  }

  public func optionalString(
    _ row: Int, _ column: ColumnReference
  ) throws(PostgresError) -> String? {
    try value(row, column)
  }

  public func optionalBytes(
    _ row: Int, _ column: ColumnReference
  ) throws(PostgresError) -> [UInt8]? {
    try value(row, column)
  }

  public func optionalUUID(_ row: Int, _ column: ColumnReference) throws(PostgresError) -> UUID? {
    try value(row, column)
  }

  /// Reads microseconds since 1970-01-01 00:00:00 UTC; infinity is an error.
  public func optionalTimestamp(
    _ row: Int, _ column: ColumnReference
  ) throws(PostgresError) -> Int64? {
    try value(row, column, as: PostgresTimestamp?.self)?.microseconds
  }
}

extension ValueFailure {
  var postgresCode: PostgresError.Code {
    switch kind {
    case .wrongType: .typeMismatch
    case .null: .unexpectedNull
    case .malformed: .invalidValue
    }
  }
}
