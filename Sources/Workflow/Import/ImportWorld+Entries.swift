import Deliberation
import EventStore

extension ImportWorld {
  /// What a line comes to.
  enum Outcome {
    case imported
    /// The ledger says so already.
    case unchanged
  }

  /// Decides an entry and puts its events into the batch; a refusal changes nothing.
  ///
  /// - Parameter ref: the file that the entry is about, if there is one.
  mutating func take(
    _ entry: ImportEntry, about ref: String?, line: Int, into batch: inout ImportBatch
  ) throws(Quarantine) -> Outcome {
    switch entry {
    case .party(let party): return try take(party, line, &batch)
    case .proposal(let proposal): return try take(proposal, known: ref, line, &batch)
    case .revision(let revision): return try take(revision, about: ref, line, &batch)
    case .position(let position): return try take(position, about: ref, line, &batch)
    case .decision(let decision): return try take(decision, about: ref, line, &batch)
    case .status(let status): return try take(status, about: ref, line, &batch)
    }
  }

  /// Looks at the file that an entry is about.
  ///
  /// Nothing of it may outlive the look: a copy that is still held when the file changes makes the
  /// change copy every stand.
  private func look<Result>(
    at ref: String?, named name: String, _ body: (FileState) throws(Quarantine) -> Result
  ) throws(Quarantine) -> Result {
    guard let ref, let file = file(ref) else {
      throw Quarantine("ref.unknown", "There is no proposal \(name) before this line.")
    }
    return try body(file)
  }

  private mutating func carryOut(
    _ command: Command, _ line: Int, _ effective: ImportTime.Reading?, _ batch: inout ImportBatch
  ) throws(Quarantine) -> Outcome {
    let decided = try decide(command, line: line, effective: effective)
    let events = try encode(decided, effective: effective)
    commit(decided, events, effective: effective, to: &batch)
    return decided.unchanged ? .unchanged : .imported
  }

  private mutating func take(
    _ party: ImportEntry.Party, _ line: Int, _ batch: inout ImportBatch
  ) throws(Quarantine) -> Outcome {
    let code = party.code
    if let successor = party.successor {
      guard successor != code, state.roster.parties[successor] != nil else {
        throw Quarantine(
          "party.unknown",
          "\(code) has the successor \(successor), who is not known before this line.")
      }
    }
    let isNational = state.kind == .national
    let succession: Command? = party.successor.flatMap { successor in
      party.to.map { at in
        isNational
          ? .succeedAgency(SucceedAgency(code: code, successor: successor, at: at))
          : .succeedMember(SucceedMember(code: code, successor: successor, at: at))
      }
    }
    // A founding member stands on the roster before its name does.
    if let known = state.roster.parties[code], known.name != nil {
      let isSame =
        known.name == party.name && known.from == party.from
        && (party.government ?? known.government) == known.government
      if isSame, known.to == party.to, known.successor == party.successor { return .unchanged }
      guard isSame, known.to == nil, known.successor == nil, let succession else {
        throw Quarantine("party.exists", "\(code) exists already and is described differently.")
      }
      return try carryOut(succession, line, nil, &batch)
    }
    let admission: Command =
      isNational
      ? .registerAgency(
        RegisterAgency(
          code: code, government: party.government, name: party.name, from: party.from,
          to: party.to))
      : .admitMember(
        AdmitMember(
          code: code, government: party.government, name: party.name, from: party.from,
          to: party.to))
    let outcome = try carryOut(admission, line, nil, &batch)
    if let succession { _ = try carryOut(succession, line, nil, &batch) }
    return outcome
  }

  private mutating func take(
    _ proposal: ImportEntry.Proposal, known ref: String?, _ line: Int, _ batch: inout ImportBatch
  ) throws(Quarantine) -> Outcome {
    var codes: [String] = []
    var opening: [Decided] = []
    for name in proposal.topics {
      let code = try topicCode(name)
      if codes.contains(code) { continue }
      codes.append(code)
      guard state.topics[code] == nil else { continue }
      let title =
        name.unicodeScalars.allSatisfy(\.isASCII)
        ? LocalizedText(en: name) : LocalizedText(ja: name)
      opening.append(
        try decide(
          .openTopic(OpenTopic(code: code, title: title)), line: line,
          effective: proposal.effective))
    }
    if let ref, let file = file(ref) {
      let isSame =
        file.title == proposal.title && file.topics == codes
        && file.filedAt == proposal.effective.time
        && (file.revisions[0].body ?? LocalizedText()) == proposal.body
      if isSame { return .unchanged }
      throw Quarantine("proposal.exists", "\(proposal.ref) exists already, as \(ref).")
    }
    let new = Reference.text(
      ledger: state.code, year: year, kind: .proposal, number: lastProposal + 1)
    let decided = try decide(
      filing(proposal, as: new, codes), line: line, effective: proposal.effective)
    var all = opening
    all.append(decided)
    var encoded: [[NewEvent]] = []
    for each in all { encoded.append(try encode(each, effective: proposal.effective)) }
    for (each, events) in zip(all, encoded) {
      commit(each, events, effective: proposal.effective, to: &batch)
    }
    lastProposal += 1
    references[proposal.ref] = new
    return .imported
  }

