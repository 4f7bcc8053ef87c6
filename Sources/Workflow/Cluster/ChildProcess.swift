import Glibc

/// Starts programs without a shell, so that no path needs quoting.
///
/// Children get their arguments and environment and three descriptors, nothing else: a server
/// must not hold the pipe on which a script waits for our own output.
struct ChildProcess {
  struct Outcome {
    /// The exit status, or 128 + the signal.
    let status: Int32
    let output: String
    let errors: String
    let timedOut: Bool

    var succeeded: Bool { status == 0 && !timedOut }
    var everything: String { output + errors }
  }

  var arguments: [String]
  /// The user to become; only root may name another.
  var user: OperatingSystemUser?
  /// A descriptor the child shall hold open as its number 3 (a lock that outlives us).
  var holding: Int32?
  var path = "/usr/bin:/bin:/usr/sbin:/sbin"

  /// Runs to the end and returns what it printed.
  func run(limit: Duration) throws(ClusterError) -> Outcome {
    let output = try PipeEnds()
    let errors = try PipeEnds()
    let child = try launch(output: output.writing, errors: errors.writing, newSession: false)
    output.closeWriting()
    errors.closeWriting()
    let deadline = Deadline(in: limit)
    var printed: [UInt8] = []
    var complained: [UInt8] = []
    var status: Int32 = 0
    var timedOut = false
    // The end is the end of the program, not of its output: a grandchild may hold the pipe.
    while waitpid(child, &status, WNOHANG) == 0 {
      printed += Files.drain(output.reading) ?? []
      complained += Files.drain(errors.reading) ?? []
      if deadline.passed, !timedOut {
        timedOut = true
        kill(child, SIGKILL)
      }
      var polled = pollfd(fd: output.reading, events: Int16(POLLIN), revents: 0)
      if poll(&polled, 1, 5) > 0, polled.revents & Int16(POLLIN) == 0 {
        deadline.pause(milliseconds: 2)
      }
    }
    printed += Files.drain(output.reading) ?? []
    complained += Files.drain(errors.reading) ?? []
    let signal = status & 0x7f
    return Outcome(
      status: signal == 0 ? (status >> 8) & 0xff : 128 + signal,
      output: String(decoding: printed, as: UTF8.self),
      errors: String(decoding: complained, as: UTF8.self), timedOut: timedOut)
  }

  /// Starts the program and returns its process number; the caller reaps it if it cares.
  func launch(output: Int32, errors: Int32, newSession: Bool) throws(ClusterError) -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_adddup2(&actions, errors, 2)
    if let holding { posix_spawn_file_actions_adddup2(&actions, holding, 3) }
    for number in Self.openDescriptors where number > (holding == nil ? 2 : 3) {
      posix_spawn_file_actions_addclose(&actions, number)
    }

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    var flags = Int32(POSIX_SPAWN_SETSIGDEF) | Int32(POSIX_SPAWN_SETSIGMASK)
    if newSession { flags |= Self.setSession }
    posix_spawnattr_setflags(&attributes, Int16(flags))

    // PostgreSQL's programs fail in a working directory that their user cannot enter.
    let command = ["/bin/sh", "-c", "cd / && exec \"$@\"", "sh"] + (try becoming(user))
    let environment = ["LC_ALL=C", "PATH=\(path)", "HOME=/"]
    var child: Int32 = 0
    let failure = withCStrings(command) { argv in
      withCStrings(environment) { envp in
        posix_spawn(&child, command[0], &actions, &attributes, argv, envp)
      }
    }
    guard failure == 0 else { throw .system(failure, "run", command[0]) }
    return child
  }

  private func becoming(_ user: OperatingSystemUser?) throws(ClusterError) -> [String] {
    guard let user, user.uid != geteuid() else { return arguments }
    if let setpriv = Self.find("setpriv", in: path) {
      return [
        setpriv, "--reuid=\(user.uid)", "--regid=\(user.gid)", "--init-groups", "--",
      ] + arguments
    }
    if let runuser = Self.find("runuser", in: path) {
      return [runuser, "-u", user.name, "--"] + arguments
    }
    throw ClusterError(
      .packageMissing, "Neither setpriv nor runuser is here to run a program as \(user.name).",
      hint: "apt-get install util-linux")
  }

  /// The first executable of that name in a list of directories separated by colons.
  static func find(_ name: String, in path: String) -> String? {
    path.split(separator: ":").map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
  }

  // POSIX_SPAWN_SETSID of <spawn.h>, which Swift's module of the C library does not show.
  private static let setSession: Int32 = 0x80

  // To close one that is gone meanwhile is no error to posix_spawn.
  private static var openDescriptors: [Int32] {
    Files.entries(of: "/proc/self/fd").compactMap { Int32($0) }
  }

  private func withCStrings<R>(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> R
  ) -> R {
    let copies = strings.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return body(copies + [nil])
  }
}

/// A pipe whose reading end does not block, with both ends above the standard descriptors.
private final class PipeEnds {
  let reading: Int32
  let writing: Int32
  private var isWritingOpen = true

  init() throws(ClusterError) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw .system(errno, "make", "a pipe") }
    reading = fcntl(ends[0], F_DUPFD_CLOEXEC, 10)
    writing = fcntl(ends[1], F_DUPFD_CLOEXEC, 10)
    close(ends[0])
    close(ends[1])
    _ = fcntl(reading, F_SETFL, O_NONBLOCK)
  }

  func closeWriting() {
    guard isWritingOpen else { return }
    isWritingOpen = false
    close(writing)
  }

  deinit {
    closeWriting()
    close(reading)
  }
}
