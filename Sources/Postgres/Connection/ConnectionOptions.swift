/// What a caller may choose about a connection beyond libpq's own parameters.
public struct ConnectionOptions: Sendable {
  /// A Boolean value indicating whether each statement is parsed once for the session.
  ///
  /// Off by default: a pooler between here and the server that hands sessions from client to client
  /// (PgBouncer in transaction mode) loses track of prepared statements.
  public var cachesPlans: Bool

  public init(cachesPlans: Bool = false) {
    self.cachesPlans = cachesPlans
  }

  /// Statements beyond this many are parsed each time; the server holds a plan for each.
  static let cachedPlanLimit = 256
  /// Seconds to wait for each host where neither the caller nor the environment says.
  static let defaultConnectTimeout = 10
}
