import Deliberation
import EventStore
import FoundationEssentials

extension Session {
  /// Opens the one national file of a joint file, or brings it forward to the joint revision; and
  /// acknowledges the receipt once.
  public func receive(_ typed: String, _ options: WriteOptions) async throws -> Written {
    let joint = try await resolve(typed)
    guard try await joint.ledger.info().kind == LedgerKind.joint.rawValue else {
      throw WorkflowError(
        "usage", "'\(typed)' is not a joint file.",
        hint: "A receipt names what the partner released: ringi receipt EPCC-1")
    }
    let ledger = try await homeNational(for: joint)
    let source = try await joint.ledger.fileView([joint.ref], upTo: nil)
    guard let theirs = source.state.files[joint.ref] else { throw WorkflowError.notFound(typed) }
    try await joint.ledger.settle()
    let value = Self.value(
      "receipt", ref: joint.ref, pinned: nil, ["revision": .int(Int64(theirs.revision))], options)
    let outcome = try await Act(value: value, options: options).perform(on: ledger, session: self) {
      ledger in
      let ref = try await ledger.nationalFile(ofJoint: joint.ref, upTo: nil)
      return try await ledger.view(files: [ref].compactMap(\.self), joint: [joint.ref])
    } make: { ledger, view in
      if let ref = view.state.jointFiles[joint.ref] {
        return Act.Made(
          commands: [
            .receiveJointRevision(
              ReceiveJointRevision(
                ref: ref, jointRef: joint.ref, jointRevision: theirs.revision,
                material: theirs.isOutdated(view.state.files[ref]?.lastJointRevision ?? 0),
                body: theirs.current.body ?? LocalizedText(),
                originalLanguage: theirs.current.originalLanguage))
          ], ref: ref)
      }
      let number = try await ledger.nextNumber(.proposal, view)
      return Act.Made(
        commands: [
          .openNationalFile(
            OpenNationalFile(
              ref: number.ref, jointRef: joint.ref, jointRevision: theirs.revision,
              topics: theirs.topics, level: theirs.level, instrument: theirs.instrument,
              title: theirs.title ?? LocalizedText(), body: theirs.current.body ?? LocalizedText(),
              originalLanguage: theirs.current.originalLanguage))
        ], reads: number.reads, ref: number.ref)
    }
    let ref = outcome.view.state.jointFiles[joint.ref] ?? outcome.ref ?? joint.ref
    var written = written(outcome, ledger: ledger, ref: ref)
    written.remarks.append(
      .receipt(
        ref: ref, joint: joint.ref, revision: theirs.revision,
        isNew: outcome.view.state.files[ref]?.revision == 1 && !written.isUnchanged))
    // Whoever brought a text in has notice of it.
    if theirs.current.party == outcome.view.state.government { return written }
    try await acknowledge(
      joint, revision: theirs.revision, of: ref, in: ledger, into: &written, options)
    return written
  }

  /// The joint half of a receipt: proof of notice, once a government and revision.
  private func acknowledge(
    _ joint: ResolvedFile, revision: Int, of ref: String, in national: Ledger,
    into written: inout Written, _ options: WriteOptions
  ) async throws {
    var act = Act(
      value: Self.value(
        "receipt.acknowledge", ref: joint.ref, pinned: nil, ["revision": .int(Int64(revision))],
        WriteOptions()),
      options: options)
    act.options.commandID = nil
    act.options.late = nil
    let outcome = try await act.perform(on: joint.ledger, session: self) { ledger in
      try await ledger.fileView([joint.ref], upTo: nil)
    } make: { _, _ in
      Act.Made(
        commands: [.acknowledgeReceipt(AcknowledgeReceipt(ref: joint.ref, revision: revision))],
        ref: joint.ref)
    }
    if let receipt = outcome.receipt {
      written.receipts += Self.receipts(receipt)
      written.isUnchanged = false
    } else if options.isDryRun {
      written.planned += outcome.planned.map { PlannedWrite(ledger: joint.ledger.code, event: $0) }
    }
  }

  private func homeNational(for joint: ResolvedFile) async throws -> Ledger {
    let national = try await nationalLedgers()
    guard let first = national.first else {
      throw Refusal(
        "authority.role", "You open no national ledger in which \(joint.ref) could be received.",
        hint: "`ringi whoami` says which ledgers you open.")
    }
    guard national.count == 1 || narrowed != nil else {
      throw WorkflowError(
        "usage.ledger",
        "You open several national ledgers: \(national.map(\.code).joined(separator: ", ")).",
        hint: "Say which: --ledger \(first.code)")
    }
    return first
  }
}
