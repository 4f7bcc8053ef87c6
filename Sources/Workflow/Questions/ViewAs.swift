import Deliberation
import EventStore

extension Session {
  /// Exactly what another government sees of a file, made from the joint ledger alone.
  ///
  /// A file that was not released is not there for the partner, so the answer holds nothing.
  public func viewAs(_ government: String, _ typed: String, at moment: Moment?) async throws
    -> Answer
  {
    let partner = government.uppercased()
    let file = try await resolve(typed)
    var joint: Ledger? = file.ledger
    var ref: String? = file.ref
    var own: LedgerView?
    if try await file.ledger.info().kind == LedgerKind.national.rawValue {
      let frame = try await frame([file.ledger], at: moment)
      let view = try await file.ledger.view(
        files: [file.ref], upTo: frame.upTo[file.ledger.code])
      guard let state = view.state.files[file.ref] else { throw WorkflowError.notFound(typed) }
      own = view
      ref = state.jointRef
      joint = nil
      if let ref { joint = try await ledgerIfOpen(Reference.ledger(of: ref)) }
    }
    guard let ref, let joint else {
      return try await seesNothing(partner, government, typed: typed, own: own, at: moment)
    }
    let frame = try await frame([joint], at: moment)
    let view = try await joint.fileView([ref], upTo: frame.upTo[joint.code])
    guard view.state.roster.parties[partner] != nil else {
      throw WorkflowError.notFound(government)
    }
    // Asked about the past, the joint file may not have been there yet.
    guard let state = view.state.files[ref] else {
      if own == nil { throw WorkflowError.notFound(typed) }
      return Self.nothing(partner, ledger: joint.code, frame: frame)
    }
    let speakers = Speakers(view.records)
    var matrix = state.matrix(in: view.state, now: frame.knownAt).json.object ?? [:]
    matrix["ref_at"] = .string(state.refAt)
    let timeline = view.records.filter { $0.concerns(file: ref) }.map {
      Self.timelineItem($0, view: view, ref: ref, speakers: speakers)
    }
    return Answer(
      schema: "ringi.view-as/1", asOf: frame.asOf([joint.code]),
      body: [
        "government": .string(partner), "ledger": .string(joint.code), "ref": .string(ref),
        "ref_at": .string(state.refAt),
        "file": .object(
          Self.body(state, view: view, frame: frame, pinned: file.pinned, joint: .null)),
        "matrix": .object(matrix), "timeline": .array(timeline),
      ])
  }

  private func seesNothing(
    _ partner: String, _ government: String, typed: String, own: LedgerView?, at moment: Moment?
  ) async throws -> Answer {
    var joint: [Ledger] = []
    for code in directory.codes {
      guard let ledger = try await ledgerIfOpen(code),
        try await ledger.info().kind == LedgerKind.joint.rawValue,
        try await ledger.view(files: []).state.roster.parties[partner] != nil
      else { continue }
      joint.append(ledger)
    }
    guard !joint.isEmpty else { throw WorkflowError.notFound(government) }
    let frame = try await frame(joint, at: moment)
    var answer = Self.nothing(partner, ledger: nil, frame: frame)
    answer.asOf = frame.asOf(joint.map(\.code))
    return answer
  }

  private static func nothing(_ partner: String, ledger: String?, frame: Frame) -> Answer {
    Answer(
      schema: "ringi.view-as/1", asOf: frame.asOf(ledger.map { [$0] } ?? []),
      body: [
        "government": .string(partner), "ledger": JSON(ledger), "ref": nil, "ref_at": nil,
        "file": nil, "matrix": nil, "timeline": [],
      ])
  }
}
