/// Why a joint file cannot be decided yet.
enum Unready: Sendable, Hashable {
  /// These members never spoke.
  case missing([String])
  /// These members spoke on an older text.
  case stale([String])
  /// These members spoke at a lower level.
  case level([String])
  /// The rule waits for something else.
  case waiting([Blocker])
}

extension FileState {
  /// What keeps a joint file from being decided, if anything does.
  func readiness(
    in state: LedgerState, now: Timestamp, level: Level, outcome: RuleOutcome
  ) -> Unready? {
    let rule = effectiveRule(in: state, at: now)
    let hasLapsed = hasLapsedSilence(at: now)
    if silence?.state(at: now) == .open { return .waiting([]) }
    let members = outcome.counts.map(\.party)
    let spoken = members.compactMap { stands[$0] }.filter { !$0.isAfterTheFact }
    if !rule.id.countsVotes {
      let silent = members.filter { stands[$0] == nil }
      if !hasLapsed, !silent.isEmpty { return .missing(silent) }
      let stale = spoken.filter(isStale).map(\.party)
      if !hasLapsed, !stale.isEmpty { return .stale(stale.sorted()) }
    }
    let current = spoken.filter { !isStale($0) }
    if current.isEmpty, !hasLapsed { return .missing(members) }
    // A vote is counted whoever casts it for the member.
    let low = rule.id.countsVotes ? [] : current.filter { ($0.level ?? .desk) < level }
    if !low.isEmpty { return .level(low.map(\.party).sorted()) }
    let waiting = outcome.blockers.filter { $0.code != .objectionOpen }
    // A reservation or an open condition is no answer yet; an objection is one.
    return waiting.isEmpty ? nil : .waiting(waiting)
  }
}
