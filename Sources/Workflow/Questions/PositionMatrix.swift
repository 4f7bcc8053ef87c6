import Deliberation
import EventStore

extension Session {
  /// Who stands where on a file, how it counts, and what stands in the way.
  public func matrix(_ typed: String, at moment: Moment?) async throws -> Answer {
    let file = try await resolve(typed)
    let frame = try await frame([file.ledger], at: moment)
    let view = try await file.ledger.fileView([file.ref], upTo: frame.upTo[file.ledger.code])
    guard let state = view.state.files[file.ref] else { throw WorkflowError.notFound(typed) }
    let matrix = state.matrix(in: view.state, now: frame.knownAt)
    var body = matrix.json.object ?? [:]
    body["ref_at"] = .string(state.refAt)
    return Answer(schema: "ringi.matrix/1", asOf: frame.asOf([view.code]), body: body)
  }
}
