import Deliberation
import EventStore
import FoundationEssentials

extension Session {
  /// An act of the speaker's own agency (or, in a joint ledger without national files, member) on
  /// one file.
  ///
  /// A joint reference narrows to the speaker's national file where the act is an agency's.
  ///
  /// - Parameters:
  ///   - verb: the command's name, part of what tells a repetition from another command.
  ///   - narrows: whether the act is an agency's, which never speaks in a joint ledger.
  func act(
    on typed: String, _ verb: String, _ arguments: JSONObject, _ options: WriteOptions,
    narrows: Bool = true, decisions: [String] = [],
    make: (_ ref: String, _ pinned: Int?, LedgerView) async throws -> Command
  ) async throws -> Written {
    let asked = try await resolve(typed)
    var file = asked
    var remarks: [Remark] = []
    if narrows {
      let narrow = try await narrowedIfNational(asked)
      file = narrow.file
      if narrow.wasNarrowed { remarks.append(.narrowed(from: asked.ref, to: file.ref)) }
    }
    let ref = file.ref
    let pinned = file.pinned
    let act = Act(
      value: Self.value(verb, ref: ref, pinned: pinned, arguments, options), options: options)
    let outcome = try await act.perform(on: file.ledger, session: self) { ledger in
      let view = try await ledger.fileView([ref], upTo: nil)
      guard view.state.files[ref] != nil else { throw WorkflowError.notFound(typed) }
      return decisions.isEmpty ? view : try await ledger.view(files: [ref], decisions: decisions)
    } make: { [self] _, view in
      var made = Act.Made(commands: [try await make(ref, pinned, view)], ref: ref)
      // A late entry about what was so before is told as such, and moves nothing.
      if options.late == nil, let state = view.state.files[ref] {
        made.precondition = { try await self.demandUndecided(state) }
      }
      return made
    }
    return written(outcome, ledger: file.ledger, ref: ref, remarks: remarks)
  }

  /// Nobody adds to a national file whose joint file is decided: what is said then belongs into a
  /// new one. Another ledger's state is no rule of this one, so it is asked here and not replayed.
  private func demandUndecided(_ file: FileState) async throws {
    guard file.kind == .national, let ref = file.jointRef,
      let ledger = try await ledgerIfOpen(Reference.ledger(of: ref))
    else { return }
    let joint = try await ledger.view(files: [ref]).state.files[ref]
    guard let joint, joint.isDecided else { return }
    throw Refusal(
      "proposal.decided", "\(ref) is decided: \(joint.decision ?? "").",
      hint: "ringi decision show \(joint.decision ?? ref)")
  }

  /// The national file where there is a national ledger to speak in; a member without one (a
  /// delegate to an assembly) speaks on the joint file itself.
  private func narrowedIfNational(_ file: ResolvedFile) async throws -> (
    file: ResolvedFile, wasNarrowed: Bool
  ) {
    if try await file.ledger.info().kind == LedgerKind.national.rawValue { return (file, false) }
    let national = try await nationalLedgers()
    if national.isEmpty { return (file, false) }
    return try await narrowed(file)
  }

  /// What makes two commands the same: what was asked, not when or under which ids.
  static func value(
    _ verb: String, ref: String, pinned: Int?, _ arguments: JSONObject, _ options: WriteOptions
  ) -> JSON {
    var value: JSONObject = [
      "verb": .string(verb), "ref": .string(ref), "pinned": JSON(pinned),
      "arguments": .object(arguments),
    ]
    if let late = options.late {
      value["effective"] = .string(late.effective.description)
      value["late_reason"] = .string(late.reason)
    }
    return .object(value)
  }

  func written(
    _ outcome: Act.Outcome, ledger: Ledger, ref: String, remarks: [Remark] = []
  ) -> Written {
    let file = outcome.view.state.files[ref]
    return Written(
      ref: ref, refAt: file?.refAt,
      isUnchanged: outcome.receipt == nil && outcome.planned.isEmpty,
      receipts: outcome.receipt.map(Self.receipts) ?? [],
      planned: outcome.receipt == nil
        ? outcome.planned.map { PlannedWrite(ledger: ledger.code, event: $0) } : [],
      isDryRun: outcome.isDryRun,
      remarks: remarks + (outcome.retries > 0 ? [.retried(outcome.retries)] : []),
      next: file.map { file in
        file.nextSteps(in: outcome.view.state, now: outcome.view.now).map {
          Step(party: $0.party, command: $0.command(file))
        }
      } ?? [])
  }

  static func receipts(_ receipt: Receipt) -> [WrittenReceipt] {
    zip(receipt.entries, receipt.leafHashes).map { entry, leaf in
      WrittenReceipt(
        ledger: receipt.ledger, position: entry.position, eventID: entry.eventID.text,
        type: entry.type, recordedAt: Timestamp(microseconds: entry.recordedAt),
        leaf: Hex.text(leaf))
    }
  }
}
