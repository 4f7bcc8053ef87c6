import Glibc

extension PrivateCluster {
  /// The logins that may connect, besides the administrator.
  package func logins() throws(ClusterError) -> [String] {
    let text = try Files.read(layout.logins) ?? ""
    return text.split(separator: "\n").map(String.init)
  }

  /// Replaces the logins that may connect, and tells a running server.
  package func setLogins(_ logins: [String]) throws(ClusterError) {
    try changeLogins { _ in logins }
  }

  /// Lets one more login connect; one that already may is no change.
  package func addLogin(_ login: String) throws(ClusterError) {
    try changeLogins { $0.contains(login) ? $0 : $0 + [login] }
  }

  /// Lets a login connect no more; its open connections stay.
  package func removeLogin(_ login: String) throws(ClusterError) {
    try changeLogins { known in known.filter { $0 != login } }
  }

  private func changeLogins(
    _ change: ([String]) -> [String]
  ) throws(ClusterError) {
    let lock = try FileLock(layout.filesLock, limit: .seconds(20))
    defer { withExtendedLifetime(lock) {} }
    let logins = change(try logins())
    try Self.check(logins)
    try Files.write(
      logins.map { $0 + "\n" }.joined(), to: layout.logins, mode: 0o640,
      owner: layout.readableByServer)
    try writeIdentities(of: logins)
    // The postmaster takes signals before it takes the next connection, so whoever connects
    // after this call is judged by the new list.
    if let running = try Postmaster.running(in: layout.dataDirectory) {
      kill(running.pid, SIGHUP)
    }
  }

  func writeIdentities(of logins: [String]) throws(ClusterError) {
    let text = ServerFiles.identities(
      user: layout.owner.name, logins: [Self.administrator] + logins)
    try Files.write(text, to: layout.identityFile, mode: 0o640, owner: layout.readableByServer)
  }

  static func check(_ logins: [String]) throws(ClusterError) {
    for login in logins where !ServerFiles.isLogin(login) || login == administrator {
      throw ClusterError(
        .loginInvalid, "Not a login: \(login)",
        hint: "A login is at most 63 lower-case letters, digits, and _ - . and begins with a"
          + " letter; pg_… and \(administrator) are taken.")
    }
  }
}
