/// Everything that went wrong in a transaction.
public struct TransactionError: Error, Sendable {
  /// The transaction could not begin; nothing happened.
  public var beginError: PostgresError?
  /// The body threw; the transaction was rolled back.
  public var bodyError: (any Error)?
  /// The rollback after that failed. The server rolls back by itself if the connection is lost.
  public var rollbackError: PostgresError?
  /// The commit failed; where the connection was lost, nobody here knows whether it took effect.
  public var commitError: PostgresError?

  /// A Boolean value indicating whether the transaction may have been committed all the same.
  public var isInDoubt: Bool { commitError?.isConnectionLost ?? false }

  /// The first thing that the server or the connection has to say about it, if any.
  public var postgresError: PostgresError? {
    beginError ?? bodyError as? PostgresError ?? commitError ?? rollbackError
  }

  public var isConnectionLost: Bool {
    [beginError, bodyError as? PostgresError, rollbackError, commitError]
      .contains { $0?.isConnectionLost ?? false }
  }
}

extension TransactionError: CustomStringConvertible {
  public var description: String {
    var parts: [String] = []
    if let beginError { parts.append("The transaction did not begin: \(beginError)") }
    if let bodyError { parts.append("\(bodyError)") }
    if let rollbackError { parts.append("The rollback failed: \(rollbackError)") }
    if let commitError { parts.append("The commit failed: \(commitError)") }
    return parts.joined(separator: " ")
  }
}
