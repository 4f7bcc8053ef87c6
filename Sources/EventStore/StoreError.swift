import FoundationEssentials
public import Postgres

/// Why a ledger did not do what was asked.
public struct StoreError: Error, Sendable {
  public enum Kind: Sendable, Hashable {
    /// Another writer came first: the stream is not at the version that was read.
    case versionConflict(stream: String, expected: Int, actual: Int)
    /// The command id was used for another command.
    case commandReused
    case notAuthorised
    case clockBehind
    /// `notAfter` has passed.
    case timePassed
    case malformed
    case rulesVersion
    case notOpened
    /// The connection ended before the server said that the append is durable: repeat the same
    /// command id.
    case inDoubt
    /// The server acknowledged something else than was sent.
    case receipt
    /// No server answers there.
    case unreachable
    /// The server answers, but this login may not open this ledger (or there is none).
    case refused
    /// The database's schema is not the one that this program knows.
    case schema
    case readOnly
    case diskFull
    case other
  }

  public var kind: Kind
  public var message: String
  public var hint: String?
  public var underlying: PostgresError?

  public init(
    _ kind: Kind, _ message: String, hint: String? = nil, underlying: PostgresError? = nil
  ) {
    self.kind = kind
    self.message = message
    self.hint = hint
    self.underlying = underlying
  }

  static func receipt(_ reason: String) -> StoreError {
    StoreError(
      .receipt, "The server's receipt does not hold: \(reason).",
      hint: "Nothing it said can be relied on. Run `ringi audit verify` and tell the operator.")
  }
}

extension StoreError {
  /// What a failed statement means.
  init(_ error: PostgresError, inDoubt command: UUID? = nil) {
    if error.isConnectionLost {
      if let command {
        self.init(
          .inDoubt, "The connection ended before the server confirmed the record.",
          hint: Ledger.repeatHint(command), underlying: error)
      } else {
        self.init(
          .unreachable, "The connection to the server ended.",
          hint: "Nothing was written. Try again.", underlying: error)
      }
      return
    }
    let kind: Kind =
      switch error.sqlState {
      case "RI001": Self.conflict(error.detail)
      case "RI002": .commandReused
      case "RI003": .notAuthorised
      case "RI004": .clockBehind
      case "RI005": .timePassed
      case "RI006": .malformed
      case "RI007": .rulesVersion
      case "RI008": .notOpened
      case "25006": .readOnly
      case "53100": .diskFull
      case "3F000", "42P01", "42883": .schema
      default: .other
      }
    var hint = error.hint
    switch kind {
    case .schema: hint = "`ringi db status` says which migrations are missing."
    case .readOnly: hint = "This server is a standby or read-only: write to the primary."
    case .diskFull:
      hint =
        "The server's disk is full. Make room and try again; what was acknowledged before is safe."
    default: break
    }
    self.init(kind, error.message, hint: hint, underlying: error)
  }

  /// Why a connection could not be made.
  init(connecting error: PostgresError, code: String) {
    switch error.code {
    case .authenticationRefused, .databaseRefused:
      self.init(.refused, "The ledger \(code) is not open to this login.", underlying: error)
    default:
      self.init(
        .unreachable, "The ledger \(code) cannot be reached: \(error.message)",
        hint:
          "Is its server running? `ringi server status` and `ringi config show` say where it should be.",
        underlying: error)
    }
  }

  /// The DETAIL of RI001 is our own JSON: `{"code","stream","expected","actual"}`, flat, without
  /// escapes in what is read here.
  private static func conflict(_ detail: String?) -> Kind {
    struct Detail: Decodable {
      var stream: String
      var expected: Int
      var actual: Int
    }
    guard let detail,
      let decoded = try? JSONDecoder().decode(Detail.self, from: Data(detail.utf8))
    else { return .versionConflict(stream: "", expected: -1, actual: -1) }
    return .versionConflict(
      stream: decoded.stream, expected: decoded.expected, actual: decoded.actual)
  }
}
