/// Opens a joint file with the government's position on it; `ref` is the next free reference.
public struct TableJoint: Sendable, Hashable {
  public var ref: String
  public var topics: [String]
  public var level: Level
  public var instrument: Instrument?
  public var title: LocalizedText
  public var body: LocalizedText
  public var originalLanguage: String
  public var externalRef: String?
  public var source: JSON?
  public var position: JointPosition?
  public var onBehalfOf: String?

  public init(
    ref: String, topics: [String], level: Level, instrument: Instrument? = nil,
    title: LocalizedText, body: LocalizedText, originalLanguage: String, externalRef: String? = nil,
    source: JSON? = nil, position: JointPosition? = nil, onBehalfOf: String? = nil
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
    self.position = position
    self.onBehalfOf = onBehalfOf
  }
}

/// Speaks a government's position on a joint revision.
public struct SpeakJoint: Sendable, Hashable {
  public var ref: String
  public var pinned: Int?
  public var position: JointPosition

  public init(
    ref: String, pinned: Int? = nil, position: JointPosition
  ) {
    self.ref = ref
    self.pinned = pinned
    self.position = position
  }
}

/// Files a counter text with the government's position on it.
public struct CounterJoint: Sendable, Hashable {
  public var ref: String
  public var pinned: Int?
  public var material: Bool
  public var body: LocalizedText
  public var originalLanguage: String
  public var reason: String?
  public var position: JointPosition?

  public init(
    ref: String, pinned: Int? = nil, material: Bool, body: LocalizedText, originalLanguage: String,
    reason: String? = nil, position: JointPosition? = nil
  ) {
    self.ref = ref
    self.pinned = pinned
    self.material = material
    self.body = body
    self.originalLanguage = originalLanguage
    self.reason = reason
    self.position = position
  }
}

/// Acknowledges the receipt of a joint revision, the current one if none is named.
public struct AcknowledgeReceipt: Sendable, Hashable {
  public var ref: String
  public var revision: Int?

  public init(
    ref: String, revision: Int? = nil
  ) {
    self.ref = ref
    self.revision = revision
  }
}

/// Opens a silence for a number of full working days in every capital, or until a time.
public struct OpenSilence: Sendable, Hashable {
  public var ref: String
  public var pinned: Int?
  public var workingDays: Int?
  public var until: ZonedTime?

  public init(
    ref: String, pinned: Int? = nil, workingDays: Int? = nil, until: ZonedTime? = nil
  ) {
    self.ref = ref
    self.pinned = pinned
    self.workingDays = workingDays
    self.until = until
  }
}

/// Breaks the open silence.
public struct BreakSilence: Sendable, Hashable {
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

/// Calls the open silence off.
public struct CancelSilence: Sendable, Hashable {
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
