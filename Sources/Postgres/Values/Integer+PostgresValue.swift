extension Int: PostgresScalar, PostgresElement, PostgresValue {
  public static var scalarType: PostgresType { .int8 }
  public static var arrayType: PostgresType { .int8Array }
  public static var readableTypes: [PostgresType] { IntegerForm.types }
  public static var readableArrayTypes: [PostgresType] { IntegerForm.arrayTypes }

  public func write(into buffer: inout [UInt8]) {
    buffer.append(bigEndian: Int64(self))
  }

  public static func read(_ bytes: RawSpan, as type: PostgresType) throws(ValueFailure) -> Int {
    Int(try IntegerForm.read(bytes, as: type))
  }
}

extension Int64: PostgresScalar, PostgresElement, PostgresValue {
  public static var scalarType: PostgresType { .int8 }
  public static var arrayType: PostgresType { .int8Array }
  public static var readableTypes: [PostgresType] { IntegerForm.types }
  public static var readableArrayTypes: [PostgresType] { IntegerForm.arrayTypes }

  public func write(into buffer: inout [UInt8]) {
    buffer.append(bigEndian: self)
  }

  public static func read(_ bytes: RawSpan, as type: PostgresType) throws(ValueFailure) -> Int64 {
    try IntegerForm.read(bytes, as: type)
  }
}

extension Int32: PostgresScalar, PostgresElement, PostgresValue {
  public static var scalarType: PostgresType { .int4 }
  public static var arrayType: PostgresType { .int4Array }
  public static var readableTypes: [PostgresType] { [.int4, .int2] }
  public static var readableArrayTypes: [PostgresType] { [.int4Array, .int2Array] }

  public func write(into buffer: inout [UInt8]) {
    buffer.append(bigEndian: self)
  }

  public static func read(_ bytes: RawSpan, as type: PostgresType) throws(ValueFailure) -> Int32 {
    Int32(truncatingIfNeeded: try IntegerForm.read(bytes, as: type))
  }
}

/// What the integer types of the server have in common.
private enum IntegerForm {
  static let types: [PostgresType] = [.int8, .int4, .int2, .oid, .xid, .xid8]
  static let arrayTypes: [PostgresType] = [.int8Array, .int4Array, .int2Array, .oidArray]

  static func read(_ bytes: RawSpan, as type: PostgresType) throws(ValueFailure) -> Int64 {
    switch (type, bytes.byteCount) {
    case (.xid8, 8):
      let value = try bytes.bigEndian(UInt64.self, at: 0)
      guard let fitting = Int64(exactly: value) else {
        throw ValueFailure(.malformed, "the transaction id is over 2^63")
      }
      return fitting
    case (.int8, 8): return try bytes.bigEndian(Int64.self, at: 0)
    case (.oid, 4), (.xid, 4): return Int64(try bytes.bigEndian(UInt32.self, at: 0))
    case (.int4, 4): return Int64(try bytes.bigEndian(Int32.self, at: 0))
    case (.int2, 2): return Int64(try bytes.bigEndian(Int16.self, at: 0))
    default: throw .wrongLength(bytes.byteCount, for: type)
    }
  }
}
