import Glibc

extension PrivateCluster {
  /// Makes the cluster and starts its server, whose only role is the administrator.
  ///
  /// Until the returned `Initialisation` is finished, every other command refuses the cluster
  /// and the next `initialise` starts over.
  ///
  /// - Parameters:
  ///   - logins: Who may connect, besides the administrator.
  ///   - progress: Told in a sentence when something takes a while.
  package func initialise(
    logins: [String], progress: (String) -> Void
  ) throws(ClusterError) -> Initialisation {
    try Self.check(logins)
    try refuseSecond()
    let binaries = try ServerBinaries.find(search)
    try prepareFolder()
    let lock = try acquireLock(progress)
    try refuseSecond()  // somebody may have finished one while we waited
    if try Files.exists(layout.initialising) {
      progress("An earlier init did not finish; starting over.")
      try discard()
    } else if try Files.exists(layout.dataDirectory) {
      throw ClusterError(
        .foreignData, "\(layout.dataDirectory) exists, and ringi did not make it.",
        hint: "Move it away, or set XDG_DATA_HOME to another place.")
    }
    if let free = Files.freeBytes(at: layout.folder), free < limits.space {
      throw .diskFull(layout.folder, needed: limits.space)
    }
    progress("Creating a private PostgreSQL \(binaries.major) cluster in \(layout.folder).")
    try Files.write("\(getpid())\n", to: layout.initialising, mode: 0o600)
    do {
      try create(binaries, lock: lock)
      try setLogins(logins)
      try startLocked(progress)
    } catch {
      try? discard()
      throw error
    }
    return Initialisation(cluster: self, lock: lock)
  }

  private func refuseSecond() throws(ClusterError) {
    guard try isInitialised() else { return }
    throw ClusterError(
      .exists, "There is already a private cluster in \(layout.folder).",
      hint: "Use it as it is; for another one set XDG_DATA_HOME, XDG_CONFIG_HOME, XDG_STATE_HOME"
        + " and XDG_RUNTIME_DIR to other places.")
  }

  private func prepareFolder() throws(ClusterError) {
    try Files.makeDirectory(
      layout.folder, mode: layout.isForeignServer ? 0o750 : 0o700, parentMode: layout.parentMode,
      owner: layout.readableByServer)
    guard let information = try Files.information(layout.folder), information.isDirectory,
      information.uid == layout.owner.uid
    else {
      throw ClusterError(
        .foreignOwner, "\(layout.folder) is not a directory of \(layout.owner.name).",
        hint: "Look at it with: ls -ld '\(layout.folder)'")
    }
  }

  private func create(_ binaries: ServerBinaries, lock: FileLock) throws(ClusterError) {
    try Files.makeDirectory(
      layout.dataDirectory, mode: 0o700, parentMode: 0o700, owner: layout.ownedByServer)
    // It holds our lock: if we are killed, the next init waits for it instead of racing it.
    let initdb = ChildProcess(
      arguments: [
        binaries.initdb, "--pgdata=\(layout.dataDirectory)",
        "--username=\(Self.administrator)", "--encoding=UTF8", "--locale=C",
        "--text-search-config=simple", "--data-checksums", "--auth-local=peer",
        "--auth-host=reject", "--no-instructions",
      ],
      user: layout.server, holding: lock.descriptor)
    let outcome = try initdb.run(limit: limits.initialise)
    guard outcome.succeeded else {
      let hint = outcome.timedOut ? "\nerror: initdb took too long" : ""
      throw .classify(
        outcome.everything + hint, path: layout.dataDirectory, log: nil, fallback: .initFailed)
    }
  }

  /// Undoes an unfinished initialisation; the caller holds the lock and saw its mark.
  func discard() throws(ClusterError) {
    try stopLocked(SIGQUIT)
    if try Files.exists(layout.dataDirectory) {
      // As the server's user: what root deletes below a directory of somebody else's, that
      // somebody can bend.
      let clear = ChildProcess(
        arguments: ["/usr/bin/find", layout.dataDirectory, "-mindepth", "1", "-delete"],
        user: layout.server)
      let outcome = try clear.run(limit: .seconds(60))
      guard outcome.succeeded, rmdir(layout.dataDirectory) == 0 else {
        throw ClusterError(
          .io, "Cannot clear \(layout.dataDirectory): \(outcome.errors)",
          hint: "Remove it by hand, then run: ringi init")
      }
    }
    for file in [layout.ledgers, layout.logins, layout.identityFile, layout.stopped] {
      try Files.remove(file)
    }
    try Files.remove(layout.initialising)
  }
}
