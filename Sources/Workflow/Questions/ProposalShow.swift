import Deliberation
import EventStore

extension Session {
  /// One file as it stands: texts, objections, the national position, the joint side, the decision,
  /// and what comes next.
  public func showProposal(_ typed: String, at moment: Moment?) async throws -> Answer {
    let file = try await resolve(typed)
    let open = try await ledgers()
    let frame = try await frame(open, at: moment)
    let view = try await file.ledger.fileView([file.ref], upTo: frame.upTo[file.ledger.code])
    guard let state = view.state.files[file.ref],
      file.pinned.map({ $0 <= state.revision }) ?? true
    else { throw WorkflowError.notFound(typed) }
    var used = [file.ledger.code]
    var joint: JSON = .null
    if let jointRef = state.jointRef {
      let code = Reference.ledger(of: jointRef)
      let other = open.first { $0.code == code }
      if let other { used.append(other.code) }
      joint = try await jointSide(state, ref: jointRef, ledger: other, frame: frame)
    }
    var body = Self.body(state, view: view, frame: frame, pinned: file.pinned, joint: joint)
    // Once released, a file stands where the joint one does.
    if let status = joint["status"], !status.isNull {
      body["status"] = status
      body["decision"] = joint["decision"] ?? .null
    }
    return Answer(schema: "ringi.proposal/1", asOf: frame.asOf(used), body: body)
  }

  static func body(
    _ file: FileState, view: LedgerView, frame: Frame, pinned: Int?, joint: JSON
  ) -> JSONObject {
    let shown = pinned.map { file.revisions[$0 - 1] } ?? file.current
    let now = frame.knownAt
    return [
      "ref": .string(file.ref), "ref_at": .string(file.refAt), "ledger": .string(view.code),
      "government": JSON(view.state.government ?? view.government(of: file.sponsor)),
      "title_en": view.title(file, "en"), "title_ja": view.title(file, "ja"),
      "topics": JSON(file.topics), "level": .string(file.level.rawValue),
      "instrument": JSON(file.instrument?.rawValue),
      "status": .string(file.headline(in: view.state, now: now).rawValue),
      "sponsor": [
        "government": JSON(view.government(of: file.sponsor)), "party": JSON(file.sponsor),
      ],
      "revision": .int(Int64(file.revision)),
      "revisions": .array(file.revisions.map { view.json($0) }),
      "text": view.text(of: shown), "text_revision": .int(Int64(shown.number)),
      "texts": .object(
        JSONObject(
          (shown.body?.languages ?? []).map { .init(key: $0, value: JSON(shown.body?[$0])) })),
      "objections": .array(file.objections.map { view.json($0) }),
      "national": view.national(file, now: now), "joint": joint,
      "decision": JSON(file.decision),
      "next": .array(file.nextSteps(in: view.state, now: now).map { $0.json(file) }),
      "external_ref": JSON(file.externalRef),
    ]
  }

  private func jointSide(
    _ file: FileState, ref: String, ledger: Ledger?, frame: Frame
  ) async throws -> JSON {
    var side: JSONObject = [
      "ref": .string(ref), "revision": nil, "our_revision": JSON(file.lastJointRevision),
      "in_step": true, "status": nil, "decision": nil,
    ]
    if let ledger {
      let view = try await ledger.fileView([ref], upTo: frame.upTo[ledger.code])
      if let joint = view.state.files[ref] {
        side["revision"] = .int(Int64(joint.revision))
        side["in_step"] = .bool(file.lastJointRevision == joint.revision)
        side["status"] = .string(joint.headline(in: view.state, now: frame.knownAt).rawValue)
        side["decision"] = JSON(joint.decision)
      }
    }
    return .object(side)
  }
}

extension LedgerView {
  func json(_ revision: RevisionState) -> JSON {
    [
      "revision": .int(Int64(revision.number)),
      "filed_at": .string(revision.recordedAt.description),
      "recorded_at": .string(revision.recordedAt.description),
      "effective_at": .string(revision.effective.rfc3339),
      "effective_zone": .string(revision.effective.zone), "party": JSON(revision.party),
      "government": JSON(government(of: revision.party)), "material": .bool(revision.isMaterial),
      "challenged": .bool(revision.isChallenged), "reason": JSON(revision.reason),
      "text_digest": .string(revision.textDigest), "languages": JSON(revision.languages),
      "joint_revision": JSON(revision.jointRevision),
    ]
  }

  /// The text in its original language, or what stands in its place.
  func text(of revision: RevisionState) -> JSON {
    if let text = revision.body?[revision.originalLanguage] { return .string(text) }
    guard let record = records.first(where: { $0.eventID == revision.event }),
      record.textIsWithheld
    else { return .null }
    return withheld(record)
  }

  func json(_ objection: Objection) -> JSON {
    let record = records.first { $0.eventID == objection.event }
    let gone = record.map { $0.textIsWithheld ? withheld($0) : JSON.null } ?? .null
    return [
      "party": .string(objection.party), "since_revision": .int(Int64(objection.sinceRevision)),
      "state": .string(objection.state.rawValue),
      "reason": objection.reason.map(JSON.string) ?? gone,
      "remedy": objection.remedy.map(JSON.string) ?? gone,
    ]
  }

  /// The government's one voice; `null` on a joint file.
  func national(_ file: FileState, now: Timestamp) -> JSON {
    guard state.kind == .national else { return .null }
    let adoption = file.adoptions.last
    let speakers = Speakers(records)
    return [
      "status": .string(file.nationalStatus.rawValue),
      "code": JSON(adoption?.code.rawValue), "revision": JSON(adoption?.revision),
      "rule": [
        "id": .string((adoption?.rule.id ?? state.rule.id).rawValue),
        "version": .int(Int64(adoption?.rule.version ?? state.rule.version)),
      ],
      "level": JSON(adoption?.level.rawValue),
      "adopted_at": JSON(adoption?.recordedAt.description),
      "by": adoption.map { speakers.json(login: $0.login, authority: $0.authority) } ?? .null,
    ]
  }
}
