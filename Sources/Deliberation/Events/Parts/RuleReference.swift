/// A decision rule and its version.
public struct RuleReference: Sendable, Hashable {
  public var id: RuleID
  public var version: Int

  public init(
    id: RuleID, version: Int
  ) {
    self.id = id
    self.version = version
  }
}

extension RuleReference: FactValue {
  init?(fact: JSON) {
    guard case .object(let members) = fact,
      let id = RuleID(fact: members["id"] ?? .null),
      let version = Int(fact: members["version"] ?? .null)
    else { return nil }
    self.init(id: id, version: version)
  }

  var fact: JSON {
    [
      "id": id.fact,
      "version": version.fact,
    ]
  }
}
