extension AppliedRule {
  /// How each party counts, in the order given.
  public func counts(_ standings: [Standing]) -> [Count] {
    let byParty = Dictionary(standings.map { ($0.party, $0) }) { first, _ in first }
    return standings.map { standing in
      guard standing.code == .deferTo, !standing.isAdopter, standing.objection != .open else {
        return count(standing)
      }
      return mirror(standing, byParty)
    }
  }

  /// Whether this rule lets a party of this role stand in the way.
  private func binds(_ role: Role) -> Bool {
    switch id {
    case .coleadConsensus: role.holdsPen
    case .authorityDecides, .majority, .twoThirds: false
    default: role.mayBlock
    }
  }

  private func count(_ standing: Standing) -> Count {
    let binds = binds(standing.role)
    func result(_ countsAs: CountsAs, _ blocker: BlockerCode? = nil) -> Count {
      Count(party: standing.party, countsAs: countsAs, blocker: binds ? blocker : nil)
    }
    if standing.isAdopter { return result(.for) }
    if standing.isDeemedToConcur, standing.objection != .open { return result(.for) }
    if standing.objection == .open, !id.countsVotes {
      return result(binds ? .blocks : .against, .objectionOpen)
    }
    guard let code = standing.code else { return missing(standing, binds: binds) }
    if standing.isStale {
      return result(.nothing, isExcused(standing) ? nil : .stale)
    }
    switch code {
    case .concur, .concurComment: return result(.for)
    case .concurConditional:
      guard standing.hasOpenConditions else { return result(.for) }
      return result(binds ? .blocks : .neutral, .conditionOpen)
    case .studyReservation:
      if standing.reservationHasLapsed { return missing(standing, binds: binds) }
      return result(binds ? .blocks : .neutral, .studyReservation)
    case .nonconcur:
      if standing.objection == .overruled || !binds { return result(.against) }
      return result(.blocks, .objectionOpen)
    case .abstain: return result(.neutral)
    case .noEquity: return result(.out)
    // Having seen it is no answer for a party that clears; deferrals are resolved before.
    case .clearedInfo, .deferTo: return missing(standing, binds: binds)
    }
  }

  private func isExcused(_ standing: Standing) -> Bool {
    id == .leadDecides && standing.isProceeded
  }

  private func missing(_ standing: Standing, binds: Bool) -> Count {
    let blocker: BlockerCode?
    if standing.isAsked {
      blocker = isExcused(standing) ? nil : .noResponse
    } else if standing.isNotConsulted, id != .unanimousClearance {
      blocker = nil
    } else {
      blocker = .notAsked
    }
    // Whoever decides for all, or counts votes, must still have asked everybody.
    let gap = blocker == .notAsked && standing.role.mayBlock && id != .coleadConsensus
    return Count(
      party: standing.party, countsAs: .nothing, blocker: binds || gap ? blocker : nil)
  }

  /// A deferral takes the stand of whoever ends its chain as its own, in its own role.
  private func mirror(_ standing: Standing, _ byParty: [String: Standing]) -> Count {
    var seen: Set<String> = [standing.party]
    var next = standing.defersTo
    while let party = next, seen.insert(party).inserted, let target = byParty[party] {
      let hasPassedOn =
        target.code == .deferTo && !target.isAdopter && target.objection != .open
      if hasPassedOn {
        next = target.defersTo
        continue
      }
      var mirrored = target
      mirrored.party = standing.party
      mirrored.role = standing.role
      let count = count(mirrored)
      if count.countsAs == .nothing { break }
      return count
    }
    let blocker: BlockerCode? =
      binds(standing.role) && !isExcused(standing) ? .deferralDangling : nil
    return Count(party: standing.party, countsAs: .nothing, blocker: blocker)
  }
}
