import Glibc

extension PrivateCluster {
  /// What every command calls first: starts the server unless it runs, or unless `stop` was said.
  ///
  /// - Parameter progress: Told in a sentence when something takes a while.
  package func ensureRunning(progress: (String) -> Void) throws(ClusterError) {
    try requireInitialised()
    if try serving() != nil { return }
    try refuseIfStopped()
    let lock = try acquireLock(progress)
    defer { withExtendedLifetime(lock) {} }
    try refuseIfStopped()  // it may have been said while we waited
    try startLocked(progress)
  }

  /// Starts the server and lets commands start it again from now on.
  ///
  /// - Returns: Whether it had to be started.
  @discardableResult
  package func start(progress: (String) -> Void = { _ in }) throws(ClusterError) -> Bool {
    try requireInitialised()
    let lock = try acquireLock(progress)
    defer { withExtendedLifetime(lock) {} }
    try Files.remove(layout.stopped)
    if try serving() != nil { return false }
    try startLocked(progress)
    return true
  }

  /// Stops the server; it stays stopped until `start`.
  ///
  /// - Returns: Whether it was running.
  @discardableResult
  package func stop(progress: (String) -> Void = { _ in }) throws(ClusterError) -> Bool {
    try requireInitialised()
    let lock = try acquireLock(progress)
    defer { withExtendedLifetime(lock) {} }
    // First the mark: a command that finds the server gone must find the reason too.
    try Files.write("", to: layout.stopped, mode: 0o600)
    return try stopLocked(SIGINT)
  }

  private func refuseIfStopped() throws(ClusterError) {
    guard try hasStopMarker() else { return }
    throw ClusterError(
      .stopped, "The private server was stopped with `ringi server stop`.",
      hint: "Start it again with: ringi server start")
  }

  /// The server, if one is up and its socket is where it says.
  func serving() throws(ClusterError) -> Postmaster? {
    guard let running = try Postmaster.running(in: layout.dataDirectory), running.state == "ready",
      Files.target("\(running.socketDirectory)/.s.PGSQL.\(running.port)")?.isSocket == true
    else { return nil }
    return running
  }

  /// Brings the server up; the caller holds the lock.
  func startLocked(_ progress: (String) -> Void) throws(ClusterError) {
    let binaries = try ServerBinaries.find(
      search, major: try dataVersion(), for: layout.dataDirectory)
    try checkDataDirectory()
    if try settle(progress) { return }
    let socketDirectory = try SocketDirectory(layout: layout, runtime: runtimeDirectory).choose()
    let settings = ServerFiles.settings(layout: layout, socketDirectory: socketDirectory)
    try Files.write(settings, to: layout.settings, mode: 0o640, owner: layout.readableByServer)
    try Files.write(
      ServerFiles.access, to: layout.accessFile, mode: 0o640, owner: layout.readableByServer)
    try writeIdentities(of: logins())
    try Postmaster.disown(in: layout.dataDirectory)
    // The directory is this cluster's alone and no server runs on its data, so a lock on the
    // socket is a dead server's; PostgreSQL would believe it if its number lives on elsewhere.
    try Files.remove("\(socketDirectory)/.s.PGSQL.\(ServerFiles.port).lock")

    progress("Starting the private server.")
    // Backends of a postmaster that was killed end by themselves within moments; until then
    // PostgreSQL rightly refuses to start a second one on their shared memory.
    let deadline = Deadline(in: .seconds(15))
    while true {
      let complaint = try launch(binaries)
      guard let complaint else { return }
      guard complaint.contains("pre-existing shared memory block"), !deadline.passed else {
        throw .classify(
          complaint, path: layout.dataDirectory, log: layout.logFile, fallback: .startFailed)
      }
      deadline.pause(milliseconds: 200)
    }
  }

  /// Waits for a server that is coming up or going down, and ends one that lost its socket.
  ///
  /// - Returns: Whether a server is up.
  private func settle(_ progress: (String) -> Void) throws(ClusterError) -> Bool {
    let deadline = Deadline(in: limits.start)
    while let running = try Postmaster.running(in: layout.dataDirectory) {
      if try serving() != nil { return true }
      if running.state == "ready" {
        progress("The private server has lost its socket; starting it again.")
        try stopLocked(SIGINT)
        return false
      }
      if deadline.passed { throw stillStarting() }
      deadline.pause(milliseconds: 20)
    }
    return false
  }

