extension PostgresError {
  /// The kind of an error. More may be added: a `switch` needs a default.
  public struct Code: Hashable, Sendable, CustomStringConvertible {
    private enum Base: String, Sendable {
      case server, cancelled, pipelineAborted, rolledBack
      case connectionLost, closed
      case unreachable, authenticationRefused, databaseRefused, invalidParameters
      case typeMismatch, missingColumn, missingRow, unexpectedNull, invalidValue
      case invalidStatement, misuse
    }

    private let base: Base

    private init(_ base: Base) {
      self.base = base
    }

    public var description: String { base.rawValue }

    /// The server refused a statement; `sqlState` says why.
    public static let server = Code(.server)
    /// The task was cancelled, before the statement was sent or while the server worked on it.
    public static let cancelled = Code(.cancelled)
    /// An earlier statement of the pipeline failed, so this one did not run.
    public static let pipelineAborted = Code(.pipelineAborted)
    /// The server ended a transaction by rollback where a commit was asked for.
    public static let rolledBack = Code(.rolledBack)
    /// The connection broke.
    public static let connectionLost = Code(.connectionLost)
    /// The connection was closed on this side.
    public static let closed = Code(.closed)
    /// No server answered in time, or none that accepts sessions of the kind asked for.
    public static let unreachable = Code(.unreachable)
    /// The server, or this side of the handshake, refused the authentication (SQLSTATE class 28).
    public static let authenticationRefused = Code(.authenticationRefused)
    /// The database does not exist (3D000) or its CONNECT privilege was not granted (42501).
    public static let databaseRefused = Code(.databaseRefused)
    /// The connection parameters make no sense, or name a service that is not defined.
    public static let invalidParameters = Code(.invalidParameters)
    /// A column holds another type than was asked for.
    public static let typeMismatch = Code(.typeMismatch)
    /// The result has no column of that name or number.
    public static let missingColumn = Code(.missingColumn)
    /// The result has no such row.
    public static let missingRow = Code(.missingRow)
    /// A cell is NULL and the type asked for is not an optional.
    public static let unexpectedNull = Code(.unexpectedNull)
    /// A cell's bytes are not a value of its type, or one that Swift's type cannot hold.
    public static let invalidValue = Code(.invalidValue)
    /// The statement cannot be sent: a NUL character, or too many values.
    public static let invalidStatement = Code(.invalidStatement)
    /// The call makes no sense in this state of the connection.
    public static let misuse = Code(.misuse)
  }
}