  private func filing(
    _ proposal: ImportEntry.Proposal, as ref: String, _ topics: [String]
  ) -> Command {
    // The lowest level claims nothing that the source does not state.
    let level = proposal.level ?? .desk
    return state.kind == .national
      ? .fileProposal(
        FileProposal(
          ref: ref, topics: topics, level: level, title: proposal.title, body: proposal.body,
          originalLanguage: proposal.language, externalRef: proposal.ref,
          source: proposal.source, onBehalfOf: proposal.sponsor))
      : .tableJoint(
        TableJoint(
          ref: ref, topics: topics, level: level, title: proposal.title, body: proposal.body,
          originalLanguage: proposal.language, externalRef: proposal.ref,
          source: proposal.source, onBehalfOf: proposal.sponsor))
  }

  /// - Returns: `nil` where the file says so already.
  private func command(
    _ revision: ImportEntry.Revision, _ file: FileState
  ) throws(Quarantine) -> Command? {
    let language = revision.language ?? file.current.originalLanguage
    let body = LocalizedText(revision.text.map { [language: $0] } ?? [:])
    guard revision.number == file.revision + 1 else {
      if file.revisions.indices.contains(revision.number - 1) {
        let known = file.revisions[revision.number - 1]
        if known.effective == revision.effective.time, (known.body ?? LocalizedText()) == body {
          return nil
        }
      }
      throw Quarantine(
        "revision.number", "The next revision of \(revision.ref) is \(file.revision + 1).")
    }
    // Inside a government a text is somebody's: one that names nobody is the sponsor's.
    let by = revision.by ?? (state.kind == .national ? file.sponsor : nil)
    return .reviseProposal(
      ReviseProposal(
        ref: file.ref, material: revision.isMaterial, body: body, originalLanguage: language,
        reason: revision.reason, onBehalfOf: by))
  }

  private mutating func take(
    _ revision: ImportEntry.Revision, about ref: String?, _ line: Int, _ batch: inout ImportBatch
  ) throws(Quarantine) -> Outcome {
    let made = try look(at: ref, named: revision.ref) { file throws(Quarantine) in
      try command(revision, file)
    }
    guard let made else { return .unchanged }
    return try carryOut(made, line, revision.effective, &batch)
  }

  private mutating func take(
    _ position: ImportEntry.Position, about ref: String?, _ line: Int, _ batch: inout ImportBatch
  ) throws(Quarantine) -> Outcome {
    guard state.roster.parties[position.party] != nil else {
      throw Quarantine(
        "party.unknown", "\(state.code) knows no party \(position.party) before this line.")
    }
    let made = try look(at: ref, named: position.ref) { file throws(Quarantine) -> Command? in
      let revision = position.revision ?? file.revision
      if let stand = file.stands[position.party], stand.says(position, on: revision, unless: source)
      {
        return nil
      }
      return .recordPosition(
        RecordPosition(
          ref: file.ref, revision: revision, terms: position.terms, onBehalfOf: position.party))
    }
    guard let made else { return .unchanged }
    if let zone = position.terms.reviewBy?.zone { state.zones[zone] = try? Zones.rules(zone) }
    return try carryOut(made, line, position.effective, &batch)
  }

  private mutating func take(
    _ decision: ImportEntry.Decision, about ref: String?, _ line: Int, _ batch: inout ImportBatch
  ) throws(Quarantine) -> Outcome {
    let new = Reference.text(
      ledger: state.code, year: year, kind: .decision, number: lastDecision + 1)
    let made = try look(at: ref, named: decision.ref) { file throws(Quarantine) -> Command? in
      if let taken = file.decision, let known = state.decisions[taken],
        known.effective == decision.effective.time,
        decision.verdict.map({ $0 == known.taken.verdict }) ?? true
      {
        return nil
      }
      return .takeDecision(
        TakeDecision(
          ref: new, proposal: file.ref, revision: decision.revision, verdict: decision.verdict,
          level: decision.level, rule: decision.rule, statement: decision.text,
          source: decision.source))
    }
    guard let made else { return .unchanged }
    let decided = try decide(made, line: line, effective: decision.effective)
    let events = try encode(decided, effective: decision.effective)
    commit(decided, events, effective: decision.effective, to: &batch)
    lastDecision += 1
    for note in decided.notes where note.code == "decision.verdict_mismatch" {
      batch.report.mismatches.append(
        ImportSummary.Mismatch(
          line: line, ref: decision.ref, decision: new, message: note.message))
    }
    return .imported
  }

  private mutating func take(
    _ status: ImportEntry.Status, about ref: String?, _ line: Int, _ batch: inout ImportBatch
  ) throws(Quarantine) -> Outcome {
    let made = try look(at: ref, named: status.ref) { file throws(Quarantine) -> Command? in
      if file.recordedStatus == status.status, status.reason == nil { return nil }
      return .recordStatus(
        RecordStatus(ref: file.ref, status: status.status, reason: status.reason))
    }
    guard let made else { return .unchanged }
    return try carryOut(made, line, status.effective, &batch)
  }
}

extension Stand {
  /// Whether a position says what stands already, unless it is of the same source, whose every word
  /// is recorded.
  fileprivate func says(
    _ position: ImportEntry.Position, on revision: Int, unless source: String
  ) -> Bool {
    let terms = position.terms
    return provenance.imported?.source != source && code == terms.code && self.revision == revision
      && effective == position.effective.time && prose == terms.prose
      && reviewBy == terms.reviewBy && defersTo == terms.defersTo
      && conditions.map(\.text) == terms.conditions.map(Optional.some)
  }
}
