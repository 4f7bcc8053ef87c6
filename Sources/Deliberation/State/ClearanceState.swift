/// A request for an agency's position.
public struct ClearanceRequest: Sendable, Hashable {
  public var party: String
  public var role: Role
  public var revision: Int
  public var suspense: ZonedTime
  /// The level at which the answer must be given.
  public var level: Level
  public var askedAt: Timestamp
  public var event: String
  /// Whether the lead took the request back.
  public var isDropped: Bool
  public var dropReason: String?
}

/// Why an agency with an equity is not asked.
public struct NotConsulted: Sendable, Hashable {
  public var party: String
  public var reason: String?
  public var event: String
}

/// The lead's passing over of a late clearer, on one revision.
public struct Proceeding: Sendable, Hashable {
  public var party: String
  public var revision: Int
  public var noticeHours: Int
  public var attempts: Int
  public var reason: String?
  public var event: String
}
