import Crypto
import Deliberation
import EventStore
import FoundationEssentials
import Logging

/// One command on one ledger, from loading to the receipt.
struct Act {
  /// What the command is, for telling a repetition from another one: verb, references, options,
  /// prose; no salts, no ids.
  var value: JSON
  var options: WriteOptions
  /// Given where the id is derived from an earlier step (a crossing).
  var crossingID: UUID?

  /// What came of it.
  struct Outcome {
    /// As the ledger stands after the command, as far as it was read.
    var view: LedgerView
    var planned: [PlannedEvent] = []
    var receipt: Receipt?
    var salt: [UInt8]?
    /// How often another writer came first.
    var retries = 0
    /// What the command's own answer is about.
    var ref: String?
    var isDryRun = false
  }

  /// What a command is made from, once the ledger has been read.
  struct Made {
    var commands: [Command]
    /// Streams that the command depends on besides, such as the predecessor of a new number.
    var reads: [String: ExpectedVersion] = [:]
    var ref: String
    /// What other ledgers have to say, asked once the rules of this one have let the command pass.
    var precondition: (() async throws -> Void)?
  }

  private static let maximumTries = 100
  private let log = Logger(label: "ringi.act")

  /// Loads, decides and appends; decides again when another writer came first.
  func perform(
    on ledger: Ledger, session: Session,
    load: (Ledger) async throws -> LedgerView,
    make: (Ledger, LedgerView) async throws -> Made
  ) async throws -> Outcome {
    let given = crossingID ?? options.commandID
    let id = given ?? UUID()
    let digest = Array(SHA256.hash(data: value.canonical))
    var ledger = ledger
    var tries = 0
    while true {
      do {
        // A fresh id cannot have been used: only a given one, or one that is in doubt, is looked
        // up.
        if given != nil || tries > 0, let found = try await ledger.findCommand(id) {
          return try await repeated(found, digest: digest, view: load(ledger))
        }
        let view = try await load(ledger)
        let made = try await make(ledger, view)
        let batch = try decide(made, view)
        if !batch.events.isEmpty { try await made.precondition?() }
        var outcome = Outcome(
          view: batch.view, planned: batch.planned, receipt: nil, salt: batch.firstFactsSalt,
          retries: tries, ref: made.ref, isDryRun: options.isDryRun)
        if batch.events.isEmpty || options.isDryRun { return outcome }
        let notBefore = try await session.latestRecorded(
          besides: ledger.code, sandbox: view.state.sandbox)
        let receipt = try await ledger.append(
          batch.request(
            id: id, digest: digest, isCrossing: crossingID != nil, notBefore: notBefore))
        if receipt.isRepeated {
          return try await repeated((receipt, nil), digest: digest, view: load(ledger))
        }
        outcome.receipt = receipt
        log.info(
          "appended",
          metadata: [
            "ledger": "\(ledger.code)", "events": "\(receipt.entries.count)",
            "position": "\(receipt.entries.first?.position ?? -1)", "command": "\(id.text)",
          ])
        return outcome
      } catch let error as StoreError {
        tries += 1
        log.info("not appended", metadata: ["ledger": "\(ledger.code)", "try": "\(tries)"])
        guard tries < Self.maximumTries else { throw error }
        switch error.kind {
        case .versionConflict, .timePassed, .rulesVersion:
          // Another writer came first, or midnight did: decide again on what is there now.
          try await Task.sleep(for: .milliseconds(Int.random(in: 0...min(40, 4 * tries))))
        case .inDoubt where tries <= 3:
          // The command id makes the repetition safe: it is carried out once.
          await session.forget(ledger.code)
          ledger = try await session.ledger(ledger.code)
        default: throw error
        }
      }
    }
  }

  /// Tries each authority of the speaker, the highest first; the first refusal stands when none
  /// will do.
  private func decide(_ made: Made, _ view: LedgerView) throws -> Batch {
    var first: Refusal?
    for authority in view.authorities {
      do {
        var batch = try Batch(view: view, authority: authority)
        for (stream, version) in made.reads { batch.depend(on: stream, version) }
        for command in made.commands {
          try batch.add(
            command, effective: options.late?.effective, lateReason: options.late?.reason)
        }
        return batch
      } catch let refusal as Refusal {
        first = first ?? refusal
        // Only a lack of authority can be mended by speaking in another capacity.
        guard refusal.code.hasPrefix("authority.") else { throw refusal }
      }
    }
    throw first
      ?? Refusal(
        "authority.none", "You hold no appointment in \(view.code).",
        hint: "`ringi whoami` says what you are there; an enrolment officer records appointments.")
  }

  private func repeated(
    _ found: (receipt: Receipt, digest: [UInt8]?), digest: [UInt8], view: LedgerView
  ) throws -> Outcome {
    if let before = found.digest, before != digest {
      throw Refusal(
        "command.reused", "This command id was used for another command.",
        hint: "Leave --command-id out, or repeat exactly the command that it was used for.")
    }
    return Outcome(view: view, receipt: found.receipt)
  }
}
