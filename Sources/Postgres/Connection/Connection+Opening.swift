internal import CLibPQ
internal import Dispatch

extension Connection {
  /// Connects the way `psql` does, with what the `PG*` variables, the service file and the password
  /// file say about everything that is not given here.
  ///
  /// `connect_timeout` holds for each host and is 10 seconds unless somebody says otherwise. Texts
  /// always travel as UTF-8.
  ///
  /// - Parameters:
  ///   - conninfo: a libpq connection string or URI, such as `service=epcc`; may be empty.
  ///   - parameters: libpq parameters that win over the string's, such as `("dbname", "usa")`.
  ///   - options: what libpq knows nothing of.
  /// - Throws: `PostgresError` of code `unreachable`, `authenticationRefused`, `databaseRefused`,
  ///   `invalidParameters`, `cancelled`, or `server` for another refusal of the server's.
  public static func open(
    conninfo: String, overriding parameters: [(String, String)] = [],
    options: ConnectionOptions = ConnectionOptions()
  ) async throws(PostgresError) -> Connection {
    let connection = Connection(options: options)
    // libpq expands the first dbname, and no other, as a connection string.
    let expanded = conninfo.isEmpty ? [] : [("dbname", conninfo)]
    try await connection.connect(expanded + parameters, expandsFirst: !conninfo.isEmpty)
    return connection
  }

  /// Connects by libpq parameters alone; a database name is never taken for a connection string.
  public static func open(
    _ parameters: [(String, String)] = [], options: ConnectionOptions = ConnectionOptions()
  ) async throws(PostgresError) -> Connection {
    try await open(conninfo: "", overriding: parameters, options: options)
  }

  private func connect(
    _ parameters: [(String, String)], expandsFirst: Bool
  ) async throws(PostgresError) {
    for (key, value) in parameters where key.utf8.contains(0) || value.utf8.contains(0) {
      throw PostgresError(.invalidParameters, "a connection parameter holds a NUL character")
    }
    let parameters = parameters + [("client_encoding", "UTF8")]
    var narrowed: [(String, String)] = []
    var timeouts: [String] = []
    while true {
      do throws(PostgresError) {
        try await connectOnce(parameters + narrowed, expandsFirst: expandsFirst)
        return
      } catch {
        var error = error
        // libpq cannot be told to give up one host and try the next, so the attempt starts again
        // without the host that did not answer.
        if interruption == .timedOut, let rest = hostsAfterTimeout() {
          timeouts.append(error.message)
          narrowed = rest.parameters
          abandonAttempt()
          continue
        }
        abandonAttempt()
        state = .closed
        error.message = (timeouts + [error.message]).joined(separator: "\n")
        throw error
      }
    }
  }

  private func abandonAttempt() {
    interruption = nil
    watcher?.cancel()
    watcher = nil
    handle?.finish()
    handle = nil
  }

  private func connectOnce(
    _ parameters: [(String, String)], expandsFirst: Bool
  ) async throws(PostgresError) {
    if Task.isCancelled { throw PostgresError(.cancelled, "cancelled before connecting") }
    guard let handle = ConnectionHandle(parameters: parameters, expandsFirst: expandsFirst),
      let pointer = handle.pointer
    else {
      throw PostgresError(.unreachable, "out of memory")
    }
    self.handle = handle
    guard PQstatus(pointer) != CONNECTION_BAD else { throw OpeningFailure.error(pointer) }
    let outcome: Result<Void, PostgresError> = await withTaskCancellationHandler {
      do throws(PostgresError) { return .success(try await poll()) } catch {
        return .failure(error)
      }
    } onCancel: {
      Task { await self.interrupt(.cancelled, attempt: nil) }
    }
    try outcome.get()
    guard PQsetnonblocking(pointer, 1) == 0, let cancelKey = CancelKey(pointer),
      let watcher = SocketWatcher(socket: PQsocket(pointer), queue: queue)
    else {
      throw libpqError(sql: nil)
    }
    PQsetErrorVerbosity(pointer, PQERRORS_DEFAULT)
    self.watcher?.cancel()
    self.watcher = watcher
    self.cancelKey = cancelKey
    state = .open
  }

  /// Drives libpq's handshake. The socket may be another after every step.
  private func poll() async throws(PostgresError) {
    let pointer = try live()
    let timeout = connectTimeout(pointer)
    var timer: Task<Void, Never>?
    var currentHost = ""
    defer { timer?.cancel() }
    var polling = PGRES_POLLING_WRITING
    while polling == PGRES_POLLING_READING || polling == PGRES_POLLING_WRITING {
      let host = hostName(pointer)
      if let timeout, host != currentHost {
        currentHost = host
        timer?.cancel()
        timer = Task { [weak self, handle] in
          do { try await Task.sleep(for: timeout) } catch { return }
          await self?.interrupt(.timedOut, attempt: handle)
        }
      }
      watcher?.cancel()
      watcher = SocketWatcher(socket: PQsocket(pointer), queue: queue)
      guard watcher != nil else {
        throw PostgresError(.unreachable, "no file descriptor left to connect with")
      }
      if interruption == nil {
        await wait(read: polling == PGRES_POLLING_READING, write: polling == PGRES_POLLING_WRITING)
      }
      switch interruption {
      case .timedOut:
        throw PostgresError(.unreachable, "connection to server at \(host) failed: timed out")
      case .cancelled: throw PostgresError(.cancelled, "cancelled while connecting")
      case nil: break
      }
      polling = PQconnectPoll(pointer)
    }
    guard polling == PGRES_POLLING_OK else { throw OpeningFailure.error(pointer) }
  }

  private func interrupt(_ reason: ConnectInterruption, attempt: ConnectionHandle?) {
    guard case .opening = state, attempt == nil || attempt === handle else { return }
    interruption = reason
    watcher?.cancel()
  }

  private func hostName(_ pointer: OpaquePointer) -> String {
    let host = PQhost(pointer).map { String(cString: $0) } ?? ""
    let port = PQport(pointer).map { String(cString: $0) } ?? ""
    return "\"\(host)\", port \(port)"
  }

  /// The time for each host; nil for no limit, as libpq takes 0 and less.
  private func connectTimeout(_ pointer: OpaquePointer) -> Duration? {
    let text = Self.settings(of: pointer)["connect_timeout"] ?? ""
    let seconds = Int(text) ?? ConnectionOptions.defaultConnectTimeout
    // libpq itself waits no less than two seconds.
    return seconds <= 0 ? nil : .seconds(max(2, seconds))
  }

  private func hostsAfterTimeout() -> HostList? {
    guard let pointer = handle?.pointer, let host = PQhost(pointer), let port = PQport(pointer)
    else {
      return nil
    }
    let settings = Self.settings(of: pointer)
    var list = HostList(
      host: settings["host"], address: settings["hostaddr"], port: settings["port"])
    return list.drop(host: String(cString: host), port: String(cString: port)) ? list : nil
  }

  /// What libpq made of parameters, environment, service and defaults.
  private static func settings(of pointer: OpaquePointer) -> [String: String] {
    guard let options = PQconninfo(pointer) else { return [:] }
    defer { PQconninfoFree(options) }
    var settings: [String: String] = [:]
    var option = options
    while let keyword = option.pointee.keyword {
      if let value = option.pointee.val {
        settings[String(cString: keyword)] = String(cString: value)
      }
      option += 1
    }
    return settings
  }
}
