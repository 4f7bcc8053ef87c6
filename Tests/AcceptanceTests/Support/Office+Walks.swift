import Deliberation
import Foundation
import Testing

extension Office {
  /// The command must succeed; gives its reference.
  @discardableResult
  func done(
    _ line: String, _ more: String..., at location: SourceLocation = #_sourceLocation
  ) throws -> String {
    let answer = try run(line.split(separator: " ").map(String.init) + more)
    #expect(answer.status == 0, "\(line): \(answer.err)", sourceLocation: location)
    return answer.ref
  }

  /// The answer of a question, which must succeed.
  func ask(_ line: String, at location: SourceLocation = #_sourceLocation) throws -> JSON {
    let answer = try run((line + " --json").split(separator: " ").map(String.init))
    #expect(answer.status == 0, "\(line): \(answer.err)", sourceLocation: location)
    return try answer.json()
  }

  /// The status and code of a command that must be refused.
  func refused(_ line: String, _ more: String...) throws -> String {
    let answer = try run((line + " --json").split(separator: " ").map(String.init) + more)
    #expect(answer.out.isEmpty)
    return "\(answer.status) \(try answer.error()["code"]?.string ?? "")"
  }

  /// `as_of` of an answer as the `--at` that makes it again.
  static func at(_ answer: JSON) -> String {
    let heads = (answer["as_of"]?["heads"]?.object?.members ?? []).map {
      "\($0.key):\($0.value.int ?? -1)"
    }
    return ([answer["as_of"]?["known_at"]?.string ?? ""] + heads).joined(separator: ",")
  }

  /// Files, clears, adopts and tables a text of COMMERCE on export controls: USA-2026-0001.
  func table() throws -> (national: String, joint: String) {
    _ = try file("paper.md", "第一項　目的。\nParagraph 4. Controls apply to all items.\n")
    let r = try done(
      "--as commerce proposal file --topic export-controls --level ministerial --text paper.md "
        + "--title-ja 先端計算品目の輸出管理 --title", "Aligned controls")
    try done(
      "--as commerce clearance request \(r) --agency STATE --agency USTR --agency ENERGY "
        + "--suspense 2026-12-08T17:00 --zone America/New_York")
    for agency in ["state", "ustr", "energy"] { try done("--as \(agency) clear \(r)@1") }
    try done("--as commerce national adopt \(r) concur")
    return (r, try done("--as commerce release \(r) --to EPCC"))
  }
}

extension JSON {
  var keys: [String] { object?.members.map(\.key) ?? [] }
  /// The members of a list's items by key.
  func column(_ key: String) -> [String] {
    (self["items"]?.array ?? []).map { $0[key]?.string ?? "" }
  }
}
