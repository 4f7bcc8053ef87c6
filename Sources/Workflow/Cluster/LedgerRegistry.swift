/// Which ledgers the private cluster holds, and in which databases: a small file beside it.
package struct LedgerRegistry: Sendable {
  let path: String
  let lockPath: String
  let owner: Files.Owner?

  /// Database names by ledger code.
  package func all() throws(ClusterError) -> [String: String] {
    guard let text = try Files.read(path) else { return [:] }
    var ledgers: [String: String] = [:]
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count == 2, ledgers[String(words[0])] == nil else {
        throw ClusterError(
          .fileDamaged, "The list of ledgers in \(path) has a line that says nothing: \(line)",
          hint: "Each line is a ledger code and a database name, parted by one space.")
      }
      ledgers[String(words[0])] = String(words[1])
    }
    return ledgers
  }

  /// The database name that belongs to a ledger code, as in `ringi_usa`.
  package static func databaseName(for code: String) -> String { "ringi_" + code.lowercased() }

  /// Enters a ledger; again with the same database is no change.
  @discardableResult
  package func add(_ code: String, database: String? = nil) throws(ClusterError) -> String {
    let name = database ?? Self.databaseName(for: code)
    guard LedgerCode.isValid(code), isDatabaseName(name) else {
      throw ClusterError(
        .ledgerInvalid, "Not a ledger code and a database name: \(code), \(name)",
        hint: LedgerCode.rule)
    }
    let lock = try FileLock(lockPath, limit: .seconds(20))
    defer { withExtendedLifetime(lock) {} }
    var ledgers = try all()
    if let known = ledgers[code], known != name {
      throw ClusterError(.ledgerInvalid, "Ledger \(code) is already in the database \(known).")
    }
    ledgers[code] = name
    try write(ledgers)
    return name
  }

  /// Strikes a ledger from the list; its database is not touched.
  package func remove(_ code: String) throws(ClusterError) {
    let lock = try FileLock(lockPath, limit: .seconds(20))
    defer { withExtendedLifetime(lock) {} }
    var ledgers = try all()
    guard ledgers.removeValue(forKey: code) != nil else { return }
    try write(ledgers)
  }

  private func write(_ ledgers: [String: String]) throws(ClusterError) {
    let lines = ledgers.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)\n" }
    try Files.write(lines.joined(), to: path, mode: 0o640, owner: owner)
  }

  private func isDatabaseName(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= 63
      && name.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "_") }
  }
}
