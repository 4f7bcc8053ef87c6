import Testing

@testable import Deliberation

/// A vote of so many parties as it is told to a rule.
struct VoteCase: Sendable, CustomTestStringConvertible {
  var rule: RuleID
  var basis: TallyBasis?
  var yes: Int
  var no: Int
  var abstain = 0
  var absent = 0
  var out = 0
  var passes: Bool
  var needed: Int

  var standings: [Standing] {
    var standings: [Standing] = []
    func add(_ count: Int, _ code: PositionCode?) {
      for _ in 0..<count {
        standings.append(
          Standing(
            party: "加盟国\(standings.count)", role: .coLead, code: code,
            objection: code == .nonconcur ? .open : nil))
      }
    }
    add(yes, .concur)
    add(no, .nonconcur)
    add(abstain, .abstain)
    add(absent, nil)
    add(out, .noEquity)
    return standings
  }

  var testDescription: String {
    "\(rule.rawValue)/\(basis?.rawValue ?? "-") \(yes)-\(no)-\(abstain)-\(absent)-\(out)"
  }
}

@Suite struct RuleTests {
  static let votes: [VoteCase] = [
    VoteCase(rule: .majority, basis: .cast, yes: 2, no: 1, passes: true, needed: 2),
    VoteCase(rule: .majority, basis: .cast, yes: 2, no: 2, passes: false, needed: 3),
    VoteCase(rule: .majority, basis: .cast, yes: 1, no: 0, abstain: 190, passes: true, needed: 1),
    VoteCase(rule: .majority, basis: .cast, yes: 0, no: 0, abstain: 3, passes: false, needed: 1),
    VoteCase(rule: .majority, basis: .cast, yes: 0, no: 0, absent: 3, passes: false, needed: 1),
    VoteCase(rule: .majority, basis: nil, yes: 96, no: 95, absent: 2, passes: true, needed: 96),
    VoteCase(rule: .majority, basis: .present, yes: 2, no: 1, abstain: 1, passes: false, needed: 3),
    VoteCase(rule: .majority, basis: .present, yes: 3, no: 1, abstain: 1, passes: true, needed: 3),
    VoteCase(
      rule: .majority, basis: .all, yes: 2, no: 1, absent: 1, passes: false, needed: 3),
    VoteCase(rule: .majority, basis: .all, yes: 2, no: 1, out: 1, passes: true, needed: 2),
    VoteCase(
      rule: .majority, basis: .members, yes: 2, no: 1, out: 1, passes: false, needed: 3),
    VoteCase(rule: .twoThirds, basis: .cast, yes: 2, no: 1, passes: true, needed: 2),
    VoteCase(rule: .twoThirds, basis: .cast, yes: 3, no: 2, passes: false, needed: 4),
    VoteCase(rule: .twoThirds, basis: .cast, yes: 129, no: 64, passes: true, needed: 129),
    VoteCase(rule: .twoThirds, basis: .cast, yes: 0, no: 0, passes: false, needed: 1),
    VoteCase(
      rule: .twoThirds, basis: .present, yes: 4, no: 1, abstain: 2, passes: false, needed: 5),
    VoteCase(
      rule: .coleadConsensus, basis: nil, yes: 2, no: 0, passes: true, needed: 2),
    VoteCase(rule: .coleadConsensus, basis: nil, yes: 1, no: 1, passes: false, needed: 2),
    VoteCase(
      rule: .coleadConsensus, basis: nil, yes: 1, no: 0, abstain: 1, passes: false, needed: 1),
    VoteCase(
      rule: .coleadConsensus, basis: nil, yes: 1, no: 0, absent: 1, passes: false, needed: 2),
    VoteCase(
      rule: .unanimousClearance, basis: nil, yes: 1, no: 0, abstain: 2, out: 1, passes: true,
      needed: 1),
    VoteCase(rule: .unanimousClearance, basis: nil, yes: 9, no: 1, passes: false, needed: 10),
    VoteCase(
      rule: .unanimousClearance, basis: nil, yes: 0, no: 0, abstain: 2, passes: false, needed: 0),
  ]

  @Test(arguments: votes) func vote(_ test: VoteCase) {
    let rule = AppliedRule(id: test.rule, version: 1, params: RuleParameters(basis: test.basis))
    let outcome = rule.outcome(test.standings)
    #expect(outcome.passes == test.passes)
    #expect(outcome.tally.needed == test.needed)
    #expect(outcome.tally.for == test.yes)
    #expect(outcome.tally.against == test.no)
    #expect(outcome.tally.abstain == test.abstain)
    #expect(outcome.tally.absent == test.absent)
    #expect(outcome.tally.eligible == test.yes + test.no + test.abstain + test.absent)
  }

