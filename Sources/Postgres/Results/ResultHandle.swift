internal import CLibPQ

/// Owns a libpq result and clears it.
final class ResultHandle: @unchecked Sendable {
  // Safe because a result never changes once libpq has handed it over, and libpq documents that
  // such results may be read from any thread; the pointer leaves this class only inside calls.
  private let pointer: OpaquePointer
  /// The messages that came before the result.
  let notices: [PostgresNotice]

  init(_ pointer: OpaquePointer, notices: [PostgresNotice]) {
    self.pointer = pointer
    self.notices = notices
  }

  deinit {
    PQclear(pointer)
  }

  func withPointer<R>(_ body: (OpaquePointer) -> R) -> R {
    withExtendedLifetime(self) { body(pointer) }
  }

  var status: ExecStatusType { withPointer { PQresultStatus($0) } }
}
