extension Matrix {
  /// The members of `ringi.matrix/1` that follow `schema` and `as_of`.
  public var json: JSON {
    [
      "ref": .string(ref), "revision": JSON(revision),
      "rule": ["id": .string(rule.id.rawValue), "version": JSON(rule.version)],
      "parties": .array(parties.map(\.json)),
      "verdict": [
        "would_pass": .bool(wouldPass), "blockers": .array(blockers.map(\.json)),
      ],
    ]
  }
}

extension Blocker {
  /// `{"party","code"}`
  public var json: JSON { ["party": .string(party), "code": .string(code.rawValue)] }
}

extension Matrix.Row {
  public var json: JSON {
    [
      "party": .string(party), "government": JSON(government), "role": .string(role.rawValue),
      "code": JSON(code?.rawValue), "on_revision": JSON(onRevision),
      "status": .string(status.rawValue), "counts_as": .string(countsAs.rawValue),
      "objection": JSON(objection?.rawValue), "reason": JSON(reason), "remedy": JSON(remedy),
      "comment": JSON(comment),
      "conditions": .array(
        conditions.map {
          ["id": .string($0.id), "text": JSON($0.text), "state": .string($0.state.rawValue)]
        }),
      "defers_to": JSON(defersTo), "request": request?.json ?? .null, "by": by?.json ?? .null,
      "recorded_at": JSON(recordedAt?.description), "effective_at": JSON(effectiveAt?.rfc3339),
      "effective_zone": JSON(effectiveAt?.zone), "late": .bool(isLate), "event": JSON(event),
    ]
  }
}

extension Matrix.Request {
  public var json: JSON {
    [
      "asked_at": .string(askedAt.description), "suspense_at": .string(suspense.rfc3339),
      "suspense_zone": .string(suspense.zone),
    ]
  }
}
