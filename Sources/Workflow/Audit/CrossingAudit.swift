import Deliberation
import EventStore
import FoundationEssentials

/// Holds what a government said in joint ledgers against what it released at home.
///
/// The joint ledger cannot know: whoever may speak there can append a position by hand. The
/// government's own auditor reads both sides, and finds any word that no release stands behind.
struct CrossingAudit {
  private struct Word {
    var ledger: String
    var position: Int
    var eventID: String
    var commandID: UUID
    var party: String
  }

  private var words: [Word] = []
  /// The command ids of joint steps, by the government whose releases they follow from.
  private var releases: [String: Set<UUID>] = [:]

  /// Takes note of an event of any ledger, in whatever order.
  mutating func take(_ stored: StoredEvent, _ record: EventRecord, in state: LedgerState) {
    switch (state.kind, record.event) {
    case (.national, .releasedToPartner(let release)):
      guard let salt = stored.factsSalt, let government = state.government else { return }
      releases[government, default: []].insert(
        CrossingID.make(salt: salt, ledger: release.to))
    case (.joint, .proposalTabled), (.joint, .revisionFiled), (.joint, .positionRecorded):
      guard record.event.provenance.imported == nil, let party = record.speaker else { return }
      words.append(
        Word(
          ledger: stored.entry.ledger, position: stored.position, eventID: record.eventID,
          commandID: stored.entry.commandID, party: party))
    default: break
    }
  }

  /// What a government said without having released it, to be reported with its own ledger: the
  /// joint ledger's findings are the same for every reader.
  func findings(for government: String) -> [Finding] {
    let released = releases[government] ?? []
    return words.filter { $0.party == government && !released.contains($0.commandID) }.map { word in
      Finding(
        position: word.position, eventID: word.eventID, kind: .inadmissible,
        code: "release.missing",
        message:
          "\(word.ledger):\(word.position) speaks for \(government) without a release in its own ledger"
      )
    }
  }
}
