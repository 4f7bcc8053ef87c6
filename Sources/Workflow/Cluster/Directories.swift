import Glibc

/// The base directories of the XDG specification, from which every private path follows.
package struct Directories: Sendable, Equatable {
  /// `$XDG_DATA_HOME`, by default `~/.local/share`.
  package let data: String
  /// `$XDG_CONFIG_HOME`, by default `~/.config`.
  package let configuration: String
  /// `$XDG_STATE_HOME`, by default `~/.local/state`.
  package let state: String
  /// `$XDG_RUNTIME_DIR`, which has no default.
  package let runtime: String?

  /// Reads the directories from the environment; the home comes from HOME, else from the user
  /// database, and is asked for only where a variable is unset.
  package init(environment: [String: String]) throws(ClusterError) {
    data = try Self.directory("XDG_DATA_HOME", environment, below: "/.local/share")
    configuration = try Self.directory("XDG_CONFIG_HOME", environment, below: "/.config")
    state = try Self.directory("XDG_STATE_HOME", environment, below: "/.local/state")
    runtime = try Self.value("XDG_RUNTIME_DIR", environment)
  }

  /// `config.toml` of this user.
  package var configurationFile: String { configuration + "/ringi/config.toml" }

  private static func directory(
    _ name: String, _ environment: [String: String], below standard: String
  ) throws(ClusterError) -> String {
    if let value = try value(name, environment) { return value }
    return try home(environment) + standard
  }

  // An empty variable counts as unset (XDG). A relative one would be ignored by XDG; to write
  // somewhere else than the user said is worse than to stop.
  private static func value(
    _ name: String, _ environment: [String: String]
  ) throws(ClusterError) -> String? {
    guard let value = environment[name], !value.isEmpty else { return nil }
    guard let path = normalised(value) else {
      throw ClusterError(
        .directoryInvalid, "\(name) is not an absolute path without control characters: \(value)",
        hint: "Set it to a path that begins with /, or unset it.")
    }
    return path
  }

  private static func home(_ environment: [String: String]) throws(ClusterError) -> String {
    if let home = try value("HOME", environment) { return home == "/" ? "" : home }
    if let home = OperatingSystemUser.current?.home, let path = normalised(home) {
      return path == "/" ? "" : path
    }
    throw ClusterError(
      .homeUnset,
      "HOME is not set and the user database names no home directory for uid \(geteuid()).",
      hint: "Set HOME, or XDG_DATA_HOME, XDG_CONFIG_HOME and XDG_STATE_HOME.")
  }

  /// The path without doubled and trailing slashes; nil if it is relative or has control
  /// characters (they would break the generated files and `postmaster.pid`).
  private static func normalised(_ path: String) -> String? {
    guard path.hasPrefix("/"), !path.unicodeScalars.contains(where: { $0.value < 0x20 }) else {
      return nil
    }
    return "/" + path.split(separator: "/").joined(separator: "/")
  }
}
