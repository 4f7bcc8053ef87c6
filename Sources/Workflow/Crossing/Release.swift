import Deliberation
import EventStore
import FoundationEssentials

extension Session {
  /// Lets the adopted position, and the text where it is new to the others, leave the government.
  ///
  /// Three appends, each idempotent: the release in the national ledger, its joint half under a
  /// command id derived from it, and the note that it was delivered. The same command, from any
  /// releasing official, finishes what a crash left pending.
  public func release(_ typed: String, to: String?, _ options: WriteOptions) async throws -> Written
  {
    let asked = try await resolve(typed)
    let (file, wasNarrowed) = try await narrowed(asked)
    let target = try await targetLedger(to, of: file)
    var written: Written
    let value = Self.value(
      "release", ref: file.ref, pinned: file.pinned, ["to": .string(target.code)], options)
    let first = try await Act(value: value, options: options).perform(
      on: file.ledger, session: self
    ) { ledger in
      let view = try await ledger.fileView([file.ref], upTo: nil, joint: true)
      guard view.state.files[file.ref] != nil else { throw WorkflowError.notFound(typed) }
      return view
    } make: { [self] _, view in
      guard let state = view.state.files[file.ref], state.pendingRelease == nil else {
        // An earlier release waits for its delivery: that is what is finished.
        return Act.Made(commands: [], ref: file.ref)
      }
      try await demandInStep(state, with: target)
      return Act.Made(
        commands: [
          .releaseToPartner(ReleaseToPartner(ref: file.ref, pinned: file.pinned, to: target.code))
        ], ref: file.ref)
    }
    written = self.written(first, ledger: file.ledger, ref: file.ref)
    if wasNarrowed { written.remarks.insert(.narrowed(from: asked.ref, to: file.ref), at: 0) }
    if options.isDryRun {
      return try await dryRelease(first, file: file, target: target, written, options)
    }
    return try await finish(file: file, target: target, written, options)
  }

  /// The second and the third step.
  private func finish(
    file: ResolvedFile, target: Ledger, _ before: Written, _ options: WriteOptions
  ) async throws -> Written {
    var written = before
    let view = try await file.ledger.fileView([file.ref], upTo: nil)
    guard let state = view.state.files[file.ref], let pending = state.pendingRelease else {
      // Delivered already: the reference it went under is the answer.
      written.ref = view.state.files[file.ref]?.jointRef ?? file.ref
      written.refAt = view.state.files[file.ref]?.lastJointRevision.map { "\(written.ref)@\($0)" }
      return written
    }
    written.isUnchanged = false
    guard let id = UUID(uuidString: pending.event), let event = try await file.ledger.event(id: id),
      let salt = event.factsSalt, let package = state.package(of: pending)
    else {
      throw WorkflowError(
        "release.pending",
        "The release of \(file.ref) cannot be finished: its record is incomplete.",
        hint: "Run `ringi audit verify --ledger \(file.ledger.code)`.")
    }
    let joint = try await joint(package, salt: salt, target: target, options)
    let place = try await target.place(of: joint.receipt)
    written.receipts += Self.receipts(joint.receipt)
    let delivery = try await Act(
      value: Self.value(
        "release.deliver", ref: file.ref, pinned: nil, ["release": .string(pending.event)],
        WriteOptions()),
      options: WriteOptions()
    ).perform(on: file.ledger, session: self) { ledger in
      try await ledger.view(files: [file.ref], joint: [place.ref])
    } make: { _, _ in
      Act.Made(
        commands: [
          .deliverRelease(
            DeliverRelease(
              ref: file.ref, release: pending.event, jointRef: place.ref,
              jointRevision: place.revision))
        ], ref: file.ref)
    }
    if let receipt = delivery.receipt { written.receipts += Self.receipts(receipt) }
    written.ref = place.ref
    written.refAt = "\(place.ref)@\(place.revision)"
    written.remarks.append(
      .release(act: package.act, joint: place.ref, revision: place.revision, leaves: package.leaves)
    )
    written.next = joint.next
    return written
  }

