/// The parameters of a decision rule.
public struct RuleParameters: Sendable, Hashable {
  /// Of whom a majority is taken.
  public var basis: TallyBasis?
  /// The full working days that a silence must hold in every member's capital.
  public var workingDays: Int?

  public init(basis: TallyBasis? = nil, workingDays: Int? = nil) {
    self.basis = basis
    self.workingDays = workingDays
  }
}

extension RuleParameters: FactValue {
  init?(fact: JSON) {
    guard case .object(let members) = fact,
      let basis = Optional<TallyBasis>(fact: members["basis"] ?? .null),
      let workingDays = Optional<Int>(fact: members["working_days"] ?? .null)
    else { return nil }
    self.init(basis: basis, workingDays: workingDays)
  }

  /// Only the parameters that are set.
  var fact: JSON {
    var members = JSONObject()
    if let basis { members["basis"] = basis.fact }
    if let workingDays { members["working_days"] = workingDays.fact }
    return .object(members)
  }
}
