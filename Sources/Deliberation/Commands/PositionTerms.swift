/// A stand with the prose and dates that it needs.
public struct PositionTerms: Sendable, Hashable {
  public var code: PositionCode
  public var prose: PositionProse
  /// The texts of the conditions; they are numbered from 1.
  public var conditions: [String]
  public var reviewBy: ZonedTime?
  public var defersTo: String?

  public init(
    _ code: PositionCode, reason: String? = nil, remedy: String? = nil, comment: String? = nil,
    statement: String? = nil, conditions: [String] = [], reviewBy: ZonedTime? = nil,
    defersTo: String? = nil
  ) {
    self.code = code
    self.prose = PositionProse(
      reason: reason, remedy: remedy, comment: comment, statement: statement)
    self.conditions = conditions
    self.reviewBy = reviewBy
    self.defersTo = defersTo
  }
}

/// A government's position as it is spoken to the others, at the level it was adopted at.
public struct JointPosition: Sendable, Hashable {
  public var terms: PositionTerms
  public var level: Level

  public init(_ terms: PositionTerms, level: Level) {
    self.terms = terms
    self.level = level
  }
}
