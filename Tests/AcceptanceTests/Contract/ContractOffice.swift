import Deliberation
import Foundation
import Testing

/// The contract's tests share one office, in which the walk was walked and much is under way, and
/// take turns in it.
@Suite(
  .serialized, .enabled(if: Program.hasServer, "PostgreSQL's server package is not installed"),
  .timeLimit(.minutes(10)))
enum ContractTests {
  static let shared = Result { try ContractOffice() }
}

/// An office in the middle of its work.
final class ContractOffice: Sendable {
  let office: Office
  /// `USA-2026-0001`, decided: the walk.
  let decided = "USA-2026-0001"
  /// `USA-2026-0002`: conditions, an objection, a reservation and a request that is open.
  let open = "USA-2026-0002"
  let joint = "EPCC-2026-0001"
  let japanese = "JPN-2026-0001"
  let decision = "EPCC-2026-D001"
  /// Stands in everything that the United States wrote and did not release.
  static let secret = "zqx"

  struct Unexpected: Error { var line: String, answer: Office.Answer }

  init() throws {
    office = try Office()
    atexit { _ = (try? ContractTests.shared.get())?.office.close() }
    _ = try office.file("paper.md", "Paragraph 1. Purpose.\n")
    _ = try office.file("paper2.md", "Paragraph 1. Purpose, trade excepted.\n")
    _ = try office.file("secret.md", "Paragraph 1. \(Self.secret) text.\n")
    try walk()
    try work()
    // A day later there is a yesterday for late entries.
    try ok("server clock 2026-11-25T14:00:00Z")
  }

  private func ok(_ line: String, _ more: String...) throws {
    let answer = try office.run(line.split(separator: " ").map(String.init) + more)
    guard answer.status == 0 else { throw Unexpected(line: line, answer: answer) }
  }

  private func walk() throws {
    let secret = Self.secret
    try ok(
      "--as commerce file --topic export-controls --level ministerial --instrument joint_statement --text paper.md --title-ja 先端計算品目の輸出管理の整合 --title",
      "Aligned controls")
    try ok(
      "--as commerce clearance request \(decided) --agency STATE --agency USTR --agency ENERGY --suspense 2026-12-08T17:00 --zone America/New_York --reason",
      "\(secret) request")
    try ok("--as state clear \(decided)@1")
    try ok(
      "--as ustr position record \(decided)@1 nonconcur --reason", "\(secret) reason", "--remedy",
      "\(secret) remedy")
    try ok("--as energy position record \(decided)@1 no_equity")
    try ok(
      "--as commerce revise \(decided) --text paper2.md --material --reason", "\(secret) revision")
    try ok("--as state position reaffirm \(decided)@2")
    try ok(
      "--as ustr position record \(decided)@2 concur_comment --comment", "\(secret) comment")
    try ok("--as commerce national adopt \(decided) concur --reason", "\(secret) adoption")
    try ok("--as commerce release \(decided) --to EPCC")
    try ok("--as meti receipt \(joint)")
    try ok(
      "--as meti clearance request \(japanese) --agency MOFA --agency MIC --suspense 2026-12-15T17:00 --zone Asia/Tokyo"
    )
    try ok("--as mofa clear \(japanese)@1")
    try ok("--as mic clear \(japanese)@1")
    try ok("--as meti national adopt \(japanese) concur")
    try ok("--as meti release \(japanese) --to EPCC")
    try ok("--as secretariat decision take \(joint) --verdict adopted --level ministerial")
  }

  private func work() throws {
    let secret = Self.secret
    try ok(
      "--as commerce file --topic export-controls --level director --text secret.md --title",
      "\(secret) title")
    try ok(
      "--as commerce clearance request \(open) --agency STATE --agency USTR --agency ENERGY --agency TREASURY --suspense 2026-12-08T17:00 --zone America/New_York"
    )
    try ok(
      "--as state position record \(open)@1 concur_conditional --reason", "\(secret) why",
      "--condition", "\(secret) condition", "--condition", "第二の条件 \(secret)")
    try ok(
      "--as ustr object \(open)@1 --reason", "\(secret) objection", "--remedy", "\(secret) cure")
    try ok(
      "--as energy position record \(open)@1 study_reservation --review-by 2026-12-20T12:00 --zone America/New_York --reason",
      "\(secret) study")
  }

  /// The heads of the three ledgers.
  func heads() throws -> [String: Int] {
    let answer = try office("--as founder ledger list --json").json()
    let pairs = (answer["items"]?.array ?? []).map {
      ($0["ledger"]?.string ?? "", $0["size"]?.int ?? -1)
    }
    return Dictionary(uniqueKeysWithValues: pairs)
  }
}
