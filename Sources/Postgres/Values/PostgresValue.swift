/// A value that can be bound to a parameter and read from a cell: a scalar, an array, or either
/// of them as an optional.
public protocol PostgresValue: Sendable {
  /// The type it is sent as.
  static var valueType: PostgresType { get }
  /// The value of a NULL cell; nil where NULL is an error.
  static var null: Self? { get }

  static func canRead(_ type: PostgresType) -> Bool

  /// The binary form; nil for NULL.
  var binaryForm: [UInt8]? { get }

  static func readValue(_ bytes: RawSpan, as type: PostgresType) throws(ValueFailure) -> Self
}

extension PostgresValue {
  public static var null: Self? { nil }
}

extension PostgresValue where Self: PostgresScalar {
  public static var valueType: PostgresType { scalarType }

  public static func canRead(_ type: PostgresType) -> Bool { readableTypes.contains(type) }

  public var binaryForm: [UInt8]? {
    var buffer: [UInt8] = []
    write(into: &buffer)
    return buffer
  }

  public static func readValue(
    _ bytes: RawSpan, as type: PostgresType
  ) throws(ValueFailure) -> Self {
    try read(bytes, as: type)
  }
}

extension Optional: PostgresValue where Wrapped: PostgresValue {
  public static var valueType: PostgresType { Wrapped.valueType }

  public static var null: Wrapped?? { .some(.none) }

  public static func canRead(_ type: PostgresType) -> Bool { Wrapped.canRead(type) }

  public var binaryForm: [UInt8]? { self?.binaryForm }

  public static func readValue(
    _ bytes: RawSpan, as type: PostgresType
  ) throws(ValueFailure) -> Wrapped? {
    try Wrapped.readValue(bytes, as: type)
  }
}

extension Array: PostgresValue where Element: PostgresElement {
  public static var valueType: PostgresType { Element.listType }

  public static func canRead(_ type: PostgresType) -> Bool { Element.canReadList(type) }

  public var binaryForm: [UInt8]? {
    var buffer: [UInt8] = []
    Element.writeList(self, into: &buffer)
    return buffer
  }

  public static func readValue(
    _ bytes: RawSpan, as type: PostgresType
  ) throws(ValueFailure) -> [Element] {
    try Element.readList(bytes, as: type)
  }
}
