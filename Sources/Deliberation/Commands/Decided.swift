/// What a command comes to: the events to append, and on what that rests.
public struct Decided: Sendable, Hashable {
  public var events: [PlannedEvent]
  /// Whether everything asked for is so already; then there are no events.
  public var unchanged: Bool
  /// The last instant at which the answer still holds.
  public var notAfter: Timestamp?
  /// Streams that the answer depended on, besides those written.
  public var reads: [String]
  /// What the person should be told although it was done.
  public var notes: [Note]

  public init(
    events: [PlannedEvent], unchanged: Bool = false, notAfter: Timestamp? = nil,
    reads: [String] = [], notes: [Note] = []
  ) {
    self.events = events
    self.unchanged = unchanged
    self.notAfter = notAfter
    self.reads = reads
    self.notes = notes
  }

  /// Something worth saying, with a stable name.
  public struct Note: Sendable, Hashable {
    public var code: String
    public var message: String
  }
}

/// An event to be appended to a stream.
public struct PlannedEvent: Sendable, Hashable {
  public var stream: String
  public var event: Event
  public var onBehalfOf: String?

  public init(stream: String, event: Event, onBehalfOf: String? = nil) {
    self.stream = stream
    self.event = event
    self.onBehalfOf = onBehalfOf
  }
}
