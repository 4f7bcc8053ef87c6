public import Deliberation

/// A late entry: the act took effect earlier than it is recorded, and why.
public struct LateEntry: Sendable, Hashable {
  public var effective: ZonedTime
  public var reason: String

  public init(effective: ZonedTime, reason: String) {
    self.effective = effective
    self.reason = reason
  }
}
