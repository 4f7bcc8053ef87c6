/// Why the bytes of a cell are not the value that was asked for, before anyone knows which cell.
///
/// It never carries the bytes themselves.
public struct ValueFailure: Error, Sendable {
  public enum Kind: Sendable {
    case wrongType
    case null
    case malformed
  }

  public var kind: Kind
  public var reason: String

  public init(_ kind: Kind, _ reason: String) {
    self.kind = kind
    self.reason = reason
  }

  static func wrongLength(_ length: Int, for type: PostgresType) -> ValueFailure {
    ValueFailure(.malformed, "\(length) bytes cannot be \(type)")
  }
}
