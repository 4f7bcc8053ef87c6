// Conformance to PostgresValue comes with `Array: PostgresValue where Element: PostgresElement`.
extension Array: PostgresScalar where Element == UInt8 {
  public static var scalarType: PostgresType { .bytea }
  public static var arrayType: PostgresType { .byteaArray }

  public func write(into buffer: inout [UInt8]) {
    buffer.append(contentsOf: self)
  }

  public static func read(_ bytes: RawSpan, as type: PostgresType) throws(ValueFailure) -> [UInt8] {
    bytes.copied()
  }
}

extension Array: PostgresElement where Element == UInt8 {}
