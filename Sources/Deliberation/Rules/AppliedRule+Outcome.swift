extension AppliedRule {
  /// Applies the rule to a roster: a pure function of what it is told.
  public func outcome(_ standings: [Standing]) -> RuleOutcome {
    let counts = counts(standings)
    let tally = tally(counts)
    let blockers = counts.compactMap { count in
      count.blocker.map { Blocker(party: count.party, code: $0) }
    }
    let passes = blockers.isEmpty && passes(counts, standings, tally)
    return RuleOutcome(
      passes: passes, counts: counts, tally: tally, blockers: blockers,
      wouldChange: wouldChange(passes: passes, counts: counts, tally: tally))
  }

  /// Of whom the rule takes its share; consensus asks everybody.
  public var basis: TallyBasis { id.countsVotes ? params.basis ?? .cast : .all }

  private func passes(_ counts: [Count], _ standings: [Standing], _ tally: Tally) -> Bool {
    switch id {
    case .coleadConsensus:
      let deciding = zip(counts, standings).filter { $1.role.holdsPen && $0.countsAs != .out }
      return !deciding.isEmpty && deciding.allSatisfy { $0.0.countsAs == .for }
    case .unanimousClearance, .leadDecides, .silence: return tally.for > 0
    // The needed votes exceed half, so that a tie fails.
    case .majority, .twoThirds: return tally.for >= tally.needed
    case .authorityDecides: return true
    }
  }

  private func tally(_ counts: [Count]) -> Tally {
    var tally = Tally(
      eligible: 0, present: 0, for: 0, against: 0, abstain: 0, absent: 0, needed: 0, basis: basis)
    for count in counts {
      switch count.countsAs {
      case .for: tally.for += 1
      case .against: tally.against += 1
      case .neutral: tally.abstain += 1
      case .blocks:
        if count.blocker == .objectionOpen { tally.against += 1 } else { tally.present += 1 }
      case .nothing: tally.absent += 1
      case .out: break
      }
      if count.countsAs != .out { tally.eligible += 1 }
    }
    tally.present += tally.for + tally.against + tally.abstain
    tally.needed = needed(of: tally, members: counts.count)
    return tally
  }

  private func needed(of tally: Tally, members: Int) -> Int {
    let base =
      switch basis {
      case .all: tally.eligible
      case .cast: tally.for + tally.against
      case .present: tally.present
      case .members: members
      }
    switch id {
    case .majority: return base / 2 + 1
    case .twoThirds: return max(1, (2 * base + 2) / 3)
    case .authorityDecides: return 1
    case .leadDecides: return 1
    case .coleadConsensus, .unanimousClearance, .silence: return tally.eligible - tally.abstain
    }
  }

  private func wouldChange(passes: Bool, counts: [Count], tally: Tally) -> [WouldChange] {
    if id.countsVotes {
      let votes = votesToChange(passes: passes, counts: counts, tally: tally)
      return votes.map { [WouldChange(votes: $0)] } ?? []
    }
    guard id != .authorityDecides else { return [] }
    if passes {
      return counts.filter { $0.countsAs == .for }.map {
        WouldChange(party: $0.party, code: .nonconcur)
      }
    }
    let blocking = counts.filter { $0.blocker != nil }
    let others = blocking.isEmpty ? counts.filter { $0.countsAs == .neutral } : blocking
    return others.map { WouldChange(party: $0.party, code: .concur) }
  }

  /// How many votes would have to turn from one side to the other, if any number suffices.
  private func votesToChange(passes: Bool, counts: [Count], tally: Tally) -> Int? {
    let available = passes ? tally.for : tally.against
    guard available > 0 else { return nil }
    return (1...available).first { turned in
      var other = tally
      other.for += passes ? -turned : turned
      other.against += passes ? turned : -turned
      other.needed = needed(of: other, members: counts.count)
      return (other.for >= other.needed) != passes
    }
  }
}