  private func joint(
    _ package: ReleasePackage, salt: [UInt8], target: Ledger, _ options: WriteOptions
  ) async throws -> (receipt: Receipt, next: [Step]) {
    var act = Act(value: package.value, options: WriteOptions())
    act.crossingID = CrossingID.make(salt: salt, ledger: target.code)
    let outcome = try await act.perform(on: target, session: self) { ledger in
      try await ledger.fileView([package.file.jointRef].compactMap(\.self), upTo: nil)
    } make: { ledger, view in
      let number =
        package.act == .tables
        ? try await ledger.nextNumber(.proposal, view) : (ref: "", reads: [:])
      return Act.Made(
        commands: [try package.command(newRef: number.ref)], reads: number.reads, ref: number.ref)
    }
    guard let receipt = outcome.receipt else {
      throw WorkflowError(
        "release.pending",
        "The joint ledger \(target.code) holds this position already, from elsewhere.",
        hint: "Compare `ringi timeline` of the joint file with your own.")
    }
    let ref = receipt.firstRef ?? ""
    let next = outcome.view.state.files[ref].map { file in
      file.nextSteps(in: outcome.view.state, now: outcome.view.now).map {
        Step(party: $0.party, command: $0.command(file))
      }
    }
    return (receipt, next ?? [])
  }

  /// What the release would append in both ledgers.
  private func dryRelease(
    _ first: Act.Outcome, file: ResolvedFile, target: Ledger, _ written: Written,
    _ options: WriteOptions
  ) async throws -> Written {
    var written = written
    guard let state = first.view.state.files[file.ref], let pending = state.pendingRelease,
      let package = state.package(of: pending)
    else { return written }
    let outcome = try await Act(value: package.value, options: options).perform(
      on: target, session: self
    ) { ledger in
      try await ledger.fileView([package.file.jointRef].compactMap(\.self), upTo: nil)
    } make: { ledger, view in
      let number = try await ledger.nextNumber(.proposal, view)
      return Act.Made(commands: [try package.command(newRef: number.ref)], ref: number.ref)
    }
    written.planned += outcome.planned.map { PlannedWrite(ledger: target.code, event: $0) }
    written.remarks.append(
      .release(
        act: package.act, joint: state.jointRef ?? outcome.ref ?? "",
        revision: state.lastJointRevision ?? 1, leaves: package.leaves))
    return written
  }

  /// Nobody answers a joint text that his own file has not received.
  private func demandInStep(_ file: FileState, with target: Ledger) async throws {
    guard let jointRef = file.jointRef else { return }
    let joint = try await target.view(files: [jointRef])
    guard let current = joint.state.files[jointRef]?.revision, current != file.lastJointRevision
    else { return }
    throw Refusal(
      "national.behind_joint",
      "The joint text stands at \(jointRef)@\(current); \(file.ref) holds @\(file.lastJointRevision ?? 0).",
      hint: "ringi receipt \(jointRef)")
  }

  /// The joint ledger named, the one that the file is in already, or the only one there is.
  func targetLedger(_ code: String?, of file: ResolvedFile) async throws -> Ledger {
    let view = try await file.ledger.view(files: [file.ref])
    let present = view.state.files[file.ref]?.jointRef.map(Reference.ledger(of:))
    var joint: [Ledger] = []
    for code in directory.codes {
      guard let ledger = try await ledgerIfOpen(code) else { continue }
      if try await ledger.info().kind == LedgerKind.joint.rawValue { joint.append(ledger) }
    }
    let wanted = code?.uppercased() ?? present ?? (joint.count == 1 ? joint[0].code : nil)
    guard let wanted else {
      throw WorkflowError(
        "usage.ledger", "Say to which joint ledger: \(joint.map(\.code).joined(separator: ", ")).",
        hint: "ringi release \(file.ref) --to \(joint.first?.code ?? "EPCC")")
    }
    guard let ledger = joint.first(where: { $0.code == wanted }) else {
      throw WorkflowError.notFound(code ?? wanted)
    }
    return ledger
  }
}

extension FileState {
  /// What leaves with a release: the position adopted on the revision that it names.
  func package(of release: Release) -> ReleasePackage? {
    guard let adoption = adoptions.last(where: { $0.revision == release.revision }),
      release.revision <= revisions.count
    else { return nil }
    // The revision that was released stands, whatever was filed since.
    return ReleasePackage(
      file: upTo(revision: release.revision), adoption: adoption, act: release.act,
      to: release.to)
  }
}

extension Ledger {
  /// Where a joint step ended: the file and the revision that it speaks of.
  func place(of receipt: Receipt) async throws -> (ref: String, revision: Int) {
    var ref = ""
    var revision = 1
    for entry in receipt.entries {
      guard let stored = try await event(id: entry.eventID) else { continue }
      let record = try EventRecord(stored)
      ref = entry.stream.split(separator: "/", maxSplits: 1).last.map(String.init) ?? ref
      revision = record.event.revision ?? revision
    }
    return (ref, revision)
  }
}
