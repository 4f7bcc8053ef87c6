/// A topic of the agenda and who has which role on it, when.
public struct TopicState: Sendable, Hashable {
  public var code: String
  public var parent: String?
  public var title: LocalizedText?
  public internal(set) var isClosed = false
  /// In the order in which they were recorded; a later one overrides an earlier one for its
  /// interval.
  public internal(set) var assignments: [RoleAssignment] = []

  /// The role of a party at an instant.
  public func role(of party: String, at time: Timestamp) -> Role? {
    let standing = assignments.last { $0.party == party && $0.covers(time) }
    return standing?.role
  }

  /// The roles of all parties at an instant.
  public func roles(at time: Timestamp) -> [String: Role] {
    var roles: [String: Role] = [:]
    for assignment in assignments where assignment.covers(time) {
      roles[assignment.party] = assignment.role
    }
    return roles
  }
}

/// A role given to a party over an interval; `role` is `nil` where it was ended.
public struct RoleAssignment: Sendable, Hashable {
  public var party: String
  public var role: Role?
  public var from: Timestamp
  public var to: Timestamp?
  public var basis: String?
  public var reason: String?
  /// The event that recorded it.
  public var event: String
  public var recordedAt: Timestamp

  func covers(_ time: Timestamp) -> Bool { from <= time && to.map { time < $0 } ?? true }
}
