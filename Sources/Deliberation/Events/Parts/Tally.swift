/// The count of a decision.
public struct Tally: Sendable, Hashable {
  public var eligible: Int
  public var present: Int
  public var `for`: Int
  public var against: Int
  public var abstain: Int
  public var absent: Int
  public var needed: Int
  public var basis: TallyBasis

  public init(
    eligible: Int, present: Int, for: Int, against: Int, abstain: Int, absent: Int, needed: Int,
    basis: TallyBasis
  ) {
    self.eligible = eligible
    self.present = present
    self.for = `for`
    self.against = against
    self.abstain = abstain
    self.absent = absent
    self.needed = needed
    self.basis = basis
  }
}

extension Tally: FactValue {
  init?(fact: JSON) {
    guard case .object(let members) = fact,
      let eligible = Int(fact: members["eligible"] ?? .null),
      let present = Int(fact: members["present"] ?? .null),
      let `for` = Int(fact: members["for"] ?? .null),
      let against = Int(fact: members["against"] ?? .null),
      let abstain = Int(fact: members["abstain"] ?? .null),
      let absent = Int(fact: members["absent"] ?? .null),
      let needed = Int(fact: members["needed"] ?? .null),
      let basis = TallyBasis(fact: members["basis"] ?? .null)
    else { return nil }
    self.init(
      eligible: eligible, present: present, for: `for`, against: against, abstain: abstain,
      absent: absent, needed: needed, basis: basis)
  }

  var fact: JSON {
    [
      "absent": absent.fact,
      "abstain": abstain.fact,
      "against": against.fact,
      "basis": basis.fact,
      "eligible": eligible.fact,
      "for": `for`.fact,
      "needed": needed.fact,
      "present": present.fact,
    ]
  }
}
