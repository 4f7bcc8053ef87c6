/// One party that stands in the way, and why.
public struct Blocker: Sendable, Hashable {
  public var party: String
  public var code: BlockerCode

  public init(party: String, code: BlockerCode) {
    self.party = party
    self.code = code
  }
}

/// Why a command was refused: nothing has been written.
public struct Refusal: Error, Sendable, Hashable, CustomStringConvertible {
  /// A stable name such as `position.remedy_missing`.
  public var code: String
  public var message: String
  public var hint: String?
  public var details: JSON?
  public var blockers: [Blocker]

  public init(
    _ code: String, _ message: String, hint: String? = nil, details: JSON? = nil,
    blockers: [Blocker] = []
  ) {
    self.code = code
    self.message = message
    self.hint = hint
    self.details = details
    self.blockers = blockers
  }

  public var description: String { "\(code): \(message)" }
}
