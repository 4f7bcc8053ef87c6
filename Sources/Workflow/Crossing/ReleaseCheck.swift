import Deliberation
import EventStore

extension Session {
  /// What would leave the government if the file were released now, what stays, and what stands in
  /// the way.
  ///
  /// For those who may read the national file, and for nobody else.
  public func releaseCheck(_ typed: String, to code: String?, at moment: Moment?) async throws
    -> Answer
  {
    let asked = try await resolve(typed)
    let (file, _) = try await narrowed(asked)
    let target = try await targetLedger(code, of: file)
    let frame = try await frame([file.ledger, target], at: moment)
    let view = try await file.ledger.fileView([file.ref], upTo: frame.upTo[file.ledger.code])
    guard let state = view.state.files[file.ref] else { throw WorkflowError.notFound(typed) }
    var blockers: [JSON] = []
    if state.adoption == nil { blockers.append("release.not_adopted") }
    if let joint = state.jointRef {
      let theirs = try await target.view(files: [joint], upTo: frame.upTo[target.code])
      if let current = theirs.state.files[joint]?.revision, current != state.lastJointRevision {
        blockers.append("national.behind_joint")
      }
    }
    let leaves = state.adoption.map { adoption in
      ReleasePackage(file: state, adoption: adoption, act: state.nextReleaseAct, to: target.code)
        .leaves
    }
    let body: JSONObject = [
      "ref": .string(file.ref), "to": .string(target.code),
      "leaves": .array((leaves ?? []).map { ["field": .string($0.field), "value": $0.value] }),
      "stays": .array(Self.stays(view, ref: file.ref)), "blockers": .array(blockers),
    ]
    return Answer(
      schema: "ringi.release-check/1", asOf: frame.asOf([file.ledger.code, target.code]), body: body
    )
  }

  /// Everything else on record about the file, by kind: none of it leaves.
  private static func stays(_ view: LedgerView, ref: String) -> [JSON] {
    var counts: [String: Int] = [:]
    for record in view.records where record.stream == "proposal/\(ref)" {
      counts[record.event.type, default: 0] += 1
    }
    return counts.sorted { $0.key < $1.key }.map { kind, count in
      ["kind": .string(kind), "count": .int(Int64(count))]
    }
  }
}
