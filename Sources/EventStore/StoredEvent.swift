/// One event of a ledger with what of its payload is still there.
///
/// `type`, `schemaVersion`, `facts` and `text` are the upcast ones; `entry` and `leafHash` are as
/// they stand in the log.
public struct StoredEvent: Sendable {
  public var entry: Entry
  public var type: String
  public var schemaVersion: Int
  /// Canonical JSON; `nil` where the reader was given no payload.
  public var facts: [UInt8]?
  public var factsSalt: [UInt8]?
  /// Canonical JSON; `nil` where there never was any or where it was expunged (then
  /// `entry.textCommitment` is there).
  public var text: [UInt8]?
  public var textSalt: [UInt8]?
  public var leafHash: [UInt8]

  public var position: Int { entry.position }
  /// Prose stood here once and was destroyed under dual authority.
  public var isTextWithheld: Bool { text == nil && entry.textCommitment != nil }

  /// An event in its present form, as nothing had to be upcast.
  public init(
    entry: Entry, facts: [UInt8]?, factsSalt: [UInt8]?, text: [UInt8]?, textSalt: [UInt8]?,
    leafHash: [UInt8]
  ) {
    self.entry = entry
    type = entry.type
    schemaVersion = entry.schemaVersion
    self.facts = facts
    self.factsSalt = factsSalt
    self.text = text
    self.textSalt = textSalt
    self.leafHash = leafHash
  }
}
