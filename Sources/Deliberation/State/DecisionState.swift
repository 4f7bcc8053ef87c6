/// A decision and what became of it.
public struct DecisionState: Sendable, Hashable {
  public var ref: String
  public var taken: DecisionTaken
  public var event: String
  /// Who recorded it; never who decided.
  public var recordedBy: String
  public var authority: String?
  public var recordedAt: Timestamp
  public var effective: ZonedTime
  public var corrections: [Correction] = []
  public var supersededBy: String?
  public var supersedes: [String] = []

  /// A clerical note.
  public struct Correction: Sendable, Hashable {
    public var annotation: String?
    public var login: String
    public var event: String
    public var recordedAt: Timestamp
  }
}
