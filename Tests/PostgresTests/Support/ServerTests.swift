import Foundation
import Postgres
import TestSupport
import Testing

/// The tests that need a server.
///
/// They also run under the sanitizers, which need a build folder each (XCTest, which has nothing
/// to do here, leaks by itself):
///
///     swift test --disable-xctest --filter PostgresTests --sanitize=thread --scratch-path
///     .build-tsan
///     swift test --disable-xctest --filter PostgresTests --sanitize=address --scratch-path
///     .build-asan
@Suite(.enabled(if: TestServer.isInstalled, "\(TestServer.absence)"), .timeLimit(.minutes(5)))
enum ServerTests {}

/// Asks the server until the answer is true.
func eventually(
  within limit: Duration = .seconds(10), _ condition: () async throws -> Bool
) async throws -> Bool {
  let clock = ContinuousClock()
  let start = clock.now
  while clock.now - start < limit {
    if try await condition() { return true }
    try await Task.sleep(for: .milliseconds(10))
  }
  return false
}

/// The error that the body throws.
func postgresError(_ body: () async throws -> Void) async -> PostgresError? {
  do {
    try await body()
    return nil
  } catch {
    return error as? PostgresError
  }
}

/// A Boolean value indicating whether the process runs under a sanitizer.
let isSanitized = (["__tsan_init", "__asan_init"] as [String]).contains { dlsym(nil, $0) != nil }
