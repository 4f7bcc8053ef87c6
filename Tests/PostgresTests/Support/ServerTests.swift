import Postgres
import Testing

/// The tests that need a server.
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
