import Glibc

/// Chooses the directory of the server's socket.
///
/// Clients never guess it: they read it from `postmaster.pid`. So it may differ from start to
/// start, as when a session has XDG_RUNTIME_DIR and a timer has not. In order of preference:
///
/// 1. a folder of this cluster's own below XDG_RUNTIME_DIR, if that is the caller's and the
///    server's user can reach it;
/// 2. a folder beside the data directory;
/// 3. a folder in /tmp with a name nobody can foresee, remembered beside the data. A fixed name
///    such as /tmp/ringi-UID could be taken first by anybody, who would then keep the server
///    from starting for ever; an unforeseeable one needs only the check that it is still ours.
struct SocketDirectory {
  /// PostgreSQL allows 107 bytes; the margin is for systems with shorter addresses.
  static let longestPath = 99

  let layout: ClusterLayout
  let runtime: String?

  func choose() throws(ClusterError) -> String {
    if let runtime, let found = try inRuntime(runtime) { return found }
    let beside = layout.folder + "/socket"
    if fits(beside), try claim(beside) { return beside }
    return try inTemporary()
  }

  private func inRuntime(_ runtime: String) throws(ClusterError) -> String? {
    let shared = runtime + "/ringi"
    let path = "\(shared)/\(layout.digest)"
    guard fits(path), let information = Files.target(runtime), information.isDirectory,
      information.uid == layout.owner.uid,
      ClusterLayout.canReach(runtime, as: layout.server)
    else { return nil }
    do {
      try Files.makeDirectory(
        shared, mode: layout.isForeignServer ? 0o711 : 0o700, parentMode: 0o700)
      return try claim(path) ? path : nil
    } catch {
      return nil  // not ours to write: the next place will do
    }
  }

  private func inTemporary() throws(ClusterError) -> String {
    if let remembered = try Files.read(layout.socketMemory), fits(remembered),
      try isOurs(remembered)
    {
      return remembered
    }
    var template = Array("/tmp/ringi-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw .system(errno, "make a directory in", "/tmp") }
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    if let owner = layout.ownedByServer, chown(path, owner.uid, owner.gid) != 0 {
      throw .system(errno, "give away", path)
    }
    try Files.write(path, to: layout.socketMemory, mode: 0o600)
    return path
  }

  private func claim(_ path: String) throws(ClusterError) -> Bool {
    try Files.makeDirectory(path, mode: 0o700, parentMode: 0o700, owner: layout.ownedByServer)
    return try isOurs(path)
  }

  private func isOurs(_ path: String) throws(ClusterError) -> Bool {
    guard let information = try Files.information(path) else { return false }
    return information.isDirectory && information.uid == layout.server.uid
      && information.permissions & 0o077 == 0
  }

  // libpq takes a comma for the border between two hosts.
  private func fits(_ directory: String) -> Bool {
    "\(directory)/.s.PGSQL.5432".utf8.count <= Self.longestPath && !directory.contains(",")
  }
}
