public import Deliberation
import EventStore

extension Session {
  /// Records the decision that the rule gives on a joint file; the authority is the positions'.
  public func takeDecision(
    _ typed: String, verdict: Verdict?, level: Level?, rule: RuleID?, statement: String?,
    _ options: WriteOptions
  ) async throws -> Written {
    let file = try await jointFile(typed)
    let arguments: JSONObject = [
      "verdict": JSON(verdict?.rawValue), "level": JSON(level?.rawValue),
      "rule": JSON(rule?.rawValue), "statement": JSON(statement),
    ]
    let act = Act(
      value: Self.value("decision.take", ref: file.ref, pinned: file.pinned, arguments, options),
      options: options)
    let outcome = try await act.perform(on: file.ledger, session: self) { ledger in
      let view = try await ledger.fileView([file.ref], upTo: nil)
      guard view.state.files[file.ref] != nil else { throw WorkflowError.notFound(typed) }
      return view
    } make: { ledger, view in
      let number = try await ledger.nextNumber(.decision, view)
      return Act.Made(
        commands: [
          .takeDecision(
            TakeDecision(
              ref: number.ref, proposal: file.ref, pinned: file.pinned, verdict: verdict,
              level: level, rule: rule, statement: statement))
        ], reads: number.reads, ref: number.ref)
    }
    var written = written(outcome, ledger: file.ledger, ref: file.ref)
    written.ref = outcome.ref ?? outcome.view.state.files[file.ref]?.decision ?? file.ref
    written.refAt = nil
    return written
  }

  /// A decision is the forum's: a national reference leads to the joint file that it is part of.
  func jointFile(_ typed: String) async throws -> ResolvedFile {
    var file = try await resolve(typed)
    guard try await file.ledger.info().kind == LedgerKind.national.rawValue else { return file }
    let view = try await file.ledger.view(files: [file.ref])
    guard let national = view.state.files[file.ref] else { throw WorkflowError.notFound(typed) }
    guard let joint = national.jointRef else {
      throw Refusal(
        "decision.not_ready", "\(file.ref) has not been released to a joint ledger.",
        hint: "ringi release \(file.ref) --to EPCC")
    }
    file.ledger = try await ledger(Reference.ledger(of: joint), typed: typed)
    file.ref = joint
    file.pinned = nil
    return file
  }

  public func correctDecision(
    _ typed: String, annotation: String, _ options: WriteOptions
  ) async throws -> Written {
    try await actOnDecision(typed, "decision.correct", ["annotation": .string(annotation)], options)
    { ref in
      .correctDecision(CorrectDecision(ref: ref, annotation: annotation))
    }
  }

  public func supersedeDecision(
    _ typed: String, by later: String, reason: String?, _ options: WriteOptions
  ) async throws -> Written {
    let other = try await resolve(later, kind: .decision)
    let arguments: JSONObject = ["by": .string(other.ref), "reason": JSON(reason)]
    return try await actOnDecision(
      typed, "decision.supersede", arguments, options, alsoLoading: [other.ref]
    ) { ref in
      .supersedeDecision(SupersedeDecision(ref: ref, by: other.ref, reason: reason))
    }
  }

  private func actOnDecision(
    _ typed: String, _ verb: String, _ arguments: JSONObject, _ options: WriteOptions,
    alsoLoading more: [String] = [], make: (String) -> Command
  ) async throws -> Written {
    let found = try await resolve(typed, kind: .decision)
    let act = Act(
      value: Self.value(verb, ref: found.ref, pinned: nil, arguments, options), options: options)
    let outcome = try await act.perform(on: found.ledger, session: self) { ledger in
      try await ledger.decisionsView([found.ref] + more, typed: typed)
    } make: { _, _ in
      Act.Made(commands: [make(found.ref)], ref: found.ref)
    }
    return written(outcome, ledger: found.ledger, ref: found.ref)
  }
}

extension Ledger {
  /// Decisions with the whole lines of supersession that they stand in, and the files that they
  /// decided.
  func decisionsView(_ refs: [String], typed: String) async throws -> LedgerView {
    var wanted = Set(refs)
    while true {
      let view = try await view(files: [], decisions: wanted.sorted())
      guard refs.allSatisfy({ view.state.decisions[$0] != nil }) else {
        throw WorkflowError.notFound(typed)
      }
      let linked = view.state.decisions.values.flatMap {
        $0.supersedes + [$0.supersededBy].compactMap(\.self)
      }
      if wanted.isSuperset(of: linked) {
        let files = Set(view.state.decisions.values.map(\.taken.proposal))
        return try await self.view(
          files: files.sorted(), decisions: wanted.sorted(), upTo: view.position)
      }
      wanted.formUnion(linked)
    }
  }
}
