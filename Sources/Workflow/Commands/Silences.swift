public import Deliberation
import EventStore

extension Session {
  /// Opens a silence on a joint file: whoever does not speak until it closes agrees.
  public func openSilence(
    _ typed: String, workingDays: Int?, until: ZonedTime?, _ options: WriteOptions
  ) async throws -> Written {
    let arguments: JSONObject = [
      "working_days": JSON(workingDays), "until": JSON(until?.description),
    ]
    return try await actOnJoint(typed, "silence.open", arguments, options) { ref, pinned in
      .openSilence(OpenSilence(ref: ref, pinned: pinned, workingDays: workingDays, until: until))
    }
  }

  /// Breaks the open silence for the speaker's government.
  public func breakSilence(
    _ typed: String, reason: String?, _ options: WriteOptions
  ) async throws -> Written {
    try await actOnJoint(typed, "silence.break", ["reason": JSON(reason)], options) { ref, pinned in
      .breakSilence(BreakSilence(ref: ref, pinned: pinned, reason: reason))
    }
  }

  /// Calls the open silence off.
  public func cancelSilence(
    _ typed: String, reason: String?, _ options: WriteOptions
  ) async throws -> Written {
    try await actOnJoint(typed, "silence.cancel", ["reason": JSON(reason)], options) {
      ref, pinned in
      .cancelSilence(CancelSilence(ref: ref, pinned: pinned, reason: reason))
    }
  }

  /// A silence is the forum's: a national reference leads to the joint file that it is part of.
  private func actOnJoint(
    _ typed: String, _ verb: String, _ arguments: JSONObject, _ options: WriteOptions,
    make: (_ ref: String, _ pinned: Int?) -> Command
  ) async throws -> Written {
    let file = try await jointFile(typed)
    let act = Act(
      value: Self.value(verb, ref: file.ref, pinned: file.pinned, arguments, options),
      options: options)
    let outcome = try await act.perform(on: file.ledger, session: self) { ledger in
      let view = try await ledger.fileView([file.ref], upTo: nil)
      guard view.state.files[file.ref] != nil else { throw WorkflowError.notFound(typed) }
      return view
    } make: { _, _ in
      Act.Made(commands: [make(file.ref, file.pinned)], ref: file.ref)
    }
    return written(outcome, ledger: file.ledger, ref: file.ref)
  }

  /// The last silence on a file: until when it runs, who is still silent, who broke it.
  public func showSilence(_ typed: String, at moment: Moment?) async throws -> Answer {
    let file = try await jointFile(typed)
    let frame = try await frame([file.ledger], at: moment)
    let view = try await file.ledger.fileView([file.ref], upTo: frame.upTo[file.ledger.code])
    guard let state = view.state.files[file.ref] else { throw WorkflowError.notFound(typed) }
    guard let silence = state.silence else {
      throw WorkflowError(
        "not_found", "No silence was opened on \(file.ref).",
        hint: "ringi silence open \(state.refAt) --working-days 3")
    }
    let silent = silence.members.filter { member in
      state.stands[member].map { state.isStale($0) || $0.isAfterTheFact } ?? true
    }
    let body: JSONObject = [
      "ref": .string(state.ref), "state": .string(silence.state(at: frame.knownAt).rawValue),
      "opened_at": .string(silence.openedAt.description),
      "closes_at": .string(silence.closes.rfc3339), "closes_zone": .string(silence.closes.zone),
      "members": JSON(silence.members), "silent": JSON(silent),
      "broken_by": JSON(silence.brokenBy), "revision": .int(Int64(silence.revision)),
      "working_days": JSON(silence.workingDays), "reason": JSON(silence.brokenReason),
      "ended_at": JSON(silence.endedAt?.description),
      "notice": .array(
        silence.notice.map { ["party": .string($0.party), "event": .string($0.event)] }),
    ]
    return Answer(schema: "ringi.silence/1", asOf: frame.asOf([view.code]), body: body)
  }
}
