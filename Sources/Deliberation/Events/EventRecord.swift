/// An event as the ledger holds it: who said it, when and where it stands.
public struct EventRecord: Sendable, Hashable {
  public var position: Int64
  public var eventID: String
  public var commandID: String
  public var stream: String
  public var version: Int
  public var rulesVersion: Int
  /// The login that appended it.
  public var actor: String
  public var party: String?
  /// The event id of the appointment by which the actor spoke.
  public var authority: String?
  public var onBehalfOf: String?
  public var recordedAt: Timestamp
  public var effective: ZonedTime
  public var marking: String?
  public var event: Event
  /// Whether its text was destroyed or is withheld from this reader; duties of prose are then not
  /// judged.
  public var textIsWithheld: Bool

  public init(
    position: Int64, eventID: String, commandID: String, stream: String, version: Int,
    rulesVersion: Int, actor: String, party: String?, authority: String?, onBehalfOf: String?,
    recordedAt: Timestamp, effective: ZonedTime, marking: String?, event: Event,
    textIsWithheld: Bool = false
  ) {
    self.position = position
    self.eventID = eventID
    self.commandID = commandID
    self.stream = stream
    self.version = version
    self.rulesVersion = rulesVersion
    self.actor = actor
    self.party = party
    self.authority = authority
    self.onBehalfOf = onBehalfOf
    self.recordedAt = recordedAt
    self.effective = effective
    self.marking = marking
    self.event = event
    self.textIsWithheld = textIsWithheld
  }

  /// The party whose word it is.
  public var speaker: String? { onBehalfOf ?? party }
}
