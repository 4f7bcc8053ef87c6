/// What would move a file: which party, by which verb of the command line, on which revision.
public struct NextStep: Sendable, Hashable {
  public var party: String
  /// The words between `ringi` and the reference, such as `position reaffirm`.
  public var verb: String
  public var revision: Int
  /// Why it is asked of that party.
  public var kind: Kind

  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case clear, reaffirm, disposition, adopt, release, receive, sign
    case catchUp = "catch_up"
    case breakOrLetLapse = "break_or_let_lapse"
  }
}

extension FileState {
  /// What would move the file at an instant, by party.
  public func nextSteps(in state: LedgerState, now: Timestamp) -> [NextStep] {
    guard isLive else { return [] }
    let steps =
      kind == .national ? nationalSteps(in: state, now: now) : jointSteps(in: state, now: now)
    return steps.sorted { ($0.party, $0.verb) < ($1.party, $1.verb) }
  }

  private func step(_ party: String, _ verb: String, _ kind: NextStep.Kind) -> NextStep {
    NextStep(party: party, verb: verb, revision: revision, kind: kind)
  }

  private func nationalSteps(in state: LedgerState, now: Timestamp) -> [NextStep] {
    let roles = roles(in: state, at: now)
    guard let lead = prospectiveAdopter(roles) else { return [] }
    if pendingRelease != nil { return [step(lead, "release", .release)] }
    if nationalStatus == .released { return [] }
    if adoption != nil { return [step(lead, "release", .release)] }
    let outcome = outcome(in: state, at: now, adopter: lead)
    if outcome.passes { return [step(lead, "national adopt", .adopt)] }
    return outcome.blockers.map { blocker in
      switch blocker.code {
      case .stale: step(blocker.party, "position reaffirm", .reaffirm)
      case .notAsked: step(lead, "clearance request", .disposition)
      case .conditionOpen: step(blocker.party, "condition meet", .disposition)
      case .objectionOpen where stands[blocker.party].map { !isStale($0) } ?? false:
        // The holder has said what would remove it; the pen is with the lead.
        step(lead, "proposal revise", .disposition)
      default: step(blocker.party, "position record", .clear)
      }
    }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  private func jointSteps(in state: LedgerState, now: Timestamp) -> [NextStep] {
    let members = state.members(of: self, at: now).map(\.code)
    let outcome = outcome(in: state, at: now)
    if readiness(in: state, now: now, level: level, outcome: outcome) == nil {
      return [step("SECRETARIAT", "decision take", .sign)]
    }
    return members.compactMap { member in
      if silence?.state(at: now) == .open {
        return stands[member].map { !isStale($0) } ?? false
          ? nil : step(member, "silence break", .breakOrLetLapse)
      }
      if let stand = stands[member] {
        return isStale(stand) ? step(member, "receipt", .catchUp) : nil
      }
      let isTold = receipts[member] != nil || member == sponsor
      return isTold ? step(member, "release", .release) : step(member, "receipt", .receive)
    }
  }
}
