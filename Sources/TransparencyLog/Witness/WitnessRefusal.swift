/// Why a witness does not cosign, as an HTTP answer.
public enum WitnessRefusal: Error, Hashable, Sendable {
  case badRequest(String)
  case badSignature(String)
  case unknownOrigin(String)
  /// The witness has seen another size than the request starts from.
  case stale(size: UInt64)
  case inconsistent(String)

  public var status: Int {
    switch self {
    case .badRequest: 400
    case .badSignature: 403
    case .unknownOrigin: 404
    case .stale: 409
    case .inconsistent: 422
    }
  }

  public var contentType: String {
    if case .stale = self { "text/x.tlog.size" } else { "text/plain; charset=utf-8" }
  }

  /// The body of the answer; ends in LF.
  public var body: String {
    switch self {
    case .badRequest(let reason), .badSignature(let reason), .inconsistent(let reason):
      reason + "\n"
    case .unknownOrigin(let origin): "unknown origin \(origin)\n"
    case .stale(let size): "\(size)\n"
    }
  }
}
