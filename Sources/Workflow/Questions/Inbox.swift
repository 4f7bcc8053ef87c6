import Deliberation
import EventStore

extension Session {
  /// What waits on the speaker, with the command to type next; by suspense, those without one last.
  public func inbox(at moment: Moment?, page: Page) async throws -> Answer {
    let ledgers = try await ledgers()
    let frame = try await frame(ledgers, at: moment)
    var items: [(due: Timestamp?, ref: String, json: JSON)] = []
    var nationalByJoint: [String: String] = [:]
    var national: [(Ledger, LedgerView)] = []
    var joint: [(Ledger, LedgerView)] = []
    for ledger in ledgers {
      guard let upTo = frame.upTo[ledger.code], upTo >= 0 else { continue }
      let refs = try await ledger.files(upTo: upTo, liveOnly: true).map(\.ref)
      let view = try await ledger.view(files: refs, upTo: upTo)
      if view.state.kind == .national {
        national.append((ledger, view))
        for file in view.state.files.values {
          if let ref = file.jointRef { nationalByJoint[ref] = file.ref }
        }
      } else {
        joint.append((ledger, view))
      }
    }
    for (_, view) in national {
      items += Self.nationalItems(view, frame: frame, joint: joint.map(\.1))
    }
    for (_, view) in joint {
      items += Self.jointItems(
        view, frame: frame, national: national.map(\.1), opened: nationalByJoint)
    }
    items.sort { Self.precedes(($0.due, $0.ref), ($1.due, $1.ref)) }
    return try Answer(
      schema: "ringi.inbox/1", asOf: frame.asOf(ledgers.map(\.code)), items: items.map(\.json),
      page: page)
  }

  private static func precedes(_ a: (Timestamp?, String), _ b: (Timestamp?, String)) -> Bool {
    switch (a.0, b.0) {
    case (let x?, let y?) where x != y: x < y
    case (.some, nil): true
    case (nil, .some): false
    default: a.1 < b.1
    }
  }

  private typealias Item = (due: Timestamp?, ref: String, json: JSON)

  private static func nationalItems(
    _ view: LedgerView, frame: Frame, joint: [LedgerView]
  ) -> [Item] {
    let parties = Set(view.authorities.compactMap(\.party))
    var items: [Item] = []
    for file in view.state.files.values {
      let roles = parties.filter { file.mayHoldPen($0, in: view.state, at: frame.knownAt) }
      // A text that moved on the joint side comes before everything else that could be done here.
      if let ref = file.jointRef, !roles.isEmpty, let held = file.lastJointRevision,
        let other = joint.compactMap({ $0.state.files[ref] }).first, other.revision > held,
        file.isLive
      {
        items.append(
          item(
            file, view, kind: .catchUp, since: other.current.recordedAt, due: nil,
            command: "ringi receipt \(ref)", frame: frame))
        continue
      }
      for step in file.nextSteps(in: view.state, now: frame.knownAt)
      where parties.contains(step.party) {
        let request = file.activeRequest(of: step.party)
        let since =
          step.kind == .clear || step.kind == .reaffirm
          ? max(request?.askedAt ?? file.recordedAt, file.current.recordedAt)
          : file.current.recordedAt
        items.append(
          item(
            file, view, kind: step.kind, since: since,
            due: step.kind == .clear || step.kind == .reaffirm ? request?.suspense : nil,
            command: step.command(file), frame: frame))
      }
    }
    return items
  }

  /// In a joint ledger governments act; at home it is the agencies with the pen on the topic that
  /// see to it.
  private static func jointItems(
    _ view: LedgerView, frame: Frame, national: [LedgerView], opened: [String: String]
  ) -> [Item] {
    let governments = Set(view.authorities.compactMap(\.party))
    let isSecretariat = view.authorities.contains { $0.capacities.contains("secretariat") }
    var items: [Item] = []
    for file in view.state.files.values {
      for step in file.nextSteps(in: view.state, now: frame.knownAt) {
        if step.kind == .sign {
          if isSecretariat {
            items.append(
              item(
                file, view, kind: .sign, since: file.current.recordedAt, due: nil,
                command: step.command(file), frame: frame))
          }
          continue
        }
        guard governments.contains(step.party) else { continue }
        if let home = national.first(where: { $0.state.government == step.party }) {
          let parties = Set(home.authorities.compactMap(\.party))
          let holdsPen = parties.contains { party in
            file.topics.contains {
              home.state.topics[$0]?.role(of: party, at: frame.knownAt)?.holdsPen ?? false
            }
          }
          // Once there is a national file, what waits there is said there.
          guard holdsPen, opened[file.ref] == nil || step.kind == .breakOrLetLapse else { continue }
        }
        let due = step.kind == .breakOrLetLapse ? file.silence?.closes : nil
        items.append(
          item(
            file, view, kind: step.kind, since: file.current.recordedAt, due: due,
            command: step.command(file), frame: frame))
      }
    }
    return items
  }

  private static func item(
    _ file: FileState, _ view: LedgerView, kind: NextStep.Kind, since: Timestamp, due: ZonedTime?,
    command: String, frame: Frame
  ) -> Item {
    let json: JSON = [
      "ref": .string(file.ref), "ref_at": .string(file.refAt), "kind": .string(kind.rawValue),
      "title_en": view.title(file, "en"), "title_ja": view.title(file, "ja"),
      "since": .string(since.description), "suspense_at": JSON(due?.rfc3339),
      "suspense_zone": JSON(due?.zone),
      "overdue": .bool(due.map { $0.instant < frame.knownAt } ?? false),
      "command": .string(command),
    ]
    return (due?.instant, file.ref, json)
  }
}

extension FileState {
  func mayHoldPen(_ party: String, in state: LedgerState, at time: Timestamp) -> Bool {
    topics.contains { state.topics[$0]?.role(of: party, at: time)?.holdsPen ?? false }
  }
}
