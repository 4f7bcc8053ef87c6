/// Where a value in force comes from.
package enum Origin: Sendable, Equatable, CustomStringConvertible {
  case flag(String)
  case environment(String)
  case file(path: String, line: Int)
  case standard

  /// As `config show` prints it.
  package var description: String {
    switch self {
    case .flag(let name): "flag --\(name)"
    case .environment(let name): "environment \(name)"
    case .file(let path, let line): "\(path):\(line)"
    case .standard: "default"
    }
  }
}

/// A value in force and its origin; nil where nobody gave one and none is needed.
package struct Setting: Sendable, Equatable {
  package let value: String?
  package let origin: Origin
}

/// The settings besides the ledgers; the raw value is the key in `[defaults]` and the flag.
package enum SettingKey: String, Sendable, CaseIterable {
  case lang
  case format
  case login = "as"
  case color
  case pager
  case editor

  var allowed: [String]? {
    switch self {
    case .lang: ["en", "ja"]
    case .format: ["table", "json", "ndjson", "csv", "markdown"]
    case .color: ["auto", "always", "never"]
    case .login, .pager, .editor: nil
    }
  }

  /// The variables that set it, strongest first.
  var variables: [String] {
    switch self {
    case .lang: ["RINGI_LANG"]
    case .format: ["RINGI_FORMAT"]
    case .login: ["RINGI_AS"]
    case .color: ["RINGI_COLOR"]
    case .pager: ["RINGI_PAGER", "PAGER"]
    case .editor: ["RINGI_EDITOR", "VISUAL", "EDITOR"]
    }
  }
}

/// A ledger's server, as configured.
package struct LedgerSetting: Sendable, Equatable {
  package let code: String
  /// A libpq connection string or URI.
  package let connection: String
  package let origin: Origin

  /// The connection without its password, for display.
  package var displayed: String { Redaction.withoutPassword(connection) }
}