  @Test func whatWouldHaveChangedAVote() {
    let rule = AppliedRule(id: .majority, version: 1, params: RuleParameters(basis: .cast))
    let narrow = VoteCase(rule: .majority, yes: 5, no: 4, passes: true, needed: 5)
    #expect(rule.outcome(narrow.standings).wouldChange == [WouldChange(votes: 1)])
    let wide = VoteCase(rule: .majority, yes: 8, no: 1, passes: true, needed: 5)
    #expect(rule.outcome(wide.standings).wouldChange == [WouldChange(votes: 4)])
    let lost = VoteCase(rule: .majority, yes: 2, no: 5, passes: false, needed: 4)
    #expect(rule.outcome(lost.standings).wouldChange == [WouldChange(votes: 2)])
  }

  /// How one clearing agency counts beside a lead that adopts.
  static let clearers: [(RuleID, Standing, CountsAs, BlockerCode?)] = [
    (.leadDecides, .init(party: "外務省", role: .clearing, code: .concur), .for, nil),
    (.leadDecides, .init(party: "外務省", role: .clearing, isAsked: false), .nothing, .notAsked),
    (
      .leadDecides, .init(party: "外務省", role: .clearing, isAsked: false, isNotConsulted: true),
      .nothing, nil
    ),
    (
      .unanimousClearance,
      .init(party: "外務省", role: .clearing, isAsked: false, isNotConsulted: true), .nothing,
      .notAsked
    ),
    (.leadDecides, .init(party: "外務省", role: .clearing, isProceeded: true), .nothing, nil),
    (
      .unanimousClearance, .init(party: "外務省", role: .clearing, isProceeded: true), .nothing,
      .noResponse
    ),
    (
      .leadDecides, .init(party: "外務省", role: .clearing, code: .concur, isStale: true), .nothing,
      .stale
    ),
    (
      .leadDecides,
      .init(party: "外務省", role: .clearing, code: .nonconcur, isStale: true, objection: .open),
      .blocks, .objectionOpen
    ),
    (
      .leadDecides, .init(party: "外務省", role: .consulted, code: .nonconcur, objection: .open),
      .against, nil
    ),
    (
      .unanimousClearance,
      .init(party: "外務省", role: .clearing, code: .nonconcur, objection: .overruled), .against, nil
    ),
    (
      .leadDecides,
      .init(party: "外務省", role: .clearing, code: .concurConditional, hasOpenConditions: true),
      .blocks, .conditionOpen
    ),
    (
      .leadDecides, .init(party: "外務省", role: .clearing, code: .concurConditional), .for, nil
    ),
    (
      .leadDecides, .init(party: "外務省", role: .clearing, code: .studyReservation), .blocks,
      .studyReservation
    ),
    (
      .leadDecides,
      .init(party: "外務省", role: .clearing, code: .studyReservation, reservationHasLapsed: true),
      .nothing, .noResponse
    ),
    (.leadDecides, .init(party: "外務省", role: .clearing, code: .clearedInfo), .nothing, .noResponse),
    (
      .leadDecides, .init(party: "外務省", role: .clearing, code: .deferTo, defersTo: "財務省"),
      .nothing, .deferralDangling
    ),
    (
      .leadDecides, .init(party: "外務省", role: .clearing, code: .deferTo, defersTo: "経済産業省"),
      .for, nil
    ),
    (.coleadConsensus, .init(party: "外務省", role: .clearing), .nothing, nil),
    (
      .authorityDecides, .init(party: "外務省", role: .clearing, code: .nonconcur, objection: .open),
      .against, nil
    ),
    (.authorityDecides, .init(party: "外務省", role: .clearing, isAsked: false), .nothing, .notAsked),
    (.silence, .init(party: "外務省", role: .clearing, isDeemedToConcur: true), .for, nil),
  ]

  @Test(arguments: clearers)
  func clearer(_ id: RuleID, _ standing: Standing, _ countsAs: CountsAs, _ blocker: BlockerCode?) {
    let lead = Standing(party: "経済産業省", role: .lead, isAdopter: true)
    let rule = AppliedRule(id: id, version: 1, params: .init())
    let outcome = rule.outcome([lead, standing])
    #expect(outcome.counts[1].countsAs == countsAs)
    #expect(outcome.counts[1].blocker == blocker)
    #expect(outcome.passes == (blocker == nil))
  }
}
