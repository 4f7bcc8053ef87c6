import Deliberation
import EventStore

extension Session {
  /// One file's state at a moment, for the smaller questions.
  private func file(_ typed: String, at moment: Moment?) async throws -> (
    FileState, LedgerView, Frame
  ) {
    let file = try await resolve(typed)
    let frame = try await frame([file.ledger], at: moment)
    let view = try await file.ledger.fileView([file.ref], upTo: frame.upTo[file.ledger.code])
    guard let state = view.state.files[file.ref] else { throw WorkflowError.notFound(typed) }
    return (state, view, frame)
  }

  /// Who was asked, when and until when.
  public func listRequests(_ typed: String, at moment: Moment?) async throws -> Answer {
    let (file, view, frame) = try await file(typed, at: moment)
    let answered = Dictionary(
      uniqueKeysWithValues: file.matrix(in: view.state, now: frame.knownAt).parties.map {
        ($0.party, $0.status)
      })
    let items = file.requests.values.sorted {
      ($0.suspense.instant, $0.party) < ($1.suspense.instant, $1.party)
    }
    .map { request -> JSON in
      [
        "ref": .string(file.ref), "party": .string(request.party),
        "role": .string(request.role.rawValue), "revision": .int(Int64(request.revision)),
        "level": .string(request.level.rawValue), "asked_at": .string(request.askedAt.description),
        "suspense_at": .string(request.suspense.rfc3339),
        "suspense_zone": .string(request.suspense.zone),
        "status": JSON(answered[request.party]?.rawValue), "dropped": .bool(request.isDropped),
        "overdue": .bool(
          request.suspense.instant < frame.knownAt && answered[request.party] == .noResponse),
      ]
    }
    return Answer(schema: "ringi.clearance/1", asOf: frame.asOf([view.code]), items: items)
  }

  /// The objections on a file and what became of them, oldest first.
  public func listObjections(_ typed: String, at moment: Moment?) async throws -> Answer {
    let (file, view, frame) = try await file(typed, at: moment)
    let items = file.objections.map { objection -> JSON in
      var item = view.json(objection).object ?? [:]
      item["recorded_at"] = .string(objection.recordedAt.description)
      item["event_id"] = .string(objection.event)
      return .object(item)
    }
    return Answer(schema: "ringi.objections/1", asOf: frame.asOf([view.code]), items: items)
  }

  /// The government's one voice on a file.
  public func showNational(_ typed: String, at moment: Moment?) async throws -> Answer {
    let (file, view, frame) = try await file(typed, at: moment)
    guard view.state.kind == .national else {
      throw WorkflowError(
        "usage",
        "\(file.ref) is a joint file; it has a position of each government, not a national one.",
        hint: "ringi matrix \(file.ref)")
    }
    var body = view.national(file, now: frame.knownAt).object ?? [:]
    let adoption = file.adoptions.last
    body["ref"] = .string(file.ref)
    body["statement"] = JSON(adoption?.prose.statement)
    body["dissent"] = .array(
      (adoption?.dissent ?? []).map { ["party": .string($0.party), "event": .string($0.event)] })
    return Answer(schema: "ringi.national/1", asOf: frame.asOf([view.code]), body: body)
  }

  /// Every position taken on a file, in order.
  public func positionHistory(
    _ typed: String, party: String?, at moment: Moment?, page: Page
  ) async throws -> Answer {
    let (file, view, frame) = try await file(typed, at: moment)
    let speakers = Speakers(view.records)
    let items = view.records.filter { record in
      guard record.stream == file.stream, party == nil || record.speaker == party else {
        return false
      }
      switch record.event {
      case .positionRecorded, .nationalPositionAdopted: return true
      default: return false
      }
    }.map { Self.timelineItem($0, view: view, ref: file.ref, speakers: speakers) }
    return try Answer(
      schema: "ringi.timeline/1", asOf: frame.asOf([view.code]), items: items, page: page)
  }

  /// Two texts of a file to compare: by default the previous and the current revision.
  public func revisionPair(
    _ typed: String, from: Int?, to: Int?, language: String?, at moment: Moment?
  ) async throws -> (answer: Answer, old: String, new: String) {
    let (file, view, frame) = try await file(typed, at: moment)
    let new = to ?? (from == nil ? file.revision : file.revision)
    let old = from ?? max(1, new - 1)
    for number in [old, new] where !(1...file.revision).contains(number) {
      throw WorkflowError(
        "not_found", "\(file.ref) has no revision \(number).",
        hint: "It has revisions 1 to \(file.revision).")
    }
    let language = language ?? file.revisions[new - 1].originalLanguage
    func text(_ number: Int) throws -> String {
      guard let text = file.revisions[number - 1].body?[language] else {
        throw WorkflowError(
          "not_found", "\(file.ref)@\(number) has no text in '\(language)'.",
          hint: "It is written in \(file.revisions[number - 1].languages.joined(separator: ", ")).")
      }
      return text
    }
    let body: JSONObject = [
      "ref": .string(file.ref), "from": .int(Int64(old)), "to": .int(Int64(new)),
      "language": .string(language), "material": .bool(file.revisions[new - 1].isMaterial),
    ]
    let answer = Answer(schema: "ringi.diff/1", asOf: frame.asOf([view.code]), body: body)
    return (answer, try text(old), try text(new))
  }
}
