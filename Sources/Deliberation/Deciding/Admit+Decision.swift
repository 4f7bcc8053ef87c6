extension LedgerState {
  func admitDecision(_ act: Act) throws(Refusal) {
    switch act.record.event {
    case .decisionTaken(let event): try admit(event, act)
    case .proposalDecided(let event):
      let file = try file(act)
      guard let taken = decisions[event.decision]?.taken, taken.proposal == file.ref,
        taken.revision == event.revision, taken.verdict == event.verdict
      else {
        throw Refusal("decision.unknown", "No decision \(event.decision) on \(file.ref) is taken.")
      }
      try demandUndecided(file)
    case .decisionCorrected(let event):
      guard decisions[event.decision] != nil else { throw .notFound(event.decision) }
      try act.demand(
        event.annotation, "annotation_missing", "A correction needs its note.",
        hint: "Give it with --annotation.")
    case .decisionSuperseded(let event): try admit(event, act)
    default: break
    }
  }

  private func demandUndecided(_ file: FileState) throws(Refusal) {
    guard file.isDecided else { return }
    throw Refusal(
      "decision.already_taken",
      "\(file.ref) is decided\(file.decision.map { " by \($0)" } ?? "").")
  }

  private func admit(_ event: DecisionTaken, _ act: Act) throws(Refusal) {
    guard let file = files[event.proposal] else { throw .notFound(event.proposal) }
    try demandUndecided(file)
    try demandLive(file)
    guard act.ref == event.ref, decisions[event.ref] == nil else {
      throw Refusal("decision.exists", "\(event.ref) exists already.")
    }
    guard file.revisions.indices.contains(event.revision - 1) else {
      throw Refusal("revision.unknown", "\(file.ref) has no revision \(event.revision).")
    }
    if !act.isImported, event.revision != file.revision {
      throw .moved(file, pinned: event.revision)
    }
    let basis = file.decisionBasis(
      in: self, at: act.now, rule: act.isImported ? event.rule : nil)
    if !act.isImported {
      try admitVerdict(event.verdict, level: event.level, basis, file, act)
    } else if event.stated != true {
      let own: Verdict = basis.outcome.passes ? .adopted : .notAdopted
      guard event.verdict == own else {
        throw Refusal("decision.verdict_mismatch", "The rule gives \(own.rawValue).")
      }
    }
    guard event.agrees(with: basis),
      event.textDigest == file.revisions[event.revision - 1].textDigest
    else {
      throw Refusal("decision.tally_mismatch", "The frozen count is not that of the record.")
    }
  }

  /// Judges a live verdict: first whether the file can be decided, then whether the rule says so.
  func admitVerdict(
    _ verdict: Verdict, level: Level, _ basis: DecisionBasis, _ file: FileState, _ act: Act
  ) throws(Refusal) {
    guard level >= file.level else {
      throw Refusal(
        "decision.level", "\(file.ref) asks for a decision at \(file.level.rawValue).")
    }
    let unready = file.readiness(
      in: self, now: act.now, level: level, outcome: basis.outcome)
    if let unready {
      // Putting a file off needs everybody's word, but not that the word be ready.
      var isExcused = !verdict.isFinal
      if case .missing = unready { isExcused = false }
      if !isExcused { throw unready.refusal(file, level) }
    }
    guard verdict.isAdoption == basis.outcome.passes else {
      throw Refusal(
        "decision.verdict_mismatch",
        "\(basis.rule.id.rawValue) \(basis.outcome.passes ? "passes" : "does not pass") on "
          + "\(file.refAt): the verdict cannot be \(verdict.rawValue).",
        blockers: basis.outcome.blockers)
    }
  }

  private func admit(_ event: DecisionSuperseded, _ act: Act) throws(Refusal) {
    guard let old = decisions[event.decision] else { throw .notFound(event.decision) }
    guard let new = decisions[event.by] else { throw .notFound(event.by) }
    var next: String? = event.by
    var seen: Set<String> = []
    while let ref = next, seen.insert(ref).inserted {
      guard ref != event.decision else {
        throw Refusal(
          "decision.supersession_cycle", "\(event.by) is itself superseded by \(event.decision).")
      }
      next = decisions[ref]?.supersededBy
    }
    if let by = old.supersededBy {
      throw Refusal("decision.superseded", "\(event.decision) is superseded by \(by) already.")
    }
    guard new.taken.level >= old.taken.level else {
      throw Refusal(
        "decision.level",
        "\(event.decision) was taken at \(old.taken.level.rawValue); a lower level cannot "
          + "supersede it.")
    }
    try act.demandReason(event.reason)
  }
}

extension DecisionTaken {
  func agrees(with basis: DecisionBasis) -> Bool {
    rule == basis.rule && roster == basis.roster && tally == basis.outcome.tally
      && counted == basis.counted && uncounted == basis.uncounted
      && wouldChange == basis.outcome.wouldChange && authority == basis.authority
      && silence == basis.silence
  }
}

extension Unready {
  func refusal(_ file: FileState, _ level: Level) -> Refusal {
    func names(_ parties: [String]) -> String { parties.joined(separator: ", ") }
    func blockers(_ parties: [String], _ code: BlockerCode) -> [Blocker] {
      parties.map { Blocker(party: $0, code: code) }
    }
    switch self {
    case .missing(let parties):
      return Refusal(
        "decision.position_missing", "\(names(parties)) never spoke on \(file.ref).",
        blockers: blockers(parties, .noResponse))
    case .stale(let parties):
      return Refusal(
        "decision.stale", "\(names(parties)) spoke on an earlier text than \(file.refAt).",
        blockers: blockers(parties, .stale))
    case .level(let parties):
      return Refusal(
        "decision.level",
        "\(names(parties)) did not speak at \(level.rawValue) on \(file.refAt).")
    case .waiting(let blockers):
      let who = blockers.map { "\($0.party) (\($0.code.rawValue))" }.joined(separator: ", ")
      return Refusal(
        "decision.not_ready",
        who.isEmpty ? "A silence is open on \(file.refAt)." : "\(file.refAt) waits for \(who).",
        blockers: blockers)
    }
  }
}