  /// Starts the server and waits until it takes connections.
  ///
  /// `postgres` directly and not `pg_ctl`, which puts the paths into a shell's command line
  /// unquoted, and which looks only ten times a second.
  ///
  /// - Returns: nil, or what the server said before it gave up.
  private func launch(_ binaries: ServerBinaries) throws(ClusterError) -> String? {
    let log = try openLog()
    defer { close(log) }
    let before = lseek(log, 0, SEEK_END)
    let server = ChildProcess(
      arguments: [
        binaries.postgres, "-D", layout.dataDirectory, "-c", "config_file=\(layout.settings)",
      ],
      user: layout.server)
    let child = try server.launch(output: log, errors: log, newSession: true)
    let deadline = Deadline(in: limits.start)
    while !deadline.passed {
      if waitpid(child, nil, WNOHANG) == child {
        lseek(log, before, SEEK_SET)
        return String(decoding: Files.drain(log) ?? [], as: UTF8.self)
      }
      if let running = try serving(), running.pid == child { return nil }
      deadline.pause(milliseconds: 5)
    }
    throw stillStarting()
  }

  private func stillStarting() -> ClusterError {
    ClusterError(
      .busy, "The private server is still starting, as after a crash with much to recover.",
      hint: "Try again in a minute; its log is \(layout.logFile)")
  }

  /// Ends the server and waits for it; the caller holds the lock.
  @discardableResult
  func stopLocked(_ signal: Int32) throws(ClusterError) -> Bool {
    guard let running = try Postmaster.running(in: layout.dataDirectory) else { return false }
    let deadline = Deadline(in: limits.stop)
    guard kill(running.pid, signal) == 0 || errno == ESRCH else {
      throw .system(errno, "stop the server of", layout.dataDirectory)
    }
    while Postmaster.isPostmaster(running.pid, of: layout.dataDirectory) {
      if deadline.passed {
        throw ClusterError(
          .stopFailed, "The private server (process \(running.pid)) does not end.",
          hint: "See \(layout.logFile)")
      }
      deadline.pause(milliseconds: 5)
    }
    waitpid(running.pid, nil, WNOHANG)  // if it was our own child
    return true
  }

  private func checkDataDirectory() throws(ClusterError) {
    let path = layout.dataDirectory
    guard let information = try Files.information(path), information.isDirectory else {
      throw ClusterError(
        .dataMissing, "The data of the private cluster is gone: no directory \(path).",
        hint: "Restore it from a backup, or remove \(layout.folder) and run: ringi init")
    }
    guard information.uid == layout.server.uid else {
      let theirs = OperatingSystemUser.numbered(information.uid)?.name ?? "uid \(information.uid)"
      throw ClusterError(
        .foreignOwner,
        "\(path) belongs to \(theirs), but its server would run as \(layout.server.name).",
        hint: "Run ringi as \(theirs), or give the directory back to \(layout.server.name).")
    }
    guard layout.isForeignServer else { return }
    guard ClusterLayout.canReach(path, as: layout.server) else {
      throw ClusterError(
        .unreadable, "\(layout.server.name), as whom the server runs, cannot reach \(path).",
        hint: "Let others pass through its parents again (chmod o+x).")
    }
  }

  private func openLog() throws(ClusterError) -> Int32 {
    let path = layout.logFile
    try Files.makeDirectory(
      Files.parent(of: path), mode: layout.parentMode, parentMode: layout.parentMode)
    if let size = fileSize(path), size > 8 << 20 { rename(path, path + ".1") }
    // The server gets the open file: its user needs no way to the state directory.
    let log = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard log >= 0 else { throw .system(errno, "write", path) }
    return log
  }

  private func fileSize(_ path: String) -> Int? {
    var raw = stat()
    return lstat(path, &raw) == 0 ? Int(raw.st_size) : nil
  }
}
