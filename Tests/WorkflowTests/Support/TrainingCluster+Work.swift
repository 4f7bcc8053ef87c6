import Deliberation
import EventStore
import Foundation
import Testing

@testable import Workflow

/// What officials do on the way to what a test is about.
extension TrainingCluster {
  static let suspense = ZonedTime(
    entry: "2026-12-08T17:00:00.000000-05:00 America/New_York")

  func file(as login: String = "commerce", topic: String = "export-controls") async throws -> String
  {
    try await working(as: login) { session in
      let draft = ProposalDraft(
        title: LocalizedText(en: "Aligned controls", ja: "輸出管理の整合"),
        body: LocalizedText(en: "Paragraph 4. Controls apply to all items.\n"),
        originalLanguage: "en", topics: [topic], level: .ministerial, instrument: .jointStatement)
      return try await session.fileProposal(draft, WriteOptions()).ref
    }
  }

  func request(_ ref: String, _ agencies: [String], as login: String = "commerce") async throws {
    let suspense = try #require(Self.suspense)
    _ = try await working(as: login) { session in
      try await session.requestClearance(
        ref, agencies: agencies, role: nil, suspense: suspense, level: nil, reason: nil,
        WriteOptions())
    }
  }

  @discardableResult
  func record(_ ref: String, _ terms: PositionTerms, as login: String) async throws -> Written {
    try await working(as: login) { try await $0.recordPosition(ref, terms, WriteOptions()) }
  }

  @discardableResult
  func adopt(_ ref: String, as login: String) async throws -> Written {
    try await working(as: login) {
      try await $0.adoptNational(ref, PositionTerms(.concur), level: nil, WriteOptions())
    }
  }

  @discardableResult
  func release(_ ref: String, as login: String) async throws -> Written {
    try await working(as: login) { try await $0.release(ref, to: "EPCC", WriteOptions()) }
  }

  @discardableResult
  func receive(_ ref: String, as login: String) async throws -> Written {
    try await working(as: login) { try await $0.receive(ref, WriteOptions()) }
  }

  @discardableResult
  func revise(_ ref: String, as login: String = "commerce") async throws -> Written {
    try await working(as: login) {
      try await $0.reviseProposal(
        ref, body: LocalizedText(en: "Paragraph 4. Trade measures excepted.\n"),
        originalLanguage: "en", isMaterial: true, reason: "Carve-out added.", WriteOptions())
    }
  }

  /// A file of the two American co-leads, adopted and not yet released.
  func adoptedByCoLeads() async throws -> String {
    let ref = try await file(topic: "supply-chains")
    try await record(ref, PositionTerms(.concur), as: "state")
    try await adopt(ref, as: "commerce")
    return ref
  }

  /// A joint file on which both governments have spoken: ready to be decided.
  func readyToDecide() async throws -> String {
    let ref = try await adoptedByCoLeads()
    let joint = try await release(ref, as: "commerce").ref
    let theirs = try await receive(joint, as: "meti").ref
    try await record(theirs, PositionTerms(.concur), as: "mofa")
    try await adopt(theirs, as: "meti")
    try await release(theirs, as: "meti")
    return joint
  }

  func inbox(_ login: String) async throws -> [JSON] {
    try await working(as: login) { try await $0.inbox(at: nil, page: Page()).items }
  }

  func show(_ ref: String, as login: String) async throws -> JSON {
    try await working(as: login) { try await $0.showProposal(ref, at: nil).json }
  }
}

/// What came of one of several attempts that were made at the same time.
enum Attempt: Sendable {
  case written(Written)
  case refused(Refusal)

  var written: Written? { if case .written(let written) = self { written } else { nil } }
  var code: String? { if case .refused(let refusal) = self { refusal.code } else { nil } }

  /// Waits for an act; only a rule's refusal is an outcome.
  static func of(_ act: () async throws -> Written) async throws -> Attempt {
    do {
      return .written(try await act())
    } catch let refusal as Refusal {
      return .refused(refusal)
    }
  }
}

/// Runs acts at the same time, each with the session of its login opened before any of them starts.
func together(
  _ cluster: TrainingCluster,
  _ acts: [(login: String, act: @Sendable (Session) async throws -> Written)]
) async throws -> [Attempt] {
  let sessions = try acts.map { try cluster.session($0.login) }
  for session in sessions { _ = try await session.ledgers() }
  let attempts = try await withThrowingTaskGroup(of: (Int, Attempt).self) { group in
    for (index, (session, act)) in zip(sessions, acts.map(\.act)).enumerated() {
      group.addTask { (index, try await Attempt.of { try await act(session) }) }
    }
    return try await group.reduce(into: [Attempt?](repeating: nil, count: acts.count)) {
      $0[$1.0] = $1.1
    }
  }
  for session in sessions { await session.close() }
  return attempts.compactMap(\.self)
}
