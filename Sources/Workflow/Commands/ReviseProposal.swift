public import Deliberation

extension Session {
  /// Files a new revision; whether it is material decides whether positions on the old one still
  /// hold.
  public func reviseProposal(
    _ typed: String, body: LocalizedText, originalLanguage: String, isMaterial: Bool,
    reason: String?, _ options: WriteOptions
  ) async throws -> Written {
    let arguments: JSONObject = [
      "body": .object(JSONObject(body.languages.map { .init(key: $0, value: JSON(body[$0])) })),
      "language": .string(originalLanguage), "material": .bool(isMaterial), "reason": JSON(reason),
    ]
    return try await act(on: typed, "proposal.revise", arguments, options) { ref, pinned, _ in
      .reviseProposal(
        ReviseProposal(
          ref: ref, pinned: pinned, material: isMaterial, body: body,
          originalLanguage: originalLanguage, reason: reason))
    }
  }

  /// Holds that a revision filed as formal changes the substance.
  public func challengeMateriality(
    _ typed: String, reason: String?, _ options: WriteOptions
  ) async throws -> Written {
    try await act(on: typed, "proposal.challenge", ["reason": JSON(reason)], options) {
      ref, pinned, _ in
      .challengeMateriality(ChallengeMateriality(ref: ref, pinned: pinned, reason: reason))
    }
  }

  public func withdrawProposal(
    _ typed: String, reason: String?, _ options: WriteOptions
  ) async throws -> Written {
    try await act(on: typed, "proposal.withdraw", ["reason": JSON(reason)], options) {
      ref, pinned, _ in
      .withdrawProposal(WithdrawProposal(ref: ref, pinned: pinned, reason: reason))
    }
  }
}
