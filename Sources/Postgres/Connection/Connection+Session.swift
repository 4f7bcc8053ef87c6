internal import CLibPQ

extension Connection {
  /// A setting that the server reports by itself: `server_version`, `session_authorization`,
  /// `in_hot_standby`, `TimeZone`, `application_name`, `is_superuser` and a few more.
  public func parameter(_ name: String) -> String? {
    guard let pointer = handle?.pointer, let value = PQparameterStatus(pointer, name) else {
      return nil
    }
    return String(cString: value)
  }

  /// The server's version as a number: 150018 is 15.18; 0 once the connection is gone.
  public var serverVersion: Int {
    handle?.pointer.map { Int(PQserverVersion($0)) } ?? 0
  }

  /// The login that the server authenticated, as it reports it.
  public var sessionUser: String? { parameter("session_authorization") }

  public var timeZone: String? { parameter("TimeZone") }

  /// A Boolean value indicating whether the server is a standby; nil where it does not say.
  public var isInHotStandby: Bool? { parameter("in_hot_standby").map { $0 == "on" } }

  public var database: String? {
    handle?.pointer.flatMap { PQdb($0) }.map { String(cString: $0) }
  }

  public var user: String? {
    handle?.pointer.flatMap { PQuser($0) }.map { String(cString: $0) }
  }

  /// The host name, address or socket directory that the session goes to.
  public var host: String? {
    handle?.pointer.flatMap { PQhost($0) }.map { String(cString: $0) }
  }

  public var port: String? {
    handle?.pointer.flatMap { PQport($0) }.map { String(cString: $0) }
  }

  /// A Boolean value indicating whether the session is encrypted with TLS.
  public var isEncrypted: Bool {
    handle?.pointer.map { PQsslInUse($0) == 1 } ?? false
  }

  /// The process that serves the session; 0 once the connection is gone.
  public var backendPID: Int {
    handle?.pointer.map { Int(PQbackendPID($0)) } ?? 0
  }

  /// A Boolean value indicating whether a transaction block is open, failed ones included.
  public var isInTransaction: Bool {
    guard let pointer = handle?.pointer else { return false }
    let status = PQtransactionStatus(pointer)
    return status == PQTRANS_INTRANS || status == PQTRANS_INERROR
  }
}
