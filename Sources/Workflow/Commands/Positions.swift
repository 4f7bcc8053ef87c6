public import Deliberation

extension PositionTerms {
  var json: JSONObject {
    [
      "code": .string(code.rawValue), "reason": JSON(prose.reason), "remedy": JSON(prose.remedy),
      "comment": JSON(prose.comment), "statement": JSON(prose.statement),
      "conditions": JSON(conditions), "review_by": JSON(reviewBy?.description),
      "defers_to": JSON(defersTo),
    ]
  }
}

extension Session {
  /// Takes the speaker's stand on a file.
  public func recordPosition(
    _ typed: String, _ terms: PositionTerms, _ options: WriteOptions
  ) async throws -> Written {
    try await act(on: typed, "position.record", terms.json, options) { ref, pinned, _ in
      .recordPosition(RecordPosition(ref: ref, pinned: pinned, terms: terms))
    }
  }

  /// Repeats the stale stand on the current revision.
  public func reaffirmPosition(_ typed: String, _ options: WriteOptions) async throws -> Written {
    try await act(on: typed, "position.reaffirm", [:], options) { ref, pinned, _ in
      .reaffirmPosition(ReaffirmPosition(ref: ref, pinned: pinned))
    }
  }

  public func withdrawPosition(
    _ typed: String, reason: String?, _ options: WriteOptions
  ) async throws -> Written {
    try await act(on: typed, "position.withdraw", ["reason": JSON(reason)], options) {
      ref, pinned, _ in
      .withdrawPosition(WithdrawPosition(ref: ref, pinned: pinned, reason: reason))
    }
  }

  public func meetCondition(
    _ typed: String, party: String?, condition: String, evidence: String?, _ options: WriteOptions
  ) async throws -> Written {
    let arguments: JSONObject = [
      "party": JSON(party), "condition": .string(condition), "evidence": JSON(evidence),
    ]
    return try await act(on: typed, "condition.meet", arguments, options) { ref, pinned, _ in
      .meetCondition(
        MeetCondition(
          ref: ref, pinned: pinned, party: party, condition: condition, evidence: evidence))
    }
  }

  public func waiveCondition(
    _ typed: String, party: String?, condition: String, reason: String?, _ options: WriteOptions
  ) async throws -> Written {
    let arguments: JSONObject = [
      "party": JSON(party), "condition": .string(condition), "reason": JSON(reason),
    ]
    return try await act(on: typed, "condition.waive", arguments, options) { ref, pinned, _ in
      .waiveCondition(
        WaiveCondition(ref: ref, pinned: pinned, party: party, condition: condition, reason: reason)
      )
    }
  }

  public func overruleObjection(
    _ typed: String, party: String, reason: String?, _ options: WriteOptions
  ) async throws -> Written {
    let arguments: JSONObject = ["party": .string(party), "reason": JSON(reason)]
    return try await act(on: typed, "objection.overrule", arguments, options) { ref, pinned, _ in
      .overruleObjection(OverruleObjection(ref: ref, pinned: pinned, party: party, reason: reason))
    }
  }

  /// Adopts the government's one voice on the current revision; it is the lead's own concurrence.
  public func adoptNational(
    _ typed: String, _ terms: PositionTerms, level: Level?, _ options: WriteOptions
  ) async throws -> Written {
    var arguments = terms.json
    arguments["level"] = JSON(level?.rawValue)
    return try await act(on: typed, "national.adopt", arguments, options) { ref, pinned, _ in
      .adoptPosition(AdoptPosition(ref: ref, pinned: pinned, terms: terms, level: level))
    }
  }
}
