extension Bool: PostgresScalar, PostgresElement, PostgresValue {
  public static var scalarType: PostgresType { .bool }
  public static var arrayType: PostgresType { .boolArray }

  public func write(into buffer: inout [UInt8]) {
    buffer.append(self ? 1 : 0)
  }

  public static func read(_ bytes: RawSpan, as type: PostgresType) throws(ValueFailure) -> Bool {
    guard bytes.byteCount == 1 else { throw .wrongLength(bytes.byteCount, for: type) }
    return try bytes.bigEndian(UInt8.self, at: 0) != 0
  }
}
