/// The rules by which a ledger decides.
public struct RuleBook: Sendable, Hashable {
  /// The version of the whole engine that is in force.
  public internal(set) var version = 1
  public internal(set) var national = AppliedRule(id: .leadDecides, version: 1, params: .init())
  public internal(set) var joint = AppliedRule(id: .coleadConsensus, version: 1, params: .init())

  public init() {}

  public func rule(in kind: LedgerKind) -> AppliedRule { kind == .national ? national : joint }
}

/// The holidays of one government in one year, as published in the ledger.
public struct PublishedCalendar: Sendable, Hashable {
  public var calendar: String
  public var year: Int
  /// The zone of the capital.
  public var zone: String
  public var holidays: Set<CivilDate>
  public var names: [String: LocalizedText]
}
