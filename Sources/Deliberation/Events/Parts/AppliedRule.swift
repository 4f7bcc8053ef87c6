/// A decision rule as it was applied.
public struct AppliedRule: Sendable, Hashable {
  public var id: RuleID
  public var version: Int
  public var params: RuleParameters

  public init(
    id: RuleID, version: Int, params: RuleParameters
  ) {
    self.id = id
    self.version = version
    self.params = params
  }
}

extension AppliedRule: FactValue {
  init?(fact: JSON) {
    guard case .object(let members) = fact,
      let id = RuleID(fact: members["id"] ?? .null),
      let version = Int(fact: members["version"] ?? .null),
      let params = RuleParameters(fact: members["params"] ?? .null)
    else { return nil }
    self.init(id: id, version: version, params: params)
  }

  var fact: JSON {
    [
      "id": id.fact,
      "params": params.fact,
      "version": version.fact,
    ]
  }
}
