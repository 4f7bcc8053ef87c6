import Deliberation

/// Exactly what leaves a government on release: the fixed list, and nothing else.
struct ReleasePackage {
  let file: FileState
  let adoption: Adoption
  let act: ReleaseAct
  let to: String

  /// The position as it is spoken to the others: code, level, releasable statement and the
  /// conditions that it depends on.
  var position: JointPosition {
    JointPosition(
      PositionTerms(
        adoption.code, statement: adoption.prose.statement,
        conditions: adoption.conditions.compactMap(\.text), reviewBy: adoption.reviewBy),
      level: adoption.level)
  }

  /// The same list for people and for `release check`.
  var leaves: [LeavingField] {
    var out: [LeavingField] = []
    func add(_ field: String, _ value: JSON) {
      if !value.isNull { out.append(LeavingField(field: field, value: value)) }
    }
    if act == .tables {
      add("title_en", JSON(file.title?.en))
      add("title_ja", JSON(file.title?.ja))
      add("topics", JSON(file.topics))
      add("level", .string(file.level.rawValue))
      add("instrument", JSON(file.instrument?.rawValue))
    }
    if act != .speaks {
      for language in file.current.languages {
        add("text_\(language)", JSON(file.current.body?[language]))
      }
      add("text_digest", .string(file.current.textDigest))
    }
    add("position", .string(adoption.code.rawValue))
    add("position_level", .string(adoption.level.rawValue))
    add("statement", JSON(adoption.prose.statement))
    if !adoption.conditions.isEmpty {
      add("conditions", JSON(adoption.conditions.compactMap(\.text)))
    }
    return out
  }

  /// The joint half of the crossing.
  func command(newRef: String) throws(Refusal) -> Command {
    switch act {
    case .tables:
      return .tableJoint(
        TableJoint(
          ref: newRef, topics: file.topics, level: file.level, instrument: file.instrument,
          title: file.title ?? LocalizedText(), body: file.current.body ?? LocalizedText(),
          originalLanguage: file.current.originalLanguage, position: position))
    case .speaks:
      return .speakJoint(
        SpeakJoint(ref: try jointRef(), pinned: file.current.jointRevision, position: position))
    case .counters:
      return .counterJoint(
        CounterJoint(
          ref: try jointRef(), pinned: file.lastJointRevision, material: file.current.isMaterial,
          body: file.current.body ?? LocalizedText(),
          originalLanguage: file.current.originalLanguage, position: position))
    }
  }

  private func jointRef() throws(Refusal) -> String {
    guard let ref = file.jointRef else {
      throw Refusal("release.act", "\(file.ref) has no joint file yet.")
    }
    return ref
  }

  /// What makes the joint step the same, whoever sends it: what leaves, and nothing of the national
  /// ledger's.
  var value: JSON {
    [
      "verb": "release", "act": .string(act.rawValue), "ref": JSON(file.jointRef),
      "leaves": .array(leaves.map { ["field": .string($0.field), "value": $0.value] }),
    ]
  }
}
