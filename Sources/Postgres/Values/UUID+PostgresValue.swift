public import FoundationEssentials

extension UUID: PostgresScalar, PostgresElement, PostgresValue {
  public static var scalarType: PostgresType { .uuid }
  public static var arrayType: PostgresType { .uuidArray }

  public func write(into buffer: inout [UInt8]) {
    withUnsafeBytes(of: uuid) { bytes in buffer.append(contentsOf: bytes) }
  }

  public static func read(_ bytes: RawSpan, as type: PostgresType) throws(ValueFailure) -> UUID {
    guard bytes.byteCount == 16 else { throw .wrongLength(bytes.byteCount, for: type) }
    return UUID(uuid: bytes.unsafeLoadUnaligned(as: uuid_t.self))
  }
}
