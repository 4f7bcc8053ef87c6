import TransparencyLog

/// What the formats of the log refuse, as a command reports it.
enum LogFailure {
  /// Runs the body; a proof, note or tile that does not hold ends as a failed verification.
  static func reported<Result>(_ body: () async throws -> Result) async throws -> Result {
    do {
      return try await body()
    } catch let error as LogError {
      throw WorkflowError("verification.failed", "It does not verify: \(error).")
    }
  }

  /// Reads something that somebody handed over; what cannot be read verifies nothing.
  static func reading<Result>(
    _ path: String, _ body: (ArraySlice<UInt8>) throws(LogError) -> Result
  ) throws -> Result {
    guard let bytes = try Files.bytes(path) else {
      throw WorkflowError("input.failed", "There is no file \(path).")
    }
    do throws(LogError) {
      return try body(bytes[...])
    } catch {
      throw WorkflowError("verification.malformed", "\(path): \(error).")
    }
  }
}
