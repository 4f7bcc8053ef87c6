/// What is in force: flags before the environment before `config.toml` before the defaults.
package struct Configuration: Sendable {
  /// Where `config.toml` is looked for, and whether it is there.
  package let path: String
  package let fileExists: Bool
  /// The ledgers this person opens, by code; empty means those of the private cluster.
  package let ledgers: [LedgerSetting]
  private let settings: [SettingKey: Setting]

  package subscript(key: SettingKey) -> Setting {
    settings[key] ?? Setting(value: nil, origin: .standard)
  }

  package var usesPrivateCluster: Bool { ledgers.isEmpty }

  /// A line of `config show`.
  package struct Entry: Sendable, Equatable {
    /// As in the file, for example `ledgers.USA` or `defaults.lang`.
    package let name: String
    /// Passwords are not shown.
    package let value: String?
    package let origin: Origin
  }

  /// Everything in force, ledgers first.
  package var entries: [Entry] {
    ledgers.map { Entry(name: "ledgers.\($0.code)", value: $0.displayed, origin: $0.origin) }
      + SettingKey.allCases.map { key in
        Entry(name: "defaults.\(key.rawValue)", value: self[key].value, origin: self[key].origin)
      }
  }

  /// Reads the file and the environment.
  ///
  /// - Parameters:
  ///   - environment: The process's variables.
  ///   - flags: What was said on the command line.
  package static func load(
    environment: [String: String], flags: [SettingKey: String] = [:]
  ) throws(ConfigurationError) -> Configuration {
    let path: String
    let text: String?
    do throws(ClusterError) {
      path = try Directories(environment: environment).configurationFile
      text = try Files.read(path, followingLinks: true)
    } catch {
      throw ConfigurationError("unreadable", error.message, hint: error.hint)
    }
    do throws(ConfigurationError) {
      return try resolve(path: path, text: text, environment: environment, flags: flags)
    } catch {
      throw error.line == nil ? error : error.inFile(path)
    }
  }

  private static func resolve(
    path: String, text: String?, environment: [String: String], flags: [SettingKey: String]
  ) throws(ConfigurationError) -> Configuration {
    let file = try ConfigurationText(text ?? "")
    try ConfigurationRules.check(file)
    let ledgers = try self.ledgers(file, path: path, environment: environment)
    var settings: [SettingKey: Setting] = [:]
    for key in SettingKey.allCases {
      settings[key] = try setting(
        key, file, path: path, environment: environment, flag: flags[key],
        isShared: !ledgers.isEmpty)
    }
    return Configuration(
      path: path, fileExists: text != nil, ledgers: ledgers, settings: settings)
  }

  private static func ledgers(
    _ file: ConfigurationText, path: String, environment: [String: String]
  ) throws(ConfigurationError) -> [LedgerSetting] {
    var found: [String: LedgerSetting] = [:]
    for entry in file.entries where entry.table == "ledgers" {
      found[entry.key] = LedgerSetting(
        code: entry.key, connection: entry.value,
        origin: .file(path: path, line: entry.line))
    }
    let prefix = "RINGI_LEDGER_"
    for (name, value) in environment where name.hasPrefix(prefix) && !value.isEmpty {
      let code = String(name.dropFirst(prefix.count))
      try ConfigurationRules.checkLedger(code, value, said: name, line: nil)
      found[code] = LedgerSetting(code: code, connection: value, origin: .environment(name))
    }
    return found.values.sorted { $0.code < $1.code }
  }

  private static func setting(
    _ key: SettingKey, _ file: ConfigurationText, path: String, environment: [String: String],
    flag: String?, isShared: Bool
  ) throws(ConfigurationError) -> Setting {
    if let flag {
      try ConfigurationRules.check(key, flag, said: "--\(key.rawValue)", line: nil)
      return Setting(value: flag, origin: .flag(key.rawValue))
    }
    var variables = key.variables
    // The role that psql would take. A private cluster is not what PG* variables speak of: it
    // has logins of its own, and a PGUSER left from other work would only lock its owner out.
    if key == .login, isShared { variables.append("PGUSER") }
    for name in variables {
      guard let value = environment[name], !value.isEmpty else { continue }
      try ConfigurationRules.check(key, value, said: name, line: nil)
      return Setting(value: value, origin: .environment(name))
    }
    if key == .color, let convention = colorConvention(environment) { return convention }
    if let entry = file.entries.first(where: { $0.table == "defaults" && $0.key == key.rawValue }) {
      return Setting(value: entry.value, origin: .file(path: path, line: entry.line))
    }
    return standard(key, environment)
  }

  // NO_COLOR and CLICOLOR_FORCE are conventions among programs, set in the environment.
  private static func colorConvention(_ environment: [String: String]) -> Setting? {
    if let value = environment["NO_COLOR"], !value.isEmpty {
      return Setting(value: "never", origin: .environment("NO_COLOR"))
    }
    if let value = environment["CLICOLOR_FORCE"], !value.isEmpty, value != "0" {
      return Setting(value: "always", origin: .environment("CLICOLOR_FORCE"))
    }
    return nil
  }

  private static func standard(_ key: SettingKey, _ environment: [String: String]) -> Setting {
    switch key {
    case .lang:
      for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
        guard let locale = environment[name], !locale.isEmpty else { continue }
        let lang = locale == "ja" || locale.hasPrefix("ja_") ? "ja" : "en"
        return Setting(value: lang, origin: .environment(name))
      }
      return Setting(value: "en", origin: .standard)
    case .format: return Setting(value: "table", origin: .standard)
    case .color:
      return environment["TERM"] == "dumb"
        ? Setting(value: "never", origin: .environment("TERM"))
        : Setting(value: "auto", origin: .standard)
    case .pager: return Setting(value: "less", origin: .standard)
    case .editor: return Setting(value: "vi", origin: .standard)
    case .login: return Setting(value: nil, origin: .standard)
    }
  }
}
