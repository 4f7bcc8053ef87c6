/// An instant, as `timestamptz` holds it.
public struct PostgresTimestamp: Hashable, Comparable, Sendable {
  /// Microseconds since 1970-01-01 00:00:00 UTC, leap seconds not counted.
  public var microseconds: Int64

  public init(microseconds: Int64) {
    self.microseconds = microseconds
  }

  public static func < (lhs: PostgresTimestamp, rhs: PostgresTimestamp) -> Bool {
    lhs.microseconds < rhs.microseconds
  }

  /// From 1970-01-01, where UNIX counts from, to 2000-01-01, where PostgreSQL does.
  fileprivate static let epochDifference: Int64 = 946_684_800_000_000
}

extension PostgresTimestamp: PostgresScalar, PostgresElement, PostgresValue {
  public static var scalarType: PostgresType { .timestamptz }
  public static var arrayType: PostgresType { .timestamptzArray }

  public func write(into buffer: inout [UInt8]) {
    let (value, overflow) = microseconds.subtractingReportingOverflow(Self.epochDifference)
    // The least number stands for -infinity; its neighbour is a date that the server refuses.
    buffer.append(bigEndian: overflow || value == .min ? Int64.min + 1 : value)
  }

  /// Reads an instant; `infinity` and `-infinity` are errors.
  public static func read(
    _ bytes: RawSpan, as type: PostgresType
  ) throws(ValueFailure) -> PostgresTimestamp {
    guard bytes.byteCount == 8 else { throw .wrongLength(bytes.byteCount, for: type) }
    let value = try bytes.bigEndian(Int64.self, at: 0)
    guard value != .max, value != .min else {
      throw ValueFailure(.malformed, "the timestamp is infinite")
    }
    let (microseconds, overflow) = value.addingReportingOverflow(epochDifference)
    guard !overflow else { throw ValueFailure(.malformed, "the timestamp is out of range") }
    return PostgresTimestamp(microseconds: microseconds)
  }
}
