import Glibc

extension ClusterError {
  /// The error for a failed system call on a path; `action` completes "cannot …".
  static func system(_ number: Int32, _ action: String, _ path: String) -> ClusterError {
    switch number {
    case ENOSPC, EDQUOT:
      return .diskFull(path)
    case EACCES, EPERM:
      return .unreadable(path, "cannot \(action)")
    case EROFS:
      return ClusterError(
        .unreadable, "Cannot \(action) \(path): the file system is read-only.",
        hint: "Remount it, or point XDG_DATA_HOME at a place that can be written.")
    default:
      return ClusterError(.io, "Cannot \(action) \(path): \(text(of: number)).")
    }
  }

  static func diskFull(_ path: String, needed: UInt64? = nil) -> ClusterError {
    let free = Files.freeBytes(at: path).map { "\(mebibytes($0)) free" } ?? "free space unknown"
    let wanted = needed.map { ", about \(mebibytes($0)) needed" } ?? ""
    return ClusterError(
      .diskFull, "The disk that holds \(path) is full: \(free)\(wanted).",
      hint: "Free some space there, or point XDG_DATA_HOME at another disk, and try again.")
  }

  static func unreadable(_ path: String, _ what: String) -> ClusterError {
    let me = OperatingSystemUser.current?.name ?? "uid \(geteuid())"
    return ClusterError(
      .unreadable, "Permission denied at \(path) for \(me): \(what).",
      hint: "Check the owner and mode with: ls -ld '\(path)'")
  }

  /// What the output of initdb or the log of a server that did not start means.
  ///
  /// - Parameters:
  ///   - output: English text (the tools run with LC_ALL=C).
  ///   - path: The data directory, for messages.
  ///   - log: The log file, where there is one.
  ///   - fallback: The code where nothing known is found.
  static func classify(
    _ output: String, path: String, log: String?, fallback: Code
  ) -> ClusterError {
    func says(_ words: String...) -> Bool { words.contains { output.contains($0) } }
    // The last: a write that ended early, of which PostgreSQL gives no system error.
    if says("No space left on device", "Disk quota exceeded", "Check free disk space") {
      return .diskFull(path)
    }
    if says("are incompatible with server", "was initialized by PostgreSQL version") {
      return ClusterError(
        .otherVersion, "The cluster in \(path) was made by another PostgreSQL: \(reason(output)).",
        hint: "Install the PostgreSQL that made it, or use pg_upgrade.")
    }
    if says("Is another postmaster", "Address already in use") {
      return ClusterError(
        .busy, "Another server uses \(path) or its socket: \(reason(output)).",
        hint: "Wait for it to end, then try again.")
    }
    if says("Cannot allocate memory", "shared memory segment", "semaphore", "huge pages") {
      return ClusterError(
        .resources, "The machine has no resources for a server: \(reason(output)).",
        hint: "Close other programs or other private clusters, or raise the limits.")
    }
    if says("Permission denied", "Operation not permitted") {
      return .unreadable(path, reason(output))
    }
    if says("Read-only file system") { return .system(EROFS, "write below", path) }
    let hint = log.map { "The whole log is in \($0)" }
    let verb = fallback == .initFailed ? "be created" : "start"
    return ClusterError(
      fallback, "The private server could not \(verb): \(reason(output)).", hint: hint)
  }

  /// The sentence of the output that tells most: the last fatal one, else the last of all.
  private static func reason(_ output: String) -> String {
    let lines = output.split(whereSeparator: \.isNewline).map(String.init)
    let marks = ["PANIC:", "FATAL:", "error:", "ERROR:"]
    for mark in marks {
      for line in lines.reversed() {
        guard let range = line.firstRange(of: mark) else { continue }
        return trimmed(line[range.upperBound...])
      }
    }
    // A sentence without a mark may go over several lines.
    let sentence = lines.suffix(3).joined(separator: " ")
    return sentence.isEmpty ? "it gave no reason" : trimmed(sentence[...])
  }

  private static func trimmed(_ line: Substring) -> String {
    var line = line.drop { $0 == " " }
    while let last = line.last, last == " " || last == "." { line.removeLast() }
    return String(line)
  }

  static func text(of number: Int32) -> String {
    guard let message = strerror(number) else { return "error \(number)" }
    return String(cString: message)
  }

  private static func mebibytes(_ bytes: UInt64) -> String {
    let tenths = bytes / 1024 * 10 / 1024
    return "\(tenths / 10).\(tenths % 10) MiB"
  }
}
