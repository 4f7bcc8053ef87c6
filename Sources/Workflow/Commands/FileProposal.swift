public import Deliberation
import EventStore

/// What a new file is made from.
public struct ProposalDraft: Sendable, Hashable {
  public var title: LocalizedText
  public var body: LocalizedText
  public var originalLanguage: String
  public var topics: [String]
  public var level: Level
  public var instrument: Instrument?

  public init(
    title: LocalizedText, body: LocalizedText, originalLanguage: String, topics: [String],
    level: Level, instrument: Instrument?
  ) {
    self.title = title
    self.body = body
    self.originalLanguage = originalLanguage
    self.topics = topics
    self.level = level
    self.instrument = instrument
  }

  var json: JSONObject {
    [
      "title": .object(JSONObject(title.languages.map { .init(key: $0, value: JSON(title[$0])) })),
      "body": .object(JSONObject(body.languages.map { .init(key: $0, value: JSON(body[$0])) })),
      "language": .string(originalLanguage), "topics": JSON(topics),
      "level": .string(level.rawValue), "instrument": JSON(instrument?.rawValue),
    ]
  }
}

extension Session {
  /// Files a proposal in the speaker's national ledger under the next free number.
  public func fileProposal(_ draft: ProposalDraft, _ options: WriteOptions) async throws -> Written
  {
    let ledger = try await homeLedger()
    let act = Act(
      value: Self.value("proposal.file", ref: ledger.code, pinned: nil, draft.json, options),
      options: options)
    let outcome = try await act.perform(on: ledger, session: self) { ledger in
      try await ledger.view(files: [])
    } make: { ledger, view in
      let number = try await ledger.nextNumber(.proposal, view)
      return Act.Made(
        commands: [
          .fileProposal(
            FileProposal(
              ref: number.ref, topics: draft.topics, level: draft.level,
              instrument: draft.instrument, title: draft.title, body: draft.body,
              originalLanguage: draft.originalLanguage))
        ], reads: number.reads, ref: number.ref)
    }
    let ref = outcome.ref ?? outcome.receipt?.firstRef ?? ledger.code
    return written(outcome, ledger: ledger, ref: ref)
  }

  /// The ledger in which an official works at home: the national one, or the only one he has.
  func homeLedger() async throws -> Ledger {
    if let narrowed { return try await ledger(narrowed) }
    let national = try await nationalLedgers()
    if let first = national.first, national.count == 1 { return first }
    if national.isEmpty, let only = try await ledgers().first { return only }
    throw WorkflowError(
      "usage.ledger",
      "You open several national ledgers: \(national.map(\.code).joined(separator: ", ")).",
      hint: "Say which: --ledger \(national.first?.code ?? "USA")")
  }
}

extension Receipt {
  /// The reference of the first stream that it wrote.
  var firstRef: String? {
    entries.first.flatMap { entry in
      entry.stream.split(separator: "/", maxSplits: 1).last.map(String.init)
    }
  }
}

extension Ledger {
  /// The next free reference of a kind, claimed by expecting no such stream and depending on its
  /// predecessor's.
  func nextNumber(
    _ kind: Reference.Kind, _ view: LedgerView
  ) async throws -> (ref: String, reads: [String: ExpectedVersion]) {
    let year = try view.currentYear()
    let stream = kind == .decision ? "decision" : "proposal"
    let letter = kind == .decision ? "D" : ""
    let last = try await lastNumber(prefix: "\(stream)/\(code)-\(year)-\(letter)")
    let ref = Reference.text(ledger: code, year: year, kind: kind, number: last + 1)
    guard last > 0 else { return (ref, [:]) }
    let before = Reference.text(ledger: code, year: year, kind: kind, number: last)
    return (ref, ["\(stream)/\(before)": .exists])
  }
}
