public import Deliberation

extension Session {
  /// Asks agencies for their positions by a suspense.
  public func requestClearance(
    _ typed: String, agencies: [String], role: Role?, suspense: ZonedTime, level: Level?,
    reason: String?, _ options: WriteOptions
  ) async throws -> Written {
    let arguments: JSONObject = [
      "agencies": JSON(agencies), "role": JSON(role?.rawValue),
      "suspense": .string(suspense.description), "level": JSON(level?.rawValue),
      "reason": JSON(reason),
    ]
    return try await act(on: typed, "clearance.request", arguments, options) { ref, pinned, _ in
      .requestClearance(
        RequestClearance(
          ref: ref, pinned: pinned, agencies: agencies, role: role, suspense: suspense,
          level: level, reason: reason))
    }
  }

  public func dropClearer(
    _ typed: String, party: String, reason: String?, _ options: WriteOptions
  ) async throws -> Written {
    let arguments: JSONObject = ["party": .string(party), "reason": JSON(reason)]
    return try await act(on: typed, "clearance.drop", arguments, options) { ref, pinned, _ in
      .dropClearer(DropClearer(ref: ref, pinned: pinned, party: party, reason: reason))
    }
  }

  public func recordNotConsulted(
    _ typed: String, party: String, reason: String?, _ options: WriteOptions
  ) async throws -> Written {
    let arguments: JSONObject = ["party": .string(party), "reason": JSON(reason)]
    return try await act(on: typed, "clearance.not-asked", arguments, options) { ref, pinned, _ in
      .recordNotConsulted(
        RecordNotConsulted(ref: ref, pinned: pinned, party: party, reason: reason))
    }
  }

  /// Gives agencies more time; none named: all that were asked and did not answer.
  public func extendSuspense(
    _ typed: String, parties: [String], suspense: ZonedTime, reason: String?,
    _ options: WriteOptions
  ) async throws -> Written {
    let arguments: JSONObject = [
      "parties": JSON(parties), "suspense": .string(suspense.description), "reason": JSON(reason),
    ]
    return try await act(on: typed, "clearance.extend", arguments, options) { ref, pinned, _ in
      .extendSuspense(
        ExtendSuspense(
          ref: ref, pinned: pinned, parties: parties, suspense: suspense, reason: reason))
    }
  }

  /// Passes over a late clearer, on record.
  public func proceed(
    _ typed: String, party: String, attempts: Int, reason: String?, _ options: WriteOptions
  ) async throws -> Written {
    let arguments: JSONObject = [
      "party": .string(party), "attempts": JSON(attempts), "reason": JSON(reason),
    ]
    return try await act(on: typed, "clearance.proceed", arguments, options) { ref, pinned, _ in
      .proceed(Proceed(ref: ref, pinned: pinned, party: party, attempts: attempts, reason: reason))
    }
  }
}
