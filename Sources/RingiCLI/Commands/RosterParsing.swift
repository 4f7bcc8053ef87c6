import Deliberation
import Workflow

/// Words of the roster's commands that stand in several of them.
enum RosterParsing {
  /// `majority:cast`: a rule and the basis of its tally.
  static func rule(_ text: String, _ desk: Desk) throws -> AppliedRule {
    let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
    guard let first = parts.first else { throw Failure.usage("--rule names no rule.") }
    let id = try desk.code(first, RuleID.self, option: "--rule")
    let basis = parts.count > 1 ? try desk.code(parts[1], TallyBasis.self, option: "--rule") : nil
    return AppliedRule(
      id: id, version: 1, params: RuleParameters(basis: basis ?? (id.countsVotes ? .cast : nil)))
  }

  static func day(_ text: String, option: String) throws -> CivilDate {
    guard let day = CivilDate(text) else {
      throw Failure.usage("\(option): '\(text)' is no day.", hint: "Write 2026-11-24.")
    }
    return day
  }

  static func createLedger(
    _ code: String, kind: LedgerKind, government: String?, homeZone: String, rule: AppliedRule?,
    _ desk: Desk
  ) async throws {
    let workspace = try desk.workspace()
    let session = Session(directory: try workspace.directory())
    do {
      try await workspace.createLedger(
        code, kind: kind, government: government, homeZone: homeZone, rule: rule, like: session)
    } catch {
      await session.close()
      throw error
    }
    await session.close()
    try desk.output.wrote(
      ref: code,
      json: ["ref": .string(code), "ref_at": nil, "unchanged": false, "receipts": []])
  }
}
