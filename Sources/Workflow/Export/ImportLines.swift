import Deliberation

/// A ledger's events in the format that an import takes.
struct ImportLines {
  enum Outcome {
    case line(JSON)
    /// Said by another line.
    case covered
    /// The format has no words for it.
    case inexpressible
  }

  private let state: LedgerState
  /// What a file is called: by its source where it was imported, else by this ledger.
  private var names: [String: String] = [:]

  /// - Parameter state: the roster and the topics as they are at the end.
  init(_ state: LedgerState) { self.state = state }

  /// The parties, each after its successor.
  var parties: [JSON] {
    var out: [JSON] = []
    var done: Set<String> = []
    for code in state.roster.parties.keys.sorted() {
      var chain: [Party] = []
      var next: String? = code
      while let key = next, let party = state.roster.parties[key], done.insert(key).inserted {
        chain.append(party)
        next = party.successor
      }
      out += chain.reversed().map(Self.line)
    }
    return out
  }

  private static func line(_ party: Party) -> JSON {
    var line: JSONObject = [
      "kind": "party", "code": .string(party.code),
      "name_en": .string(party.name?.en ?? party.name?.ja ?? party.code),
    ]
    line["name_ja"] = party.name?.ja.map(JSON.string)
    line["government"] = party.government.map(JSON.string)
    line["valid_from"] = party.from.map { .string($0.description) }
    line["valid_to"] = party.to.map { .string($0.description) }
    // The end of a membership says from when another holds its seat.
    if party.to != nil { line["successor"] = party.successor.map(JSON.string) }
    return .object(line)
  }

  mutating func line(_ record: EventRecord) -> Outcome {
    switch record.event {
    case .ledgerOpened, .agencyRegistered, .agencyRenamed, .agencySucceeded, .memberAdmitted,
      .memberSucceeded, .topicOpened, .proposalDecided, .nationalFileOpened:
      return .covered
    case .proposalFiled(let event):
      names[event.ref] = event.externalRef ?? event.ref
      return .line(
        proposal(
          event.ref, event.title, event.body, event.originalLanguage, event.topics, event.level,
          event.source, record))
    case .proposalTabled(let event):
      names[event.ref] = event.externalRef ?? event.ref
      return .line(
        proposal(
          event.ref, event.title, event.body, event.originalLanguage, event.topics, event.level,
          event.source, record))
    case .revisionFiled(let event):
      return .line(
        revision(
          event.revision, event.body, event.originalLanguage, event.material, event.reason, record))
    case .jointRevisionReceived(let event):
      return .line(
        revision(
          event.revision, event.body, event.originalLanguage, event.material, event.reason, record))
    case .positionRecorded(let event):
      guard let code = event.code else { return .inexpressible }
      var line = position(
        code, event.revision, record, reason: event.reason ?? event.statement,
        remedy: event.remedy, reviewBy: event.reviewBy, defersTo: event.defersTo)
      line["comment"] = event.comment.map(JSON.string)
      line["conditions"] = Self.conditions(event.conditions, event.conditionTexts)
      return .line(.object(line))
    case .nationalPositionAdopted(let event):
      var line = position(
        event.code, event.revision, record, reason: event.reason ?? event.statement,
        remedy: event.remedy, reviewBy: event.reviewBy, defersTo: nil)
      line["conditions"] = Self.conditions(event.conditions, event.conditionTexts)
      return .line(.object(line))
    case .decisionTaken(let event): return .line(decision(event, record))
    case .statusRecorded(let event): return .line(status(event.status, event.reason, record))
    case .proposalWithdrawn(let event): return .line(status(.withdrawn, event.reason, record))
    default: return .inexpressible
    }
  }

  // MARK: Lines

  private func start(_ kind: ImportEntry.Kind, _ ref: String) -> JSONObject {
    ["kind": .string(kind.rawValue), "ref": .string(names[ref] ?? ref)]
  }

  private func ref(_ record: EventRecord) -> String {
    String(record.stream.drop { $0 != "/" }.dropFirst())
  }

  private func end(_ line: inout JSONObject, _ record: EventRecord) {
    line["effective_at"] = .string(record.effective.rfc3339)
    if record.effective.zone != ImportTime.zone(ofOffset: record.effective.offsetMinutes) {
      line["zone"] = .string(record.effective.zone)
    }
  }

  private func proposal(
    _ ref: String, _ title: LocalizedText?, _ body: LocalizedText?, _ language: String,
    _ topics: [String], _ level: Level, _ source: JSON?, _ record: EventRecord
  ) -> JSON {
    var line = start(.proposal, ref)
    line["title_en"] = title?.en.map(JSON.string)
    line["title_ja"] = title?.ja.map(JSON.string)
    // A title that was destroyed leaves its place.
    if title?.en == nil, title?.ja == nil { line["title_en"] = .string(names[ref] ?? ref) }
    line["topics"] = .array(topics.map { .string(state.topics[$0].flatMap(Self.name) ?? $0) })
    line["sponsor"] = record.speaker.map(JSON.string)
    line["text"] = body?[language].map(JSON.string)
    line["language"] = .string(language)
    line["level"] = .string(level.rawValue)
    line["source"] = source
    end(&line, record)
    return .object(line)
  }

  /// The name from which an import makes the same code.
  private static func name(_ topic: TopicState) -> String? {
    [topic.title?.en, topic.title?.ja].compactMap(\.self).first {
      ImportTopic.code($0) == topic.code
    }
  }

  private func revision(
    _ number: Int, _ body: LocalizedText?, _ language: String, _ isMaterial: Bool,
    _ reason: String?, _ record: EventRecord
  ) -> JSON {
    var line = start(.revision, ref(record))
    line["revision"] = JSON(number)
    line["text"] = body?[language].map(JSON.string)
    line["language"] = .string(language)
    line["material"] = .bool(isMaterial)
    line["reason"] = reason.map(JSON.string)
    line["by"] = record.speaker.map(JSON.string)
    end(&line, record)
    return .object(line)
  }

  private func position(
    _ code: PositionCode, _ revision: Int, _ record: EventRecord, reason: String?,
    remedy: String?, reviewBy: ZonedTime?, defersTo: String?
  ) -> JSONObject {
    var line = start(.position, ref(record))
    line["party"] = JSON(record.speaker)
    line["position"] = .string(defersTo.map { "defer_to:\($0)" } ?? code.rawValue)
    line["revision"] = JSON(revision)
    line["reason"] = reason.map(JSON.string)
    line["remedy"] = remedy.map(JSON.string)
    line["review_by"] = reviewBy.map { .string($0.rfc3339) }
    end(&line, record)
    return line
  }

  private static func conditions(_ ids: [String], _ texts: [String: String]?) -> JSON? {
    ids.isEmpty ? nil : JSON(ids.map { texts?[$0] ?? $0 })
  }

  private func decision(_ event: DecisionTaken, _ record: EventRecord) -> JSON {
    var line = start(.decision, event.proposal)
    line["rule"] = .string(event.rule.id.rawValue)
    // What an import left to the rule is left to it again.
    if event.stated != false { line["verdict"] = .string(event.verdict.rawValue) }
    line["revision"] = JSON(event.revision)
    line["level"] = .string(event.level.rawValue)
    line["text"] = event.statement.map(JSON.string)
    line["source"] = event.source
    end(&line, record)
    return .object(line)
  }

  private func status(_ status: Headline, _ reason: String?, _ record: EventRecord) -> JSON {
    var line = start(.status, ref(record))
    line["status"] = .string(status.rawValue)
    line["reason"] = reason.map(JSON.string)
    end(&line, record)
    return .object(line)
  }
}
