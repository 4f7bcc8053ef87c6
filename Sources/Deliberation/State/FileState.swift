/// A proposal as far as its stream tells: its texts, who was asked, who stands where.
public struct FileState: Sendable, Hashable {
  public let ref: String
  public let kind: LedgerKind
  public internal(set) var sponsor: String?
  public internal(set) var title: LocalizedText?
  public internal(set) var topics: [String]
  public internal(set) var level: Level
  public internal(set) var instrument: Instrument?
  public internal(set) var externalRef: String?
  public internal(set) var source: JSON?
  /// The event that opened the file.
  public internal(set) var event: String
  public internal(set) var filedAt: ZonedTime
  public internal(set) var recordedAt: Timestamp
  public internal(set) var isImported: Bool
  /// Revision `n` stands at index `n - 1`.
  public internal(set) var revisions: [RevisionState] = []
  public internal(set) var requests: [String: ClearanceRequest] = [:]
  public internal(set) var notConsulted: [String: NotConsulted] = [:]
  public internal(set) var proceedings: [String: Proceeding] = [:]
  public internal(set) var stands: [String: Stand] = [:]
  public internal(set) var objections: [Objection] = []
  public internal(set) var adoptions: [Adoption] = []
  public internal(set) var releases: [Release] = []
  public internal(set) var silence: SilenceState?
  /// The highest joint revision that each government acknowledged, with the event.
  public internal(set) var receipts: [String: [Int: String]] = [:]
  public internal(set) var jointRef: String?
  public internal(set) var openedFromJoint = false
  public internal(set) var decision: String?
  public internal(set) var verdict: Verdict?
  public internal(set) var decidedAt: Timestamp?
  public internal(set) var decidedRevision: Int?
  public internal(set) var isWithdrawn = false
  public internal(set) var withdrawalReason: String?
  public internal(set) var recordedStatus: Headline?
  /// The highest level at which the lead acted.
  public internal(set) var leadLevel: Level?
  /// The version of its stream.
  public internal(set) var version: Int

  /// The number of the current revision.
  public var revision: Int { revisions.count }
  public var current: RevisionState { revisions[revisions.count - 1] }
  public var refAt: String { "\(ref)@\(revision)" }
  public var stream: String { "proposal/\(ref)" }

  /// Whether a decision closed it.
  public var isDecided: Bool { verdict?.isFinal ?? false }
  public var isLive: Bool { !isDecided && !isWithdrawn }

  /// The national position on the current revision.
  public var adoption: Adoption? {
    adoptions.last.flatMap { $0.revision == revision ? $0 : nil }
  }

  /// The release that has not reached the joint ledger yet.
  ///
  /// One that answered a joint text which was overtaken, as this file holds since, can arrive no more: it does not wait.
  public var pendingRelease: Release? {
    let held = lastJointRevision ?? 0
    return releases.last { $0.delivery == nil && held <= $0.jointRevision ?? .max }
  }

  /// The newest joint revision whose text stands in this file.
  public var lastJointRevision: Int? { revisions.compactMap(\.jointRevision).max() }

  public func openObjection(of party: String) -> Objection? {
    objections.last { $0.party == party && $0.state == .open }
  }

  /// Whether a material revision came after `revision`.
  public func isOutdated(_ revision: Int) -> Bool {
    revisions.dropFirst(revision).contains(where: \.isMaterial)
  }

  public func isStale(_ stand: Stand) -> Bool {
    stand.code.expiresOnRevision && isOutdated(stand.revision)
  }

  /// The request that still asks a party.
  public func activeRequest(of party: String) -> ClearanceRequest? {
    requests[party].flatMap { $0.isDropped ? nil : $0 }
  }
}

extension FileState {
  /// The file with only its first revisions: what it held when one of them was released.
  public func upTo(revision: Int) -> FileState {
    var file = self
    file.revisions = Array(revisions.prefix(max(1, revision)))
    return file
  }

  /// The file without who said what and what its texts say: enough to judge what comes after its
  /// decision.
  public var outline: FileState {
    var file = self
    file.source = nil
    file.stands = [:]
    file.objections = []
    for index in file.revisions.indices { file.revisions[index].body = nil }
    return file
  }
}
