import Deliberation
import EventStore
import TransparencyLog

/// What an audit looks at.
public enum AuditKind: Sendable {
  /// Bytes, hashes, order, signed heads and rules.
  case verify
  /// Rules alone.
  case replay
}

extension Session {
  /// Recomputes every ledger that the reader opens.
  ///
  /// - Parameter evidence: what the auditor kept outside; without it a history that was rewritten
  ///   together with its
  ///   checkpoints by the holder of the key looks sound.
  /// - Returns: the answer; its `ok` is false when there is any finding.
  public func audit(
    _ kind: AuditKind, at moment: Moment?, against evidence: AuditEvidence
  ) async throws -> Answer {
    let ledgers = try await ledgers()
    let known = Set(ledgers.map(\.code))
    for old in evidence.olds where !known.contains(old.code ?? "") {
      throw WorkflowError.notFound(old.path)
    }
    let frame = try await frame(ledgers, at: moment, projecting: false)
    var audits: [(code: String, audit: LedgerAudit, checkpoint: JSON)] = []
    var crossings = CrossingAudit()
    for ledger in ledgers {
      let upTo = frame.upTo[ledger.code] ?? -1
      let (audit, checkpoint) = try await LogFailure.reported {
        try await ledger.audit(kind, upTo: upTo, evidence, crossings)
      }
      crossings = audit.crossings
      audits.append((ledger.code, audit, checkpoint))
    }
    var bodies: [JSON] = []
    var ok = true
    for (code, var audit, checkpoint) in audits {
      if let government = audit.government { audit.add(crossings.findings(for: government)) }
      if !audit.findings.isEmpty { ok = false }
      bodies.append(audit.json(code: code, checkpoint: checkpoint))
    }
    return Answer(
      schema: "ringi.verify/1", asOf: frame.asOf(ledgers.map(\.code)),
      body: ["ok": .bool(ok), "ledgers": .array(bodies)])
  }
}

extension Ledger {
  func audit(
    _ kind: AuditKind, upTo: Int, _ evidence: AuditEvidence, _ crossings: CrossingAudit
  ) async throws -> (audit: LedgerAudit, checkpoint: JSON) {
    guard kind == .verify else {
      var audit = try LedgerAudit(.init(hashes: false))
      audit.crossings = crossings
      try await eachEvent(upTo: upTo) { audit.take($0) }
      return (audit, .null)
    }
    let stored = try await checkpoints()
    let olds = evidence.about(code)
    let sizes = stored.map(\.size) + olds.map(\.checkpoint.size)
    var audit = try LedgerAudit(.init(sizes: Set(sizes.map { Int(clamping: $0) })))
    audit.oldLogs = olds.compactMap(\.log)
    audit.crossings = crossings
    try await eachEvent(upTo: upTo) { audit.take($0) }
    let size = try await head().position + 1
    let (key, findings) = try await logKey(audit)
    var heads = CheckpointAudit(
      origin: key.origin, key: key.key, policy: evidence.policy, audited: upTo + 1, size: size)
    heads.judge(stored, audit)
    try await compare(&heads, &audit, olds)
    audit.add(heads.findings + findings)
    audit.add(try await traces(upTo: upTo, size: size, stored))
    return (audit, heads.latest)
  }
}
