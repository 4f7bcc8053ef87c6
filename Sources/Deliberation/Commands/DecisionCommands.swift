/// Records a decision; `ref` is the next free reference. Without a verdict the rule gives it;
/// `level` is by default the level sought.
public struct TakeDecision: Sendable, Hashable {
  public var ref: String
  public var proposal: String
  public var pinned: Int?
  public var revision: Int?
  public var verdict: Verdict?
  public var level: Level?
  public var rule: RuleID?
  public var statement: String?
  public var source: JSON?
  public var onBehalfOf: String?

  public init(
    ref: String, proposal: String, pinned: Int? = nil, revision: Int? = nil,
    verdict: Verdict? = nil, level: Level? = nil, rule: RuleID? = nil, statement: String? = nil,
    source: JSON? = nil, onBehalfOf: String? = nil
  ) {
    self.ref = ref
    self.proposal = proposal
    self.pinned = pinned
    self.revision = revision
    self.verdict = verdict
    self.level = level
    self.rule = rule
    self.statement = statement
    self.source = source
    self.onBehalfOf = onBehalfOf
  }
}

/// Adds a clerical note to a decision.
public struct CorrectDecision: Sendable, Hashable {
  public var ref: String
  public var annotation: String?

  public init(
    ref: String, annotation: String? = nil
  ) {
    self.ref = ref
    self.annotation = annotation
  }
}

/// Puts a later decision in the place of `ref`.
public struct SupersedeDecision: Sendable, Hashable {
  public var ref: String
  public var by: String
  public var reason: String?

  public init(
    ref: String, by: String, reason: String? = nil
  ) {
    self.ref = ref
    self.by = by
    self.reason = reason
  }
}
