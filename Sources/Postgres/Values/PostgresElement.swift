/// What an array bound to a parameter may hold.
///
/// A list of a scalar, or of optional scalars, is a one-dimensional PostgreSQL array; a list of
/// `UInt8` is a `bytea`.
public protocol PostgresElement: Sendable {
  static var listType: PostgresType { get }

  static func canReadList(_ type: PostgresType) -> Bool
  static func writeList(_ list: [Self], into buffer: inout [UInt8])
  static func readList(_ bytes: RawSpan, as type: PostgresType) throws(ValueFailure) -> [Self]
}

extension PostgresElement where Self: PostgresScalar {
  public static var listType: PostgresType { arrayType }

  public static func canReadList(_ type: PostgresType) -> Bool {
    readableArrayTypes.contains(type)
  }

  public static func writeList(_ list: [Self], into buffer: inout [UInt8]) {
    ArrayForm.writeHeader(
      count: list.count, hasNull: false, element: scalarType, into: &buffer)
    for value in list {
      ArrayForm.writeElement(value, into: &buffer)
    }
  }

  public static func readList(
    _ bytes: RawSpan, as type: PostgresType
  ) throws(ValueFailure) -> [Self] {
    var list: [Self] = []
    try ArrayForm.read(bytes, of: Self.self) { (element: Self?) throws(ValueFailure) in
      guard let element else { throw ValueFailure(.null, "an element of the array is NULL") }
      list.append(element)
    }
    return list
  }
}

extension Optional: PostgresElement where Wrapped: PostgresScalar {
  public static var listType: PostgresType { Wrapped.arrayType }

  public static func canReadList(_ type: PostgresType) -> Bool {
    Wrapped.readableArrayTypes.contains(type)
  }

  public static func writeList(_ list: [Wrapped?], into buffer: inout [UInt8]) {
    let hasNull = list.contains { $0 == nil }
    ArrayForm.writeHeader(
      count: list.count, hasNull: hasNull, element: Wrapped.scalarType, into: &buffer)
    for value in list {
      if let value {
        ArrayForm.writeElement(value, into: &buffer)
      } else {
        buffer.append(bigEndian: Int32(-1))
      }
    }
  }

  public static func readList(
    _ bytes: RawSpan, as type: PostgresType
  ) throws(ValueFailure) -> [Wrapped?] {
    var list: [Wrapped?] = []
    try ArrayForm.read(bytes, of: Wrapped.self) { (element: Wrapped?) throws(ValueFailure) in
      list.append(element)
    }
    return list
  }
}

extension UInt8: PostgresElement {
  public static var listType: PostgresType { .bytea }

  public static func canReadList(_ type: PostgresType) -> Bool { type == .bytea }

  public static func writeList(_ list: [UInt8], into buffer: inout [UInt8]) {
    buffer.append(contentsOf: list)
  }

  public static func readList(
    _ bytes: RawSpan, as type: PostgresType
  ) throws(ValueFailure) -> [UInt8] {
    bytes.copied()
  }
}
