import Deliberation
import EventStore

/// What an audit looks at.
public enum AuditKind: Sendable {
  /// Bytes, hashes, order and rules.
  case verify
  /// Rules alone.
  case replay
}

extension Session {
  /// Recomputes every ledger that the reader opens.
  ///
  /// - Returns: the answer; its `ok` is false when there is any finding.
  public func audit(_ kind: AuditKind, at moment: Moment?) async throws -> Answer {
    let ledgers = try await ledgers()
    let frame = try await frame(ledgers, at: moment)
    var bodies: [JSON] = []
    var ok = true
    for ledger in ledgers {
      let audit = try await ledger.audit(kind, upTo: frame.upTo[ledger.code] ?? -1)
      if !audit.findings.isEmpty { ok = false }
      bodies.append(audit.json(code: ledger.code, checkpoint: .null))
    }
    return Answer(
      schema: "ringi.verify/1", asOf: frame.asOf(ledgers.map(\.code)),
      body: ["ok": .bool(ok), "ledgers": .array(bodies)])
  }
}

extension Ledger {
  func audit(_ kind: AuditKind, upTo: Int) async throws -> LedgerAudit {
    var audit = try LedgerAudit(.init(hashes: kind == .verify, rules: true))
    if upTo >= 0 {
      try await eachEvent(upTo: upTo) { audit.take($0) }
    }
    return audit
  }
}
