/// What `config.toml` and the variables may say.
enum ConfigurationRules {
  private static let tables = ["ledgers", "defaults"]

  static func check(_ file: ConfigurationText) throws(ConfigurationError) {
    for table in file.tables where !tables.contains(table.name) {
      throw unknown("table", table.name, among: tables, line: table.line)
    }
    let keys = SettingKey.allCases.map(\.rawValue)
    for entry in file.entries {
      switch entry.table {
      case "ledgers":
        try checkLedger(entry.key, entry.value, said: entry.key, line: entry.line)
      case "defaults":
        guard let key = SettingKey(rawValue: entry.key) else {
          throw unknown("key", entry.key, among: keys, line: entry.line)
        }
        try check(key, entry.value, said: entry.key, line: entry.line)
      default:
        throw ConfigurationError(
          "unknown_key", "The key \(entry.key) stands in no table",
          hint: "Put it below [defaults] or [ledgers].", line: entry.line)
      }
    }
  }

  static func check(
    _ key: SettingKey, _ value: String, said: String, line: Int?
  ) throws(ConfigurationError) {
    guard !value.isEmpty else {
      throw ConfigurationError(
        "value", "\(said) has no value", hint: "Leave the line out to have the default.", line: line
      )
    }
    guard let allowed = key.allowed, !allowed.contains(value) else { return }
    let guess = NearestWord.to(value, among: allowed).map { "Did you mean \($0)? " } ?? ""
    throw ConfigurationError(
      "value", "\(said) cannot be \(value)",
      hint: "\(guess)It is one of: \(allowed.joined(separator: ", "))", line: line)
  }

  static func checkLedger(
    _ code: String, _ connection: String, said: String, line: Int?
  ) throws(ConfigurationError) {
    guard LedgerCode.isValid(code) else {
      let upper = code.uppercased()
      let guess = LedgerCode.isValid(upper) ? "Did you mean \(upper)? " : ""
      throw ConfigurationError(
        "ledger_code", "Not a ledger code: \(code)", hint: guess + LedgerCode.rule, line: line)
    }
    let isURI = ["postgres://", "postgresql://"].contains { connection.hasPrefix($0) }
    guard isURI || connection.contains("=") else {
      throw ConfigurationError(
        "connection", "\(said) does not say how to reach a server: \(connection)",
        hint: "Write \"service=NAME\", \"host=… dbname=…\" or \"postgresql://…\".", line: line)
    }
  }

  private static func unknown(
    _ what: String, _ word: String, among known: [String], line: Int
  ) -> ConfigurationError {
    let guess = NearestWord.to(word, among: known).map { "Did you mean \($0)? " } ?? ""
    return ConfigurationError(
      "unknown_\(what)", "No such \(what): \(word)",
      hint: "\(guess)Known: \(known.joined(separator: ", "))", line: line)
  }
}
