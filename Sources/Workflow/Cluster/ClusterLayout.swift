import Crypto
import FoundationEssentials
import Glibc

/// Where everything of one private cluster lies, and as whom its server runs.
///
/// The folder belongs to the caller, the data directory in it to the server's user. For an
/// ordinary user the two are the same. A server refuses to run as root, so for root it runs as
/// `postgres`: the folder then stays root's, readable by that user's group, so that the server
/// cannot rewrite the files which say who may connect to it.
struct ClusterLayout: Sendable {
  static let systemFolder = "/var/lib/ringi"

  let folder: String
  let owner: OperatingSystemUser
  let server: OperatingSystemUser
  let logFile: String
  /// Tells clusters apart in directories that they share.
  let digest: String

  var dataDirectory: String { folder + "/postgres" }
  var initialising: String { folder + "/initialising" }
  var initialised: String { folder + "/initialised" }
  var stopped: String { folder + "/stopped" }
  var lock: String { folder + "/lock" }
  var filesLock: String { folder + "/files.lock" }
  var ledgers: String { folder + "/ledgers" }
  var logins: String { folder + "/logins" }
  var settings: String { folder + "/server.conf" }
  var accessFile: String { folder + "/pg_hba.conf" }
  var identityFile: String { folder + "/pg_ident.conf" }
  var socketMemory: String { folder + "/socket_directory" }

  var isForeignServer: Bool { owner.uid != server.uid }

  /// The owner for files that the server must read.
  var readableByServer: Files.Owner? {
    isForeignServer ? Files.Owner(uid: owner.uid, gid: server.gid) : nil
  }

  /// The owner for what the server writes.
  var ownedByServer: Files.Owner? {
    isForeignServer ? Files.Owner(uid: server.uid, gid: server.gid) : nil
  }

  // Parents that ringi makes: private as XDG asks, but passable for a server of another user.
  var parentMode: UInt32 { isForeignServer ? 0o755 : 0o700 }

  init(directories: Directories) throws(ClusterError) {
    guard let owner = OperatingSystemUser.current else {
      throw ClusterError(
        .userMissing, "The user database has no entry for uid \(geteuid()); peer needs a name.",
        hint: "Run ringi as a user that is listed in /etc/passwd.")
    }
    self.owner = owner
    if owner.uid == 0 {
      guard let postgres = OperatingSystemUser.named("postgres") else {
        throw ClusterError(
          .packageMissing,
          "A PostgreSQL server cannot run as root, and there is no user postgres to run it.",
          hint: "apt-get install postgresql, or run ringi as an ordinary user.")
      }
      server = postgres
    } else {
      server = owner
    }
    folder = try Self.folder(data: directories.data, owner: owner, server: server)
    digest = Self.digest(folder)
    logFile = "\(directories.state)/ringi/postgres-\(digest).log"
  }

  // A cluster that exists stays where it is, even if the modes of its parents changed since.
  private static func folder(
    data: String, owner: OperatingSystemUser, server: OperatingSystemUser
  ) throws(ClusterError) -> String {
    let own = data + "/ringi"
    guard owner.uid != server.uid else { return own }
    let system = "\(systemFolder)/\(digest(data))"
    for folder in [own, system] where try isUsed(folder) { return folder }
    return canReach(own, as: server) ? own : system
  }

  private static func isUsed(_ folder: String) throws(ClusterError) -> Bool {
    for name in ["initialised", "initialising", "postgres"]
    where try Files.exists("\(folder)/\(name)") {
      return true
    }
    return false
  }

  /// Whether a user may pass through the path, or through what exists of it.
  ///
  /// Asked of the system by a process of that user: mode bits are not the whole truth (access
  /// lists, network file systems).
  static func canReach(_ path: String, as user: OperatingSystemUser) -> Bool {
    var path = path
    while path != "/", Files.target(path) == nil { path = Files.parent(of: path) }
    guard user.uid != geteuid() else { return access(path, X_OK) == 0 }
    let test = ChildProcess(arguments: ["/usr/bin/test", "-x", path], user: user)
    return (try? test.run(limit: .seconds(10)))?.succeeded ?? false
  }

  private static func digest(_ text: String) -> String {
    var hash = SHA256()
    hash.update(data: Array(text.utf8))
    let digits = Array("0123456789abcdef")
    return String(
      hash.finalize().prefix(6).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }
}
