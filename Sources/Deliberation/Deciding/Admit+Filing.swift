extension LedgerState {
  func admitFiling(_ act: Act) throws(Refusal) {
    switch act.record.event {
    case .proposalFiled(let event): try admit(event, act)
    case .proposalTabled(let event): try admit(event, act)
    case .revisionFiled(let event): try admit(event, act)
    case .materialityChallenged(let event): try admit(event, act)
    case .proposalWithdrawn(let event):
      let file = try file(act)
      let party = try party(act)
      guard party == file.sponsor else {
        throw Refusal(
          "authority.role", "Only \(file.sponsor ?? "its sponsor") may withdraw \(file.ref).")
      }
      try demandLive(file)
      try act.demandReason(event.reason)
    case .statusRecorded:
      _ = try file(act)
      guard act.isImported else {
        throw Refusal(
          "status.derived", "A status is derived from what happened; only an import states one.")
      }
    default: break
    }
  }

  private func admit(_ event: ProposalFiled, _ act: Act) throws(Refusal) {
    if act.isImported {
      if let party = act.party { try demandAgency(party) }
    } else {
      let party = try party(act)
      try demandTopics(event.topics)
      let holdsPen = event.topics.contains { topic in
        topics[topic]?.role(of: party, at: act.now)?.holdsPen ?? false
      }
      guard holdsPen else {
        throw Refusal(
          "authority.role",
          "\(party) is neither lead nor co-lead on " + event.topics.joined(separator: ", ") + ".",
          hint: "The lead or a co-lead of the topic files.")
      }
    }
    try demandFresh(event.ref, act)
    try demandTitle(event.title, event.ref, act)
    if let jointRef = event.jointRef, jointFiles[jointRef] != event.ref {
      throw Refusal("national.file_exists", "\(jointRef) has another national file.")
    }
  }

  private func admit(_ event: ProposalTabled, _ act: Act) throws(Refusal) {
    if !act.isImported || act.party != nil {
      try member(act)
    }
    if !act.isImported {
      try demand(.director, of: act, to: "table a proposal")
      try demandTopics(event.topics)
    }
    try demandFresh(event.ref, act)
    try demandTitle(event.title, event.ref, act)
  }

  private func admit(_ event: RevisionFiled, _ act: Act) throws(Refusal) {
    let file = try file(act)
    if kind == .national {
      try penHolder(act, file)
    } else if !act.isImported || act.party != nil {
      try member(act)
      try demand(.director, of: act, to: "file a text between governments")
    }
    try demandLive(file)
    guard event.parent == file.revision else { throw .moved(file, pinned: event.parent) }
    guard event.revision == file.revision + 1 else {
      throw Refusal("revision.number", "The next revision is \(file.revision + 1).")
    }
    if kind == .national {
      try act.demandReason(event.reason)
    }
    if file.silence?.state(at: act.now) == .open {
      throw Refusal("silence.open", "A silence is open on \(file.refAt).")
    }
  }

  private func admit(_ event: MaterialityChallenged, _ act: Act) throws(Refusal) {
    let file = try file(act)
    let party = try party(act)
    guard file.role(of: party, in: self, at: act.now)?.mayBlock ?? false else {
      throw Refusal("authority.role", "\(party) does not clear \(file.ref).")
    }
    try demandLive(file)
    guard event.revision == file.revision else { throw .moved(file, pinned: event.revision) }
    guard !file.current.isMaterial else {
      throw Refusal("revision.is_material", "\(file.refAt) is material already.")
    }
    guard file.adoption == nil else {
      throw Refusal(
        "revision.challenge_closed", "A national position on \(file.refAt) is adopted.")
    }
    try act.demandReason(event.reason)
  }

  func demandTopics(_ codes: [String]) throws(Refusal) {
    guard !codes.isEmpty else {
      throw Refusal("topic.missing", "A file needs a topic.")
    }
    for code in codes {
      guard let topic = topics[code] else {
        throw Refusal("topic.unknown", "There is no topic \(code).")
      }
      guard !topic.isClosed else {
        throw Refusal("topic.closed", "The topic \(code) is closed.")
      }
    }
  }

  private func demandFresh(_ ref: String, _ act: Act) throws(Refusal) {
    guard act.ref == ref else {
      throw Refusal("event.misplaced", "\(ref) does not belong in \(act.record.stream).")
    }
    guard files[ref] == nil else {
      throw Refusal("proposal.exists", "\(ref) exists already.")
    }
  }

  private func demandTitle(_ title: LocalizedText?, _ ref: String, _ act: Act) throws(Refusal) {
    try act.demand(
      title?.values.values.max(), "title_missing", "\(ref) needs a title.",
      hint: "Give it with --title or --title-ja.")
  }
}
