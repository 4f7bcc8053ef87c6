/// Why a stored event cannot be understood.
public enum EventError: Error, Sendable, Hashable, CustomStringConvertible {
  case unknownType(String, schemaVersion: Int)
  case missing(type: String, member: String)
  case malformed(type: String, member: String)

  public var description: String {
    switch self {
    case .unknownType(let type, let version): "no event type \(type)/\(version) is known"
    case .missing(let type, let member): "\(type) lacks \(member)"
    case .malformed(let type, let member): "\(member) of \(type) is not what it should be"
    }
  }
}
