import Deliberation
import EventStore
import Postgres
import Workflow

extension Refusal: FailureConvertible {
  var failure: Failure {
    var details = details?.object ?? JSONObject()
    if !blockers.isEmpty { details["blockers"] = .array(blockers.map(\.json)) }
    return Failure(
      code: code, message: message, hint: hint, details: details.isEmpty ? nil : .object(details))
  }
}

extension WorkflowError: FailureConvertible {
  var failure: Failure { Failure(code: code, message: message, hint: hint, details: details) }
}

extension ClusterError: FailureConvertible {
  var failure: Failure {
    Failure(
      code: code, message: message, hint: hint, status: ExitStatus(rawValue: exitStatus) ?? .failed)
  }
}

extension ConfigurationError: FailureConvertible {
  var failure: Failure {
    Failure(code: "configuration.\(code)", message: message, hint: hint, status: .usage)
  }
}

extension StoreError: FailureConvertible {
  var failure: Failure {
    let causes = underlying.map { error in
      error.message == message ? [] : [String(describing: error)]
    }
    return Failure(
      code: code, message: message, causes: causes ?? [], hint: hint, status: status)
  }

  private var code: String {
    switch kind {
    case .versionConflict: "version.conflict"
    case .commandReused: "command.reused"
    case .notAuthorised: "authority.none"
    case .clockBehind: "clock.behind"
    case .timePassed: "conflict"
    case .malformed: "event.malformed"
    case .rulesVersion: "rules.version"
    case .notOpened: "ledger.not_opened"
    case .inDoubt: "command.in_doubt"
    case .receipt: "verification.receipt"
    case .unreachable: "server.unreachable"
    case .refused: "not_found"
    case .schema: "schema.outdated"
    case .readOnly: "server.read_only"
    case .diskFull: "server.disk_full"
    case .other: "failed"
    }
  }

  private var status: ExitStatus? {
    switch kind {
    case .inDoubt, .readOnly, .diskFull, .notOpened: .serverUnreachable
    case .schema, .malformed, .other: .failed
    default: nil
    }
  }
}
