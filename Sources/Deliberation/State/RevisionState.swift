/// One immutable text of a file.
public struct RevisionState: Sendable, Hashable {
  public var number: Int
  public var parent: Int?
  /// As its filer declared it.
  public var filedAsMaterial: Bool
  public var isChallenged: Bool
  public var reason: String?
  public var body: LocalizedText?
  public var textDigest: String
  public var languages: [String]
  public var originalLanguage: String
  public var party: String?
  public var login: String
  public var authority: String?
  public var recordedAt: Timestamp
  public var effective: ZonedTime
  /// The event that recorded it.
  public var event: String
  /// The revision of the joint file with the same text.
  public var jointRevision: Int?

  /// Whether it makes earlier positions stale.
  public var isMaterial: Bool { filedAsMaterial || isChallenged }
}
