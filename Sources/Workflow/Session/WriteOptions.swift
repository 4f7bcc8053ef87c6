public import Deliberation
public import FoundationEssentials

/// What every write takes.
public struct WriteOptions: Sendable {
  /// Decide and show, write nothing.
  public var isDryRun: Bool
  /// Given again after a doubtful answer, it makes sure that the command is carried out once; fresh
  /// if absent.
  public var commandID: UUID?
  /// A late entry: when the act took effect, if not now.
  public var late: LateEntry?

  public init(isDryRun: Bool = false, commandID: UUID? = nil, late: LateEntry? = nil) {
    self.isDryRun = isDryRun
    self.commandID = commandID
    self.late = late
  }
}

/// What a write did.
public struct Written: Sendable {
  /// The object that was created, else the one written to.
  public var ref: String
  public var refAt: String?
  /// It stood so already; nothing was appended.
  public var isUnchanged: Bool
  public var receipts: [WrittenReceipt]
  /// What a dry run would append.
  public var planned: [PlannedWrite]
  public var isDryRun: Bool
  /// Things that an official should hear of, for stderr.
  public var remarks: [Remark]
  /// What would move the file now, by party.
  public var next: [Step] = []
}

/// What a party could do next.
public struct Step: Sendable, Hashable {
  public var party: String
  public var command: String
}

/// One event on record, as far as the writer reads its ledger.
public struct WrittenReceipt: Sendable, Hashable {
  public var ledger: String
  public var position: Int
  public var eventID: String
  public var type: String
  public var recordedAt: Timestamp
  public var leaf: String
}

/// One event that a dry run decided.
public struct PlannedWrite: Sendable {
  public var ledger: String
  public var event: PlannedEvent
}

/// What the words for people are made from.
public enum Remark: Sendable, Hashable {
  /// A joint reference was narrowed to the speaker's own national file.
  case narrowed(from: String, to: String)
  /// The number of times that another writer came first.
  case retried(Int)
  case release(act: ReleaseAct, joint: String, revision: Int, leaves: [LeavingField])
  case pendingDelivery(ref: String)
  case receipt(ref: String, joint: String, revision: Int, isNew: Bool)
  case expungeProposed(entry: String)
  case expunged(entry: String)
}

/// One thing that leaves a government on release.
public struct LeavingField: Sendable, Hashable {
  public var field: String
  public var value: JSON
}

extension Written {
  /// json-contract.md rules 13 and 14.
  public var json: JSON {
    if isDryRun {
      return [
        "dry_run": true,
        "events": .array(
          planned.map { write in
            var payload: JSONObject = ["facts": write.event.event.facts]
            if let text = write.event.event.text { payload["text"] = text }
            return [
              "ledger": .string(write.ledger), "stream": .string(write.event.stream),
              "type": .string(write.event.event.type), "payload": .object(payload),
            ]
          }),
      ]
    }
    return [
      "ref": .string(ref), "ref_at": JSON(refAt), "unchanged": .bool(isUnchanged),
      "receipts": .array(
        receipts.map { receipt in
          [
            "ledger": .string(receipt.ledger), "position": .int(Int64(receipt.position)),
            "event_id": .string(receipt.eventID), "type": .string(receipt.type),
            "recorded_at": .string(receipt.recordedAt.description), "leaf": .string(receipt.leaf),
          ]
        }),
    ]
  }
}
