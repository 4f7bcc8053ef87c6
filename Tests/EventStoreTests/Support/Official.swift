import EventStore
import Foundation
import Postgres

/// An official with his connection and the authority by which he speaks.
struct Official: Sendable {
  let ledger: Ledger
  let authority: UUID

  func request(
    _ events: [NewEvent], expected: [String: ExpectedVersion],
    reads: [String: ExpectedVersion] = [:], command: UUID = UUID(), digest: [UInt8] = [1]
  ) -> AppendRequest {
    AppendRequest(
      commandID: command, digest: digest, authority: authority, rulesVersion: 1, expected: expected,
      reads: reads, events: events)
  }

  @discardableResult
  func append(
    _ events: [NewEvent], expected: [String: ExpectedVersion],
    reads: [String: ExpectedVersion] = [:]
  ) async throws -> Receipt {
    try await ledger.append(request(events, expected: expected, reads: reads))
  }

  /// Appends events to one new file.
  @discardableResult
  func file(_ ref: String, events: Int = 1) async throws -> Receipt {
    let stream = "proposal/\(ref)"
    return try await append(
      (0..<events).map { _ in .sample(in: stream) }, expected: [stream: .absent])
  }
}

extension NewEvent {
  /// A small event that the capacity `officer` covers.
  static func sample(
    _ type: String = "MaterialityChallenged", in stream: String = "proposal/USA-2026-0001",
    facts: String = #"{"revision":1}"#, text: String? = #"{"reason":"第4項の変更は実質的である。"}"#,
    effective: String = "2026-11-24T23:00:00.000000+09:00 Asia/Tokyo"
  ) -> NewEvent {
    NewEvent(
      stream: stream, type: type, schemaVersion: 1, effective: effective, facts: Array(facts.utf8),
      text: text.map { Array($0.utf8) })
  }
}

/// The store's error that the body throws.
func storeError(_ body: () async throws -> Void) async throws -> StoreError? {
  do {
    try await body()
    return nil
  } catch let error as StoreError {
    return error
  }
}

/// The kind of it.
func kind(_ body: () async throws -> Void) async throws -> StoreError.Kind? {
  try await storeError(body)?.kind
}
