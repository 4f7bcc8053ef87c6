/// A row of a binary COPY.
public struct CopyRow: Sendable {
  /// The fields, each behind its length.
  private let bytes: [UInt8]
  private let fields: [Range<Int>?]

  init(bytes: [UInt8], fields: [Range<Int>?]) {
    self.bytes = bytes
    self.fields = fields
  }

  /// The number of fields.
  public var count: Int { fields.count }

  /// A field's bytes; nil for NULL. The index must be below `count`.
  public subscript(_ index: Int) -> [UInt8]? {
    fields[index].map { Array(bytes[$0]) }
  }

  /// Gives the bytes of a field without copying them; nil for NULL.
  public func withCell<R>(
    _ index: Int, _ body: (RawSpan?) throws(PostgresError) -> R
  ) throws(PostgresError) -> R {
    guard fields.indices.contains(index) else {
      throw PostgresError(.missingColumn, "field \(index) of a row of \(count) fields")
    }
    guard let range = fields[index] else { return try body(nil) }
    return try body(bytes.span.bytes.extracting(range))
  }

  /// Reads a field. A binary COPY does not say its types, so the caller does.
  public func value<Value: PostgresValue>(
    _ index: Int, as type: Value.Type = Value.self, from column: PostgresType = Value.valueType
  ) throws(PostgresError) -> Value {
    guard Value.canRead(column) else {
      throw PostgresError(
        .typeMismatch, "field \(index) is \(column), expected \(Value.valueType)")
    }
    return try withCell(index) { (bytes: RawSpan?) throws(PostgresError) in
      guard let bytes else {
        guard let null = Value.null else {
          throw PostgresError(.unexpectedNull, "field \(index), \(column), is NULL")
        }
        return null
      }
      do throws(ValueFailure) {
        return try Value.readValue(bytes, as: column)
      } catch {
        throw PostgresError(
          error.postgresCode,
          "field \(index) is no \(column), expected \(Value.valueType): \(error.reason)")
      }
    }
  }
}
