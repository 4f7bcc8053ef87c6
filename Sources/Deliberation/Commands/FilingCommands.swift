/// Opens a national file; `ref` is the next free reference.
public struct FileProposal: Sendable, Hashable {
  public var ref: String
  public var topics: [String]
  public var level: Level
  public var instrument: Instrument?
  public var title: LocalizedText
  public var body: LocalizedText
  public var originalLanguage: String
  public var externalRef: String?
  public var source: JSON?
  public var onBehalfOf: String?

  public init(
    ref: String, topics: [String], level: Level, instrument: Instrument? = nil,
    title: LocalizedText, body: LocalizedText, originalLanguage: String, externalRef: String? = nil,
    source: JSON? = nil, onBehalfOf: String? = nil
  ) {
    self.ref = ref
    self.topics = topics
    self.level = level
    self.instrument = instrument
    self.title = title
    self.body = body
    self.originalLanguage = originalLanguage
    self.externalRef = externalRef
    self.source = source
    self.onBehalfOf = onBehalfOf
  }
}

/// Files a new revision of a national or joint file.
public struct ReviseProposal: Sendable, Hashable {
  public var ref: String
  public var pinned: Int?
  public var material: Bool
  public var body: LocalizedText
  public var originalLanguage: String
  public var reason: String?
  public var onBehalfOf: String?

  public init(
    ref: String, pinned: Int? = nil, material: Bool, body: LocalizedText, originalLanguage: String,
    reason: String? = nil, onBehalfOf: String? = nil
  ) {
    self.ref = ref
    self.pinned = pinned
    self.material = material
    self.body = body
    self.originalLanguage = originalLanguage
    self.reason = reason
    self.onBehalfOf = onBehalfOf
  }
}

/// Holds a formal revision to be material.
public struct ChallengeMateriality: Sendable, Hashable {
  public var ref: String
  public var pinned: Int?
  public var reason: String?

  public init(
    ref: String, pinned: Int? = nil, reason: String? = nil
  ) {
    self.ref = ref
    self.pinned = pinned
    self.reason = reason
  }
}

/// Takes a file back.
public struct WithdrawProposal: Sendable, Hashable {
  public var ref: String
  public var pinned: Int?
  public var reason: String?

  public init(
    ref: String, pinned: Int? = nil, reason: String? = nil
  ) {
    self.ref = ref
    self.pinned = pinned
    self.reason = reason
  }
}

/// Records the status that an imported source states.
public struct RecordStatus: Sendable, Hashable {
  public var ref: String
  public var status: Headline
  public var reason: String?
  public var onBehalfOf: String?

  public init(
    ref: String, status: Headline, reason: String? = nil, onBehalfOf: String? = nil
  ) {
    self.ref = ref
    self.status = status
    self.reason = reason
    self.onBehalfOf = onBehalfOf
  }
}
