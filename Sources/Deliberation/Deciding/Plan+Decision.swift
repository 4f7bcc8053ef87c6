extension Plan {
  mutating func carryOut(_ command: TakeDecision) throws(Refusal) {
    let file = try file(command.proposal)
    try demandRecorder(file)
    if !isImport { try demand(command.pinned, file) }
    reads.formUnion(["roster", "rules"])
    claims(command.ref, in: .decision)
    let rule = try rule(for: command, file)
    let basis = file.decisionBasis(in: state, at: now, rule: isImport ? rule : nil)
    let own: Verdict = basis.outcome.passes ? .adopted : .notAdopted
    let verdict = command.verdict ?? own
    let revision = isImport ? command.revision ?? file.revision : file.revision
    guard file.revisions.indices.contains(revision - 1) else {
      throw Refusal("revision.unknown", "\(file.ref) has no revision \(revision).")
    }
    var stated: Bool?
    if isImport {
      stated = command.verdict != nil
      if verdict.isFinal, verdict.isAdoption != own.isAdoption {
        notes.append(
          .init(
            code: "decision.verdict_mismatch",
            message: "The source states \(verdict.rawValue) for \(file.ref); "
              + "\(rule.id.rawValue) gives \(own.rawValue)."))
      }
    }
    try add(
      .decisionTaken(
        DecisionTaken(
          ref: command.ref, proposal: file.ref, revision: revision,
          textDigest: file.revisions[revision - 1].textDigest, verdict: verdict,
          level: command.level ?? file.level, rule: basis.rule, roster: basis.roster,
          tally: basis.outcome.tally, counted: basis.counted, uncounted: basis.uncounted,
          wouldChange: basis.outcome.wouldChange, authority: basis.authority,
          silence: basis.silence, stated: stated, statement: command.statement,
          source: command.source)),
      to: "decision/\(command.ref)", onBehalfOf: command.onBehalfOf)
    try add(
      .proposalDecided(
        ProposalDecided(decision: command.ref, revision: revision, verdict: verdict)),
      to: file.stream, onBehalfOf: command.onBehalfOf)
    if !isImport { holds(before: file.nextBoundary(after: now)) }
  }

  /// Who may record a decision is settled before whether there is one.
  private func demandRecorder(_ file: FileState) throws(Refusal) {
    let probe = ProposalDecided(decision: "", revision: file.revision, verdict: .adopted)
    _ = try act(.proposalDecided(probe), to: file.stream)
  }

  private func rule(for command: TakeDecision, _ file: FileState) throws(Refusal) -> AppliedRule {
    let inForce = file.effectiveRule(in: state, at: now)
    guard let id = command.rule, id != inForce.id else { return inForce }
    guard isImport else {
      throw Refusal(
        "rule.forbids", "\(state.code) decides by \(inForce.id.rawValue).",
        hint: "A rule is adopted with rule add, never chosen for one file.")
    }
    let basis: TallyBasis? = id.countsVotes ? .cast : nil
    return AppliedRule(id: id, version: 1, params: RuleParameters(basis: basis))
  }

  mutating func carryOut(_ command: CorrectDecision) throws(Refusal) {
    guard state.decisions[command.ref] != nil else { throw .notFound(command.ref) }
    try add(
      .decisionCorrected(
        DecisionCorrected(decision: command.ref, annotation: command.annotation)),
      to: "decision/\(command.ref)")
  }

  mutating func carryOut(_ command: SupersedeDecision) throws(Refusal) {
    guard let decision = state.decisions[command.ref] else { throw .notFound(command.ref) }
    guard state.decisions[command.by] != nil else { throw .notFound(command.by) }
    if decision.supersededBy == command.by { return }
    // The chain from the later decision must not change under the command.
    var next: String? = command.by
    while let ref = next, reads.insert("decision/\(ref)").inserted {
      next = state.decisions[ref]?.supersededBy
    }
    try add(
      .decisionSuperseded(
        DecisionSuperseded(decision: command.ref, by: command.by, reason: command.reason)),
      to: "decision/\(command.ref)")
  }
}
