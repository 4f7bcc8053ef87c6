import Glibc

/// Runs a program of the user's choice (a pager, an editor) through the shell, as git does.
enum ChildProcess {
  /// Starts `command` with `arguments` behind it.
  /// - Parameter input: what becomes its standard input, `nil` for ours.
  /// - Returns: its process id, `nil` where the shell itself could not be started.
  static func start(
    _ command: String, arguments: [String] = [], environment: [String: String], input: Int32? = nil,
    closing: [Int32] = []
  ) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if let input { posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO) }
    for descriptor in closing { posix_spawn_file_actions_addclose(&actions, descriptor) }

    // We ignore SIGPIPE and SIGINT; an ignored signal would stay ignored in the child.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var defaults = sigset_t()
    sigemptyset(&defaults)
    for number in [SIGINT, SIGTERM, SIGPIPE, SIGQUIT] { sigaddset(&defaults, number) }
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))

    let words = ["sh", "-c", command + " \"$@\"", command] + arguments
    let variables = environment.map { "\($0.key)=\($0.value)" }
    var process = pid_t()
    let result = withStrings(words) { argv in
      withStrings(variables) { envp in
        posix_spawn(&process, "/bin/sh", &actions, &attributes, argv, envp)
      }
    }
    return result == 0 ? process : nil
  }

  /// Waits for the end of a child.
  /// - Returns: its exit status, 128 and more where a signal ended it.
  static func wait(_ process: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
      if errno != EINTR { return 127 }
    }
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }

  private static func withStrings<Result>(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let copies = strings.map { strdup($0) }
    defer { copies.forEach { free($0) } }
    return body(copies + [nil])
  }
}
