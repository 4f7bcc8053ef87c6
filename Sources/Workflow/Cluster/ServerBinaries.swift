import Glibc

/// The PostgreSQL programs of one version on this machine.
struct ServerBinaries: Sendable, Equatable {
  static let oldestMajor = 15

  let directory: String
  let major: Int

  var initdb: String { directory + "/initdb" }
  var postgres: String { directory + "/postgres" }

  /// Where to look; tests point it elsewhere.
  struct Search: Sendable {
    /// Folders that hold one folder a version, as Debian's and the project's own packages do.
    var versionFolders = ["/usr/lib/postgresql", "/usr"]
    /// The caller's PATH.
    var path: String

    init(path: String?) {
      self.path = path ?? "/usr/local/bin:/usr/bin:/bin"
    }
  }

  /// The newest version, or the one that made an existing cluster.
  static func find(
    _ search: Search, major wanted: Int? = nil, for dataDirectory: String = ""
  ) throws(ClusterError) -> ServerBinaries {
    let found = candidates(search)
    guard let newest = found.first else {
      throw ClusterError(
        .packageMissing, "No PostgreSQL server is installed (looked for initdb).",
        hint: "apt-get install postgresql")
    }
    guard let wanted else {
      if newest.major >= oldestMajor { return newest }
      throw ClusterError(
        .packageMissing,
        "PostgreSQL \(newest.major) in \(newest.directory) is too old; "
          + "\(oldestMajor) is the oldest that ringi works with.",
        hint: "apt-get install postgresql")
    }
    if let match = found.first(where: { $0.major == wanted }) { return match }
    let installed = found.map { String($0.major) }.joined(separator: ", ")
    throw ClusterError(
      .otherVersion,
      "The cluster in \(dataDirectory) was made by PostgreSQL \(wanted); installed: \(installed).",
      hint: "apt-get install postgresql-\(wanted), or move it to the new version with pg_upgrade.")
  }

  private static func candidates(_ search: Search) -> [ServerBinaries] {
    var folders: [String] = []
    for folder in search.versionFolders {
      for name in Files.entries(of: folder) where name.contains(where: \.isNumber) {
        folders.append("\(folder)/\(name)/bin")
      }
    }
    if let tool = ChildProcess.find("pg_config", in: search.path),
      let answer = try? ChildProcess(arguments: [tool, "--bindir"]).run(limit: .seconds(10)),
      answer.succeeded, let line = answer.output.split(whereSeparator: \.isNewline).first
    {
      folders.append(String(line))
    }
    folders += search.path.split(separator: ":").map(String.init)
    var found: [ServerBinaries] = []
    for folder in folders {
      guard access(folder + "/initdb", X_OK) == 0, access(folder + "/postgres", X_OK) == 0,
        let major = version(of: folder + "/postgres")?.major,
        !found.contains(where: { $0.major == major })
      else { continue }
      found.append(ServerBinaries(directory: folder, major: major))
    }
    return found.sorted { $0.major > $1.major }
  }

  /// The full version, as in "15.13".
  var version: String? { Self.version(of: postgres)?.full }

  private static func version(of program: String) -> (major: Int, full: String)? {
    // The answer looks like "postgres (PostgreSQL) 15.13 (Debian 15.13-0+deb12u1)".
    guard let answer = try? ChildProcess(arguments: [program, "-V"]).run(limit: .seconds(10)),
      answer.succeeded,
      let word = answer.output.split(whereSeparator: \.isWhitespace).dropFirst(2).first,
      let major = Int(word.prefix(while: \.isNumber))
    else { return nil }
    return (major, String(word))
  }
}
