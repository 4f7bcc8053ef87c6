/// A value that fits one parameter or one cell and can be an element of a PostgreSQL array.
public protocol PostgresScalar: Sendable {
  /// The type it is sent as.
  static var scalarType: PostgresType { get }
  /// The type a list of it is sent as.
  static var arrayType: PostgresType { get }
  /// The types it can be read from.
  static var readableTypes: [PostgresType] { get }
  /// The array types a list of it can be read from.
  static var readableArrayTypes: [PostgresType] { get }

  /// Appends the binary form.
  func write(into buffer: inout [UInt8])

  /// Reads the binary form of one of `readableTypes`.
  static func read(_ bytes: RawSpan, as type: PostgresType) throws(ValueFailure) -> Self
}

extension PostgresScalar {
  public static var readableTypes: [PostgresType] { [scalarType] }
  public static var readableArrayTypes: [PostgresType] { [arrayType] }
}
