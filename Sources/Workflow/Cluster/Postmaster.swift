import Glibc

/// What `postmaster.pid` says, and whether it is true.
struct Postmaster: Equatable {
  let pid: Int32
  let port: Int
  let socketDirectory: String
  /// `starting`, `ready`, `stopping`; empty while the server writes the file.
  let state: String

  static func file(in dataDirectory: String) -> String { dataDirectory + "/postmaster.pid" }

  /// The server that runs on a data directory, nil if there is none, whatever the file claims.
  static func running(in dataDirectory: String) throws(ClusterError) -> Postmaster? {
    guard let claimed = try claimed(in: dataDirectory),
      isPostmaster(claimed.pid, of: dataDirectory)
    else { return nil }
    return claimed
  }

  static func claimed(in dataDirectory: String) throws(ClusterError) -> Postmaster? {
    guard let text = try Files.read(file(in: dataDirectory)) else { return nil }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let first = lines.first, let pid = Int32(first), pid != 0 else { return nil }
    func line(_ index: Int) -> Substring { index < lines.count ? lines[index] : "" }
    return Postmaster(
      pid: abs(pid), port: Int(line(3)) ?? 0, socketDirectory: String(line(4)),
      state: String(line(7).prefix { $0 != " " }))
  }

  /// Whether the process is a PostgreSQL server on this very directory.
  ///
  /// A number alone proves nothing: after a crash or a reboot another program may bear it. The
  /// command line can be read where `/proc/N/exe` cannot (root in a container, server as
  /// another user), and it is empty for a dead process that nobody has reaped.
  static func isPostmaster(_ pid: Int32, of dataDirectory: String) -> Bool {
    guard let line = try? Files.read("/proc/\(pid)/cmdline") else { return false }
    let words = line.split(separator: "\0", omittingEmptySubsequences: false).map(String.init)
    guard let program = words.first?.split(separator: "/").last, program == "postgres",
      let option = words.firstIndex(of: "-D"), option + 1 < words.count,
      let theirs = Files.target(words[option + 1]), let ours = Files.target(dataDirectory)
    else { return false }
    return theirs.device == ours.device && theirs.inode == ours.inode
  }

  /// Makes a stale `postmaster.pid` harmless where its number now belongs to another program.
  ///
  /// PostgreSQL itself removes the file of a dead process but believes any live one of the same
  /// user. The file is not removed here: its last lines are PostgreSQL's own safeguard against
  /// backends that outlived their postmaster. Only the number is replaced by one that no Linux
  /// process can bear, so PostgreSQL finds the owner dead and then makes its own checks.
  static func disown(in dataDirectory: String) throws(ClusterError) {
    let path = file(in: dataDirectory)
    guard let claimed = try claimed(in: dataDirectory),
      kill(claimed.pid, 0) == 0, !isPostmaster(claimed.pid, of: dataDirectory)
    else { return }
    let descriptor = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { throw .system(errno, "mend", path) }
    defer { close(descriptor) }
    var raw = stat()
    guard fstat(descriptor, &raw) == 0, raw.st_nlink == 1, let bytes = Files.drain(descriptor)
    else { throw .system(errno, "mend", path) }
    let mended = Array("1073741823".utf8) + bytes.drop { $0 != UInt8(ascii: "\n") }
    guard pwrite(descriptor, mended, mended.count, 0) == mended.count else {
      throw .system(errno, "mend", path)
    }
  }
}
