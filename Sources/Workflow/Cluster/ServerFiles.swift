/// The text of the files that ringi writes for the server.
enum ServerFiles {
  /// The name of the map between users of the machine and logins.
  static let map = "ringi"
  static let port = 5432

  static func settings(layout: ClusterLayout, socketDirectory: String) -> String {
    let lines: [(String, String)] = [
      ("data_directory", quoted(layout.dataDirectory)),
      ("hba_file", quoted(layout.accessFile)),
      ("ident_file", quoted(layout.identityFile)),
      ("listen_addresses", "''"),
      ("port", "\(port)"),
      ("unix_socket_directories", quoted(listItem(socketDirectory))),
      ("unix_socket_permissions", "0700"),
      ("max_connections", "200"),
      ("shared_buffers", "'64MB'"),
      ("min_wal_size", "'32MB'"),
      ("max_wal_size", "'512MB'"),
      ("wal_level", "replica"),
      ("fsync", "on"),
      ("full_page_writes", "on"),
      ("synchronous_commit", "on"),
      ("jit", "off"),
      ("timezone", "'UTC'"),
      ("log_timezone", "'UTC'"),
      ("lc_messages", "'C'"),
      ("log_destination", "'stderr'"),
      ("logging_collector", "off"),
      ("log_line_prefix", "'%m [%p] %u@%d '"),
    ]
    return "# Written by ringi before every start. Lasting changes: ALTER SYSTEM.\n"
      + lines.map { "\($0.0) = \($0.1)\n" }.joined()
  }

  static let access = """
    # Written by ringi. Only the owner of this cluster connects, and only over its socket.
    local all all peer map=\(map)

    """

  /// One line a login: PostgreSQL 15 takes no pattern for the role in a map.
  static func identities(user: String, logins: [String]) -> String {
    "# Written by ringi from the logins it admitted.\n"
      + logins.map { "\(map) \"\(user)\" \"\($0)\"\n" }.joined()
  }

  /// Whether the login can stand in the generated files and in SQL as it is.
  static func isLogin(_ login: String) -> Bool {
    guard let first = login.utf8.first, login.utf8.count <= 63 else { return false }
    let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    guard letters.contains(first), !login.hasPrefix("pg_") else { return false }
    return login.utf8.allSatisfy {
      letters.contains($0) || digits.contains($0) || [0x2d, 0x2e, 0x5f].contains($0)
    }
  }

  /// A value in the server's configuration file.
  static func quoted(_ text: String) -> String {
    var result = "'"
    for character in text {
      if character == "'" || character == "\\" { result.append(character) }
      result.append(character)
    }
    return result + "'"
  }

  /// A value in a libpq connection string.
  static func conninfoQuoted(_ text: String) -> String {
    var result = "'"
    for character in text {
      if character == "'" || character == "\\" { result.append("\\") }
      result.append(character)
    }
    return result + "'"
  }

  private static func listItem(_ text: String) -> String {
    var result = "\""
    for character in text {
      if character == "\"" { result.append(character) }
      result.append(character)
    }
    return result + "\""
  }
}
