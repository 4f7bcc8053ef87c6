import Deliberation

extension ImportEntry {
  /// Understands an object of a source.
  init(_ json: JSON, time: inout ImportTime) throws(Quarantine) {
    guard case .object(let object) = json else {
      throw Quarantine("line.not_object", "The line is no JSON object.")
    }
    let members = ImportMembers(object)
    guard let name = object["kind"] else {
      throw Quarantine("kind.missing", "The entry has no 'kind'.")
    }
    guard let text = name.string, let kind = Kind(rawValue: text) else {
      throw Quarantine(
        "kind.unknown", "There is no kind \(name.text); the kinds are \(Self.list(Kind.self)).")
    }
    switch kind {
    case .party: self = .party(try Party(members))
    case .proposal: self = .proposal(try Proposal(members, &time))
    case .revision: self = .revision(try Revision(members, &time))
    case .position: self = .position(try Position(members, &time))
    case .decision: self = .decision(try Decision(members, &time))
    case .status: self = .status(try Status(members, &time))
    }
  }

  static func list<Code: RawRepresentable & CaseIterable>(_ type: Code.Type) -> String
  where Code.RawValue == String {
    type.allCases.map(\.rawValue).joined(separator: ", ")
  }
}

extension ImportEntry.Party {
  init(_ members: ImportMembers) throws(Quarantine) {
    code = try members.party("code")
    name = LocalizedText(en: try members.required("name_en"), ja: try members.prose("name_ja"))
    government = try members.optional("government")
    from = try members.date("valid_from")
    to = try members.date("valid_to")
    successor = try members.optional("successor")
    if successor != nil, to == nil {
      throw Quarantine(
        "date.missing", "\(code) has a successor and no 'valid_to' to say from when.")
    }
  }
}

extension ImportEntry.Proposal {
  init(_ members: ImportMembers, _ time: inout ImportTime) throws(Quarantine) {
    ref = try members.ref()
    let en = try members.prose("title_en")
    let ja = try members.prose("title_ja")
    guard en != nil || ja != nil else {
      throw Quarantine("title_missing", "\(ref) has neither 'title_en' nor 'title_ja'.")
    }
    title = LocalizedText(en: en, ja: ja)
    let language = try members.language() ?? (en == nil ? "ja" : "en")
    self.language = language
    body = LocalizedText(try members.prose("text").map { [language: $0] } ?? [:])
    topics = try members.strings("topics")
    guard !topics.isEmpty else {
      throw Quarantine("topic.missing", "\(ref) has no topics.")
    }
    sponsor = try members.optionalParty("sponsor")
    source = try members.source()
    level = try members.code("level", Level.self, "level.unknown")
    effective = try members.effective(&time)
  }
}

extension ImportEntry.Revision {
  init(_ members: ImportMembers, _ time: inout ImportTime) throws(Quarantine) {
    ref = try members.ref()
    guard let number = try members.number("revision") else {
      throw Quarantine("revision.missing", "The revision of \(ref) has no number in 'revision'.")
    }
    self.number = number
    language = try members.language()
    text = try members.prose("text")
    isMaterial = try members.flag("material") ?? true
    reason = try members.prose("reason")
    by = try members.optionalParty("by")
    effective = try members.effective(&time)
  }
}

extension ImportEntry.Position {
  init(_ members: ImportMembers, _ time: inout ImportTime) throws(Quarantine) {
    ref = try members.ref()
    party = try members.party("party")
    let (code, target) = try members.position()
    let zone = try members.optional("zone")
    effective = try members.effective(&time, zone: zone)
    terms = PositionTerms(
      code, reason: try members.prose("reason"), remedy: try members.prose("remedy"),
      comment: try members.prose("comment"), conditions: try members.strings("conditions"),
      reviewBy: try members.optional("review_by").map { text throws(Quarantine) in
        var later = ImportTime()
        return try later.read(text, zone: nil, member: "review_by").time
      }, defersTo: target)
    revision = try members.number("revision")
  }
}

extension ImportEntry.Decision {
  init(_ members: ImportMembers, _ time: inout ImportTime) throws(Quarantine) {
    ref = try members.ref()
    rule = try members.code("rule", RuleID.self, "rule.unknown")
    verdict = try members.code("verdict", Verdict.self, "verdict.unknown")
    revision = try members.number("revision")
    text = try members.prose("text")
    source = try members.source()
    level = try members.code("level", Level.self, "level.unknown")
    effective = try members.effective(&time)
  }
}

extension ImportEntry.Status {
  init(_ members: ImportMembers, _ time: inout ImportTime) throws(Quarantine) {
    ref = try members.ref()
    guard let status = try members.code("status", Headline.self, "status.unknown") else {
      throw Quarantine("status.missing", "The entry for \(ref) states no 'status'.")
    }
    self.status = status
    reason = try members.prose("reason")
    effective = try members.effective(&time)
  }
}
