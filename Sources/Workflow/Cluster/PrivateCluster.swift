import Glibc

/// The PostgreSQL cluster that ringi keeps for one user of the machine.
///
/// Every method blocks the calling thread (milliseconds where nothing has to be started or
/// created), and is safe against other processes doing the same at the same time.
package struct PrivateCluster: Sendable {
  /// The superuser's role.
  package static let administrator = "ringi_admin"

  /// How long to wait for what, and the room to ask for.
  struct Limits: Sendable {
    var lock: Duration = .seconds(180)
    var initialise: Duration = .seconds(300)
    var start: Duration = .seconds(90)
    var stop: Duration = .seconds(60)
    /// Bytes that a new cluster with its ledgers needs.
    var space: UInt64 = 128 << 20
  }

  let layout: ClusterLayout
  let runtimeDirectory: String?
  var search: ServerBinaries.Search
  var limits = Limits()

  /// Finds where this user's cluster is, or would be; makes nothing.
  package static func locate(
    environment: [String: String]
  ) throws(ClusterError) -> PrivateCluster {
    let directories = try Directories(environment: environment)
    return PrivateCluster(
      layout: try ClusterLayout(directories: directories),
      runtimeDirectory: directories.runtime,
      search: ServerBinaries.Search(path: environment["PATH"]))
  }

  package var dataDirectory: String { layout.dataDirectory }

  /// The server's log, in the state directory.
  package var logFile: String { layout.logFile }

  /// The ledgers in this cluster.
  package var ledgers: LedgerRegistry {
    LedgerRegistry(
      path: layout.ledgers, lockPath: layout.filesLock, owner: layout.readableByServer)
  }

  /// Whether an `initialise` was brought to its end.
  package func isInitialised() throws(ClusterError) -> Bool {
    try Files.exists(layout.initialised)
  }

  package func status() throws(ClusterError) -> ServerStatus {
    let postmaster = try Postmaster.running(in: layout.dataDirectory)
    let initialised = try isInitialised()
    let running = initialised ? postmaster : nil
    let binaries = try? ServerBinaries.find(search, major: initialised ? dataVersion() : nil)
    return ServerStatus(
      state: running != nil ? .running : initialised ? .stopped : .notInitialised,
      host: running?.socketDirectory, port: running?.port, owner: Self.administrator,
      version: binaries?.version, dataDirectory: layout.dataDirectory,
      databases: try ledgers.all())
  }

  /// The libpq connection string for a database of the running server.
  ///
  /// It pins what the caller's PG* variables would otherwise bend. PGSERVICE cannot be pinned.
  package func connectionString(
    database: String, user: String
  ) throws(ClusterError) -> String {
    guard let postmaster = try Postmaster.running(in: layout.dataDirectory) else {
      throw ClusterError(
        .stopped, "The private server is not running.", hint: "Start it with: ringi server start")
    }
    let parts: [(String, String)] = [
      ("host", postmaster.socketDirectory), ("hostaddr", ""), ("port", "\(postmaster.port)"),
      ("dbname", database), ("user", user), ("channel_binding", "disable"),
    ]
    return parts.map { "\($0.0)=\(ServerFiles.conninfoQuoted($0.1))" }.joined(separator: " ")
  }

  /// The major version that made the data directory.
  func dataVersion() throws(ClusterError) -> Int {
    let path = layout.dataDirectory + "/PG_VERSION"
    guard let text = try Files.read(path) else {
      throw ClusterError(
        .dataMissing, "The data of the private cluster is gone: \(path) does not exist.",
        hint: "Restore it from a backup, or remove \(layout.folder) and run: ringi init")
    }
    guard let major = Int(text.prefix(while: \.isNumber)) else {
      throw ClusterError(.fileDamaged, "\(path) names no version: \(text)")
    }
    return major
  }

  func requireInitialised() throws(ClusterError) {
    if try isInitialised() { return }
    if try Files.exists(layout.initialising) {
      throw ClusterError(
        .unfinished, "The private cluster in \(layout.folder) was never finished.",
        hint: "Start over with: ringi init")
    }
    throw ClusterError(
      .notInitialised, "There is no private cluster in \(layout.folder).",
      hint: "Create one with: ringi init, or name your ledgers' servers in the configuration.")
  }

  func acquireLock(
    _ progress: (String) -> Void
  ) throws(ClusterError) -> FileLock {
    try FileLock(layout.lock, limit: limits.lock) {
      progress("Waiting for another ringi that is working on the private server.")
    }
  }

  func hasStopMarker() throws(ClusterError) -> Bool { try Files.exists(layout.stopped) }
}
