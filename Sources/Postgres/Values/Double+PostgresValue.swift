extension Double: PostgresScalar, PostgresElement, PostgresValue {
  public static var scalarType: PostgresType { .float8 }
  public static var arrayType: PostgresType { .float8Array }
  public static var readableTypes: [PostgresType] { [.float8, .float4] }
  public static var readableArrayTypes: [PostgresType] { [.float8Array, .float4Array] }

  public func write(into buffer: inout [UInt8]) {
    buffer.append(bigEndian: bitPattern)
  }

  public static func read(_ bytes: RawSpan, as type: PostgresType) throws(ValueFailure) -> Double {
    switch bytes.byteCount {
    case 8: Double(bitPattern: try bytes.bigEndian(UInt64.self, at: 0))
    case 4: Double(Float(bitPattern: try bytes.bigEndian(UInt32.self, at: 0)))
    default: throw .wrongLength(bytes.byteCount, for: type)
    }
  }
}
