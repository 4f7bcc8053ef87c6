extension FileState {
  /// The derived state of the file that everybody sees.
  public func headline(in state: LedgerState, now: Timestamp) -> Headline {
    if isWithdrawn { return .withdrawn }
    if let verdict { return Headline(rawValue: verdict.rawValue) ?? .decisionReady }
    if let recordedStatus { return recordedStatus }
    return kind == .national ? nationalHeadline : jointHeadline(in: state, now: now)
  }

  private var nationalHeadline: Headline {
    if releases.contains(where: { $0.delivery != nil }) { return .tabled }
    return requests.values.contains { !$0.isDropped } ? .inNationalClearance : .filed
  }

  private func jointHeadline(in state: LedgerState, now: Timestamp) -> Headline {
    if let silence, silence.state(at: now) == .open, !isOutdated(silence.revision) {
      return .underSilence
    }
    if isDecisionReady(in: state, now: now) { return .decisionReady }
    if revision > 1 || silence?.state(at: now) == .broken { return .inNegotiation }
    let heard = Set(receipts.keys).union(stands.keys).subtracting([sponsor ?? ""])
    return heard.isEmpty ? .tabled : .underPartnerReview
  }

  /// Whether every member that the rule needs stands on the current text at the level sought, or a
  /// silence has run out. Where everybody must agree, an objection makes it a matter of
  /// negotiation.
  public func isDecisionReady(in state: LedgerState, now: Timestamp) -> Bool {
    guard kind == .joint, isLive else { return false }
    let outcome = outcome(in: state, at: now)
    let isOpen = !outcome.passes && !effectiveRule(in: state, at: now).id.countsVotes
    return !isOpen && readiness(in: state, now: now, level: level, outcome: outcome) == nil
  }

  /// Where the government that owns the ledger is with its position.
  public var nationalStatus: NationalStatus {
    if let adoption {
      let isReleased = releases.contains { release in
        release.revision == adoption.revision && release.delivery != nil
          && release.recordedAt > adoption.recordedAt
      }
      return isReleased ? .released : .consolidated
    }
    if requests.values.contains(where: { !$0.isDropped }) || !stands.isEmpty { return .circulating }
    return openedFromJoint && revisions.count == 1 ? .notStarted : .drafting
  }
}
