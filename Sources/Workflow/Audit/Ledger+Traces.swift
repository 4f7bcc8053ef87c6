import Deliberation
import EventStore
import Postgres
import TransparencyLog

extension Ledger {
  /// The origin and key that the first event names. The ledger's own row is a copy that anybody
  /// with the database could change.
  func logKey(_ audit: LedgerAudit) async throws -> (
    (origin: String, key: VerifierKey?), [Finding]
  ) {
    let info = try await info()
    guard let opening = audit.opening, let origin = opening["origin"]?.string else {
      return ((info.origin, try info.verifierKey.map { text in try VerifierKey(text) }), [])
    }
    let text = opening["vkey"]?.string
    var findings: [Finding] = []
    if text != info.verifierKey || origin != info.origin {
      findings.append(
        Finding(
          position: 0, eventID: nil, kind: .entryAltered, code: "ledger",
          message: "the ledger's row names another key or origin than its first event"))
    }
    return ((origin, try text.map { text in try VerifierKey(text) }), findings)
  }

  /// Judges what was kept outside.
  func compare(
    _ heads: inout CheckpointAudit, _ audit: inout LedgerAudit, _ olds: [AuditEvidence.Old]
  ) async throws {
    var logs = audit.oldLogs[...]
    for old in olds {
      var old = old
      if old.log != nil, let log = logs.popFirst() {
        old.log = log
        if let failure = log.failure {
          throw WorkflowError("verification.malformed", "\(old.path): \(failure).")
        }
      }
      heads.judge(old, audit)
      if var log = old.log, let position = log.divergence {
        let present = try await self.log(from: position, limit: 2)
        heads.divergence(
          at: position, from: &log, path: old.path, present: present.map(\.entry.eventID.text),
          audit)
      }
    }
  }

  /// What the rest of the database gives away: entries that no command wrote, and traces of entries
  /// that are gone.
  func traces(upTo: Int, size: Int, _ stored: [StoredCheckpoint]) async throws -> [Finding] {
    let inserted = try await run(
      """
      select e.position, e.event_id from ringi.event e
      left join ringi.command c on c.command_id = e.command_id and e.ordinal = e.position - c.first_position
        and e.ordinal >= 0 and e.ordinal < c.count
      where c.command_id is null and e.position <= \(upTo) order by e.position limit 100
      """)
    var findings: [Finding] = []
    for row in 0..<inserted.count {
      findings.append(
        Finding(
          position: try inserted.int(row, "position"),
          eventID: try inserted.uuid(row, "event_id").text, kind: .inadmissible, code: "inserted",
          message: "no command that the ledger answered wrote it"))
    }
    guard upTo + 1 == size else { return findings }
    let left = try await run(
      """
      select greatest(
        (select max(position) + 1 from ringi.payload),
        (select max(first_position + count) from ringi.command),
        (select max(position) + 1 from ringi.projection_state)) as size
      """)
    let end = max(try left.optionalInt(0, "size") ?? 0, Int(stored.last?.size ?? 0))
    if end > size {
      findings.append(
        Finding(
          position: size, eventID: nil, kind: .missing, code: "rolled_back",
          message: "the ledger once held \(end) entries; positions \(size) to \(end - 1) are gone"))
    }
    return findings
  }
}
