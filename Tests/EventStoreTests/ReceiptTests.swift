import Foundation
import Testing

@testable import EventStore

/// A server that says something else than it did is found out by the client.
@Suite("Receipts are recomputed")
struct ReceiptTests {
  private static let authority = UUID()
  private static let command = UUID()

  private static let request = AppendRequest(
    commandID: command, digest: [1], authority: authority, rulesVersion: 1,
    expected: ["proposal/USA-2026-0001": .exactly(6)],
    events: [
      .sample(), .sample(text: nil),
    ])

  /// What an honest server answers.
  private static let honest = Receipt(
    ledger: "USA",
    entries: request.events.enumerated().map { index, event in
      Entry(
        ledger: "USA", position: 40 + index, eventID: event.id, commandID: command,
        stream: event.stream, version: 7 + index, type: event.type,
        schemaVersion: event.schemaVersion, rulesVersion: 1, actor: "state", party: "STATE",
        authority: authority, onBehalfOf: nil, recordedAt: 1_795_528_800_000_000 + Int64(index),
        effective: event.effective, marking: nil, causationID: nil, correlationID: nil,
        factsCommitment: Entry.commitment(salt: event.factsSalt, bytes: event.facts),
        textCommitment: event.text.map {
          Entry.commitment(salt: event.textSalt ?? [], bytes: $0)
        }, signature: nil)
    }, leafHashes: [], isRepeated: false
  ).hashed

  private func verdict(_ receipt: Receipt) throws -> StoreError.Kind? {
    do {
      try receipt.verify(against: Self.request)
      return nil
    } catch {
      return error.kind
    }
  }

  @Test("An honest receipt holds")
  func honest() throws {
    #expect(try verdict(Self.honest) == nil)
    var repeated = Self.honest
    repeated.isRepeated = true
    #expect(try verdict(repeated) == nil)
  }

  @Test("A leaf hash that is not the entry's")
  func wrongLeaf() throws {
    var receipt = Self.honest
    receipt.leafHashes[1][0] ^= 1
    #expect(try verdict(receipt) == .receipt)
    receipt.isRepeated = true
    #expect(try verdict(receipt) == .receipt)
    receipt = Self.honest
    receipt.leafHashes.removeLast()
    #expect(try verdict(receipt) == .receipt, "an entry without a leaf hash is not acknowledged")
  }

  struct Forgery: Sendable, CustomTestStringConvertible {
    var name: String
    var alter: @Sendable (inout Entry) -> Void
    var testDescription: String { name }
  }

  /// Everything that the client said, and what follows from it.
  static let forgeries: [Forgery] = [
    Forgery(name: "event id") { $0.eventID = UUID() },
    Forgery(name: "command id") { $0.commandID = UUID() },
    Forgery(name: "stream") { $0.stream = "proposal/USA-2026-0002" },
    Forgery(name: "version") { $0.version += 1 },
    Forgery(name: "type") { $0.type = "ProposalWithdrawn" },
    Forgery(name: "schema version") { $0.schemaVersion = 2 },
    Forgery(name: "rules version") { $0.rulesVersion = 2 },
    Forgery(name: "authority") { $0.authority = UUID() },
    Forgery(name: "no authority") { $0.authority = nil },
    Forgery(name: "on behalf of") { $0.onBehalfOf = "USTR" },
    Forgery(name: "effective time") {
      $0.effective = "2026-11-24T23:00:00.000001+09:00 Asia/Tokyo"
    },
    Forgery(name: "marking") { $0.marking = "REL TO USA, JPN" },
    Forgery(name: "causation") { $0.causationID = UUID() },
    Forgery(name: "correlation") { $0.correlationID = UUID() },
    Forgery(name: "facts") { $0.factsCommitment[31] ^= 1 },
    Forgery(name: "text") { $0.textCommitment = Array(repeating: 0, count: 32) },
    Forgery(name: "signature") { $0.signature = [1] },
    Forgery(name: "position") { $0.position += 1 },
    Forgery(name: "time") { $0.recordedAt -= 1 },
  ]

  @Test("A field that is not what was sent, though the hash is right", arguments: forgeries)
  func forged(_ forgery: Forgery) throws {
    var receipt = Self.honest
    forgery.alter(&receipt.entries[1])
    #expect(try verdict(receipt.hashed) == .receipt)
  }

  @Test("A field that is not the one hashed", arguments: forgeries)
  func altered(_ forgery: Forgery) throws {
    var receipt = Self.honest
    receipt.isRepeated = true
    forgery.alter(&receipt.entries[1])
    #expect(try verdict(receipt) == .receipt)
  }

  @Test("The receipt of another command does not answer a repetition")
  func otherCommand() throws {
    var receipt = Self.honest
    receipt.isRepeated = true
    for index in receipt.entries.indices { receipt.entries[index].commandID = UUID() }
    #expect(try verdict(receipt.hashed) == .receipt)
  }

  @Test("An event that was sent and not acknowledged, or the other way round")
  func counts() throws {
    var short = Self.honest
    short.entries.removeLast()
    short.leafHashes.removeLast()
    #expect(try verdict(short) == .receipt)
    var long = Self.honest
    long.entries.append(long.entries[1])
    #expect(try verdict(long.hashed) == .receipt)
    var none = Self.honest
    none.entries = []
    none.leafHashes = []
    none.isRepeated = true
    #expect(try verdict(none) == .receipt, "a repetition was carried out, so it has entries")
  }
}

extension Receipt {
  /// With the leaf hashes that fit its entries.
  fileprivate var hashed: Receipt {
    var receipt = self
    receipt.leafHashes = entries.map(\.leafHash)
    return receipt
  }
}
