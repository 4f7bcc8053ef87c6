import Deliberation
import Foundation

/// The database under the ledger, as its administrator reaches it: what no official may do, done by
/// hand.
struct Tampering: Sendable {
  private let office: Office
  let code: String
  private let arguments: [String]
  private static let tables = [
    "event", "payload", "command", "checkpoint", "cosignature", "node", "ledger",
    "projection_state",
  ]

  init(_ office: Office, code: String) throws {
    self.office = office
    self.code = code
    let status = try office("server status --json").json()
    arguments = [
      "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", status["host"]?.string ?? "", "-p",
      "\(status["port"]?.int ?? 0)", "-U", status["owner"]?.string ?? "", "-d",
      status["databases"]?[code]?.string ?? "",
    ]
  }

  /// Runs SQL as the superuser and gives what it prints.
  @discardableResult
  func sql(_ text: String) throws -> String {
    let answer = try office.other("/usr/bin/psql", arguments, input: text)
    guard answer.status == 0 else { throw Office.Failed(answer: answer) }
    return answer.out.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Keeps the ledger as it is.
  func keep() throws {
    let copies = Self.tables.map { "create table keep.\($0) as table ringi.\($0);" }.joined()
    try sql("create schema keep; \(copies)")
  }

  /// Puts the ledger back to what was kept.
  func restore() throws {
    let lines = Self.tables.map {
      "delete from ringi.\($0); insert into ringi.\($0) select * from keep.\($0);"
    }
    try sql("begin; set local session_replication_role = replica; \(lines.joined()) commit;")
  }

  /// What somebody does who knows the format: every leaf fits its entry again.
  var rehash: String {
    """
    update ringi.event e
       set leaf_hash = sha256('\\x00'::bytea || convert_to(ringi.entry(e, '\(code)'), 'UTF8'));
    delete from ringi.node;
    """
  }

  /// Moves entries up by one from a position on, so that another fits in.
  func shift(from position: Int) -> String {
    """
    update ringi.event set position = -1000 - position where position >= \(position);
    update ringi.event set position = -999 - position where position < 0;
    update ringi.payload set position = -1000 - position where position >= \(position);
    update ringi.payload set position = -999 - position where position < 0;
    update ringi.command set first_position = first_position + 1 where first_position >= \(position);
    """
  }

  /// Lets two neighbours change places, payloads and commands with them.
  func swap(_ position: Int) -> String {
    ["event", "payload"].map { table in
      """
      update ringi.\(table) set position = -1 where position = \(position);
      update ringi.\(table) set position = \(position) where position = \(position + 1);
      update ringi.\(table) set position = \(position + 1) where position = -1;
      """
    }.joined(separator: "\n")
      + """

      update ringi.command set first_position = 2 * \(position) + 1 - first_position
       where first_position in (\(position), \(position + 1));
      """
  }
}
