public import Deliberation
import EventStore
import FoundationEssentials

extension Session {
  /// Hands over what comes on record about files, as it comes, in every ledger that the reader
  /// opens.
  ///
  /// - Parameters:
  ///   - typed: one file and what belongs to it; every file if absent.
  ///   - limit: ends after so many.
  public func watch(
    _ typed: String?, limit: Int?, interval: Duration = .milliseconds(300),
    _ body: (JSON) throws -> Void
  ) async throws {
    let ledgers = try await ledgers()
    let frame = try await frame(ledgers, at: nil)
    var watch = try await Watched(ledgers, frame: frame)
    if let typed {
      let file = try await resolve(typed)
      let refs = try await connectedFiles(file, frame: frame)
      let view = try await file.ledger.fileView([file.ref], upTo: frame.upTo[file.ledger.code])
      guard view.state.files[file.ref] != nil else { throw WorkflowError.notFound(typed) }
      watch.names = Set(refs.values)
      for record in view.records {
        if case .proposalDecided(let decided) = record.event {
          watch.names?.insert(decided.decision)
        }
      }
    }
    var left = limit ?? Int.max
    while left > 0 {
      var isQuiet = true
      for index in ledgers.indices where left > 0 {
        for item in try await watch.step(index) where left > 0 {
          try body(item)
          isQuiet = false
          left -= 1
        }
      }
      try Task.checkCancellation()
      if isQuiet { try await Task.sleep(for: interval) }
    }
  }
}

/// How far each ledger was seen, and what is looked for.
private struct Watched {
  private struct Place {
    var ledger: Ledger
    let start: Int
    var next: Int
    var view: LedgerView
  }

  private var places: [Place] = []
  /// References of files and decisions; `nil` for all.
  var names: Set<String>?

  init(_ ledgers: [Ledger], frame: Frame) async throws {
    for ledger in ledgers {
      let upTo = frame.upTo[ledger.code] ?? -1
      places.append(
        Place(
          ledger: ledger, start: upTo + 1, next: upTo + 1,
          view: try await ledger.view(files: [], upTo: upTo)))
    }
  }

  /// The next piece of one ledger.
  mutating func step(_ index: Int) async throws -> [JSON] {
    let ledger = places[index].ledger
    let events = try await ledger.log(from: places[index].next, limit: 200)
    guard let last = events.last else { return [] }
    // Nothing is shown that a crash could take back.
    try await ledger.settle()
    places[index].next = last.position + 1
    var items: [JSON] = []
    let before = names
    for stored in events {
      let record = try EventRecord(stored)
      let isAboutFiles = ["proposal/", "decision/", "joint/"].contains {
        record.stream.hasPrefix($0)
      }
      if !isAboutFiles { places[index].view.take(record) }
      guard isAboutFiles, concerns(record) else { continue }
      if case .proposalDecided = record.event { continue }
      items.append(item(record, places[index].view))
    }
    for name in names?.subtracting(before ?? []) ?? []
    where Reference.ledger(of: name) != ledger.code {
      items += try await missed(name)
    }
    return items
  }

  private func item(_ record: EventRecord, _ view: LedgerView) -> JSON {
    Session.timelineItem(
      record, view: view, ref: record.fileRef, speakers: Speakers(view.records))
  }

  /// What another ledger held already about something that only now turns out to belong here.
  private func missed(_ name: String) async throws -> [JSON] {
    guard let place = places.first(where: { $0.ledger.code == Reference.ledger(of: name) }) else {
      return []
    }
    let events = try await place.ledger.read(
      .init(streams: ["proposal/\(name)", "decision/\(name)"], upTo: place.next - 1))
    return try events.filter { $0.position >= place.start }.map {
      item(try EventRecord($0), place.view)
    }
  }

  /// Whether it is about what is looked for; learns what belongs to it.
  private mutating func concerns(_ record: EventRecord) -> Bool {
    guard let known = names else { return true }
    switch record.event {
    case .nationalFileOpened(let opened):
      guard known.contains(opened.jointRef) else { return false }
      names?.insert(opened.ref)
    case .proposalFiled(let filed):
      guard known.contains(filed.ref) || filed.jointRef.map(known.contains) ?? false else {
        return false
      }
      names?.insert(filed.ref)
    case .releaseDelivered(let delivered):
      guard known.contains(record.fileRef) else { return false }
      names?.insert(delivered.jointRef)
    case .decisionTaken(let taken):
      guard known.contains(taken.proposal) else { return false }
      names?.insert(taken.ref)
    default: return known.contains(record.stream.streamName)
    }
    return true
  }
}

extension EventRecord {
  /// The file, decision or joint reference that its stream is about.
  fileprivate var fileRef: String {
    if case .nationalFileOpened(let opened) = event { return opened.ref }
    return stream.streamName
  }
}
