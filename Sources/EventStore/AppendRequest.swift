import Crypto
public import FoundationEssentials

/// What a stream must look like for an append to be taken.
public enum ExpectedVersion: Sendable, Hashable {
  /// No such stream yet.
  case absent
  case exactly(Int)
  /// It exists, at whatever version; only for streams that were merely read.
  case exists

  var number: Int {
    switch self {
    case .absent: 0
    case .exactly(let version): version
    case .exists: -1
    }
  }
}

/// An event that is not on record yet.
public struct NewEvent: Sendable {
  public var id: UUID
  public var stream: String
  public var type: String
  public var schemaVersion: Int
  public var onBehalfOf: String?
  /// As in the entry: local time with offset, a space, the zone's name.
  public var effective: String
  public var marking: String?
  public var causationID: UUID?
  public var correlationID: UUID?
  /// Canonical JSON, at most 256 KiB.
  public var facts: [UInt8]
  public var factsSalt: [UInt8]
  /// Canonical JSON, at most 4 MiB.
  public var text: [UInt8]?
  public var textSalt: [UInt8]?
  public var signature: [UInt8]?

  /// Salts are fresh unless given: 16 random bytes each.
  public init(
    stream: String, type: String, schemaVersion: Int, effective: String, facts: [UInt8],
    text: [UInt8]?, onBehalfOf: String? = nil, marking: String? = nil
  ) {
    self.id = UUID()
    self.stream = stream
    self.type = type
    self.schemaVersion = schemaVersion
    self.onBehalfOf = onBehalfOf
    self.effective = effective
    self.marking = marking
    self.facts = facts
    self.factsSalt = Salt.random()
    self.text = text
    self.textSalt = text == nil ? nil : Salt.random()
  }
}

/// Fresh random salts for commitments.
public enum Salt {
  public static func random() -> [UInt8] {
    SymmetricKey(size: .bits128).withUnsafeBytes(Array.init)
  }
}

/// One command's events, appended all or not at all.
public struct AppendRequest: Sendable {
  public var commandID: UUID
  /// SHA-256 of the command's value: what tells a repetition from another command under the same
  /// id.
  public var digest: [UInt8]
  /// A step of a crossing between ledgers, which any releasing official may finish: the login is
  /// not compared.
  public var isCrossing: Bool
  /// The event by which the speaker holds the authority.
  public var authority: UUID
  public var rulesVersion: Int
  /// Microseconds since the UNIX epoch; the append is refused once the server's clock has passed
  /// it.
  public var notAfter: Int64?
  /// Sandbox only: the latest time that was read in any ledger, so that causes stand before
  /// effects.
  public var notBefore: Int64?
  /// Streams that are written, with the version at which they were read.
  public var expected: [String: ExpectedVersion]
  /// Streams that the decision depended on besides.
  public var reads: [String: ExpectedVersion]
  public var events: [NewEvent]

  public init(
    commandID: UUID, digest: [UInt8], isCrossing: Bool = false, authority: UUID, rulesVersion: Int,
    notAfter: Int64? = nil, notBefore: Int64? = nil, expected: [String: ExpectedVersion],
    reads: [String: ExpectedVersion] = [:], events: [NewEvent]
  ) {
    self.commandID = commandID
    self.digest = digest
    self.isCrossing = isCrossing
    self.authority = authority
    self.rulesVersion = rulesVersion
    self.notAfter = notAfter
    self.notBefore = notBefore
    self.expected = expected
    self.reads = reads
    self.events = events
  }
}
