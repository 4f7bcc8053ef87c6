public import Deliberation
import EventStore
import FoundationEssentials

extension Session {
  /// Notes that an entry is wrong; the entry itself stays as it is.
  ///
  /// - Parameter typed: `EPCC:12` or the entry's event id.
  public func correctRecord(
    _ typed: String, kind: CorrectionKind, reason: String?, text: String?, _ options: WriteOptions
  ) async throws -> Written {
    let (ledger, entry) = try await entry(typed)
    let arguments: JSONObject = [
      "target": .string(entry.eventID.text), "kind": .string(kind.rawValue),
      "reason": JSON(reason), "text": JSON(text),
    ]
    return try await actOnEntry(ledger, entry, "record.correct", arguments, options) { _ in
      .correctRecord(
        CorrectRecord(
          stream: entry.stream, target: entry.eventID.text, kind: kind, reason: reason, text: text))
    }
  }

  /// Destroys the prose of an entry: the first officer proposes it, a second one has it done.
  ///
  /// - Parameter basis: the legal basis; the second officer may leave the first one's.
  public func expunge(
    _ typed: String, basis: String?, _ options: WriteOptions
  ) async throws -> Written {
    let (ledger, entry) = try await entry(typed)
    guard entry.textCommitment != nil else {
      throw Refusal(
        "expunge.no_text", "\(ledger.code):\(entry.position) has no text.",
        hint: "`ringi audit log --ledger \(ledger.code)` shows which entries have one.")
    }
    let target = entry.eventID.text
    var isSecond = false
    var written = try await actOnEntry(
      ledger, entry, "record.expunge", ["target": .string(target), "basis": JSON(basis)], options
    ) { view in
      guard let proposed = view.state.expungeProposals[target] else {
        return .proposeExpunge(
          ProposeExpunge(stream: entry.stream, target: target, basis: basis ?? ""))
      }
      isSecond = true
      return .expungeText(
        ExpungeText(stream: entry.stream, target: target, basis: basis ?? proposed.basis))
    }
    written.next = []
    if !written.isDryRun, !written.isUnchanged {
      let place = "\(ledger.code):\(entry.position)"
      written.remarks.append(isSecond ? .expunged(entry: place) : .expungeProposed(entry: place))
    }
    return written
  }

  private func actOnEntry(
    _ ledger: Ledger, _ entry: Entry, _ verb: String, _ arguments: JSONObject,
    _ options: WriteOptions, make: (LedgerView) -> Command
  ) async throws -> Written {
    let name = entry.stream.contains("/") ? entry.stream.streamName : ledger.code
    let act = Act(
      value: Self.value(verb, ref: name, pinned: nil, arguments, options), options: options)
    let outcome = try await act.perform(on: ledger, session: self) { ledger in
      try await ledger.view(ofStream: entry.stream)
    } make: { _, view in
      Act.Made(commands: [make(view)], ref: name)
    }
    return written(outcome, ledger: ledger, ref: name)
  }

  /// An entry by its place or its event id.
  func entry(_ typed: String) async throws -> (Ledger, Entry) {
    let parts = typed.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    if parts.count == 2, let position = Int(parts[1]), position >= 0 {
      let ledger = try await ledger(parts[0].uppercased(), typed: typed)
      guard let stored = try await ledger.log(from: position, limit: 1).first,
        stored.position == position
      else { throw WorkflowError.notFound(typed) }
      return (ledger, stored.entry)
    }
    guard let id = UUID(uuidString: typed) else {
      throw WorkflowError(
        "usage", "'\(typed)' names no entry.",
        hint: "Write LEDGER:POSITION, such as EPCC:12, or the entry's event id.")
    }
    for ledger in try await ledgers() {
      if let stored = try await ledger.event(id: id) { return (ledger, stored.entry) }
    }
    throw WorkflowError.notFound(typed)
  }
}

extension Ledger {
  /// A view that holds one stream, whatever its kind.
  func view(ofStream stream: String) async throws -> LedgerView {
    let name = stream.streamName
    switch stream.prefix(while: { $0 != "/" }) {
    case "proposal": return try await view(files: [name])
    case "decision": return try await view(files: [], decisions: [name])
    case "joint": return try await view(files: [], joint: [name])
    default: return try await view(files: [])
    }
  }
}
