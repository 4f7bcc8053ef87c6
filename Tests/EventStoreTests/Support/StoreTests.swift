import TestSupport
import Testing

/// The tests that need a server.
@Suite(.enabled(if: TestServer.isInstalled, "\(TestServer.absence)"), .timeLimit(.minutes(5)))
enum StoreTests {}
