import Deliberation
import EventStore

extension Session {
  /// One decision: who decided by what rule, every position counted and not, and what would have
  /// changed it.
  public func showDecision(_ typed: String, at moment: Moment?) async throws -> Answer {
    let found = try await resolveDecision(typed)
    let frame = try await frame([found.ledger], at: moment)
    let upTo = frame.upTo[found.ledger.code]
    var view = try await found.ledger.view(files: [], decisions: [found.ref], upTo: upTo)
    guard let decision = view.state.decisions[found.ref] else {
      throw WorkflowError.notFound(typed)
    }
    // The silence's members and the file's texts stand in the file's own stream.
    view = try await found.ledger.view(
      files: [decision.taken.proposal], decisions: [found.ref], upTo: upTo)
    let lineage = try await lineage(of: found.ref, in: found.ledger, upTo: upTo)
    return Answer(
      schema: "ringi.decision/1", asOf: frame.asOf([view.code]),
      body: view.json(view.state.decisions[found.ref] ?? decision, lineage: lineage))
  }

  /// A decision by its own reference, or by that of the file that it decided.
  private func resolveDecision(_ typed: String) async throws -> ResolvedFile {
    if let reference = Reference(typed), reference.kind == .decision {
      return try await resolve(typed, kind: .decision)
    }
    let file = try await resolve(typed)
    var joint = file
    let view = try await file.ledger.view(files: [file.ref])
    if view.state.kind == .national, let ref = view.state.files[file.ref]?.jointRef {
      joint.ref = ref
      joint.ledger = try await ledger(Reference.ledger(of: ref), typed: typed)
    }
    let joined = try await joint.ledger.view(files: [joint.ref])
    guard let decision = joined.state.files[joint.ref]?.decision else {
      throw WorkflowError.notFound(typed)
    }
    joint.ref = decision
    return joint
  }

  /// From the first decision of the line to the last.
  private func lineage(of ref: String, in ledger: Ledger, upTo: Int?) async throws -> [String] {
    var line = [ref]
    var current = ref
    while let before = try await ledger.view(files: [], decisions: [current], upTo: upTo)
      .state.decisions[current]?.supersedes.first, !line.contains(before)
    {
      line.insert(before, at: 0)
      current = before
    }
    current = ref
    while let after = try await ledger.view(files: [], decisions: [current], upTo: upTo)
      .state.decisions[current]?.supersededBy, !line.contains(after)
    {
      line.append(after)
      current = after
    }
    return line
  }
}

extension LedgerView {
  func json(_ decision: DecisionState, lineage: [String]) -> JSONObject {
    let taken = decision.taken
    let speakers = Speakers(records)
    return [
      "ref": .string(decision.ref), "proposal": .string(taken.proposal),
      "revision": .int(Int64(taken.revision)), "text_digest": .string(taken.textDigest),
      "verdict": .string(taken.verdict.rawValue), "level": .string(taken.level.rawValue),
      "status": .string(decision.supersededBy == nil ? taken.verdict.rawValue : "superseded"),
      "effective_at": .string(decision.effective.rfc3339),
      "effective_zone": .string(decision.effective.zone),
      "recorded_at": .string(decision.recordedAt.description),
      "late": .bool(taken.provenance.late),
      "recorded_by": speakers.json(login: decision.recordedBy, authority: decision.authority),
      "meeting": nil,
      "rule": [
        "id": .string(taken.rule.id.rawValue), "version": .int(Int64(taken.rule.version)),
        "params": Event.decisionTaken(taken).facts["rule"]?["params"] ?? .null,
      ],
      "authority": Event.decisionTaken(taken).facts["authority"] ?? [],
      "roster": Event.decisionTaken(taken).facts["roster"] ?? [],
      "tally": Event.decisionTaken(taken).facts["tally"] ?? .null,
      "counted": Event.decisionTaken(taken).facts["counted"] ?? [],
      "uncounted": Event.decisionTaken(taken).facts["uncounted"] ?? [],
      "would_change": .array(taken.wouldChange.map { .string($0.sentence) }),
      "silence": Event.decisionTaken(taken).facts["silence"] ?? .null,
      "stated": JSON(taken.stated), "statement": JSON(taken.statement),
      "reservations": [], "supersedes": JSON(decision.supersedes.first),
      "superseded_by": JSON(decision.supersededBy), "lineage": JSON(lineage),
      "instrument": nil, "taskings": [],
      "corrections": .array(
        decision.corrections.map { correction in
          [
            "annotation": JSON(correction.annotation), "login": .string(correction.login),
            "event_id": .string(correction.event),
            "recorded_at": .string(correction.recordedAt.description),
          ]
        }),
    ]
  }
}

extension WouldChange {
  /// One English sentence.
  var sentence: String {
    switch (party, code, votes) {
    case (let party?, let code?, _): "If \(party) had spoken \(code.rawValue)."
    case (let party?, nil, _): "If \(party) had spoken otherwise."
    case (nil, let code?, let votes?): "If \(votes) more had spoken \(code.rawValue)."
    case (nil, _, 1?): "If one vote had gone the other way."
    case (nil, _, let votes?): "If \(votes) votes had gone the other way."
    case (nil, let code?, nil): "If one more had spoken \(code.rawValue)."
    case (nil, nil, nil): "Nothing that one party could have said."
    }
  }
}
