/// Adopts the national position on the current revision; without a level, at the speaker's own.
public struct AdoptPosition: Sendable, Hashable {
  public var ref: String
  public var pinned: Int?
  public var terms: PositionTerms
  public var level: Level?

  public init(
    ref: String, pinned: Int? = nil, terms: PositionTerms, level: Level? = nil
  ) {
    self.ref = ref
    self.pinned = pinned
    self.terms = terms
    self.level = level
  }
}

/// Lets the text and the position leave the government: the national half of a release.
public struct ReleaseToPartner: Sendable, Hashable {
  public var ref: String
  public var pinned: Int?
  public var to: String

  public init(
    ref: String, pinned: Int? = nil, to: String
  ) {
    self.ref = ref
    self.pinned = pinned
    self.to = to
  }
}

/// Notes that a release stands in the joint ledger; `release` is the event id of the release.
public struct DeliverRelease: Sendable, Hashable {
  public var ref: String
  public var release: String
  public var jointRef: String
  public var jointRevision: Int

  public init(
    ref: String, release: String, jointRef: String, jointRevision: Int
  ) {
    self.ref = ref
    self.release = release
    self.jointRef = jointRef
    self.jointRevision = jointRevision
  }
}

/// Opens the one national file of a joint file; `ref` is the next free reference.
public struct OpenNationalFile: Sendable, Hashable {
  public var ref: String
  public var jointRef: String
  public var jointRevision: Int
  public var topics: [String]
  public var level: Level
  public var instrument: Instrument?
  public var title: LocalizedText
  public var body: LocalizedText
  public var originalLanguage: String

  public init(
    ref: String, jointRef: String, jointRevision: Int, topics: [String], level: Level,
    instrument: Instrument? = nil, title: LocalizedText, body: LocalizedText,
    originalLanguage: String
  ) {
    self.ref = ref
    self.jointRef = jointRef
    self.jointRevision = jointRevision
    self.topics = topics
    self.level = level
    self.instrument = instrument
    self.title = title
    self.body = body
    self.originalLanguage = originalLanguage
  }
}

/// Brings a national file forward to a revision of the joint one.
public struct ReceiveJointRevision: Sendable, Hashable {
  public var ref: String
  public var jointRef: String
  public var jointRevision: Int
  public var material: Bool
  public var body: LocalizedText
  public var originalLanguage: String
  public var reason: String?

  public init(
    ref: String, jointRef: String, jointRevision: Int, material: Bool, body: LocalizedText,
    originalLanguage: String, reason: String? = nil
  ) {
    self.ref = ref
    self.jointRef = jointRef
    self.jointRevision = jointRevision
    self.material = material
    self.body = body
    self.originalLanguage = originalLanguage
    self.reason = reason
  }
}
