import Deliberation

enum ProposalScreen {
  static func render(_ json: JSON, _ screen: Screen) -> String {
    var sheet = Sheet()
    let label = screen.catalogue.label
    sheet.add(screen.text(.headingReference), json["ref_at"]?.string, .reference)
    sheet.add(
      screen.text(.headingTitle), json["title_en"]?.string ?? withheld(json["title_en"], screen))
    sheet.add("", json["title_ja"]?.string)
    sheet.add(screen.text(.headingStatus), label(.status, json["status"]?.string))
    sheet.add(screen.text(.headingTopics), (json["topics"]?.strings ?? []).joined(separator: ", "))
    sheet.add(screen.text(.headingLevel), label(.level, json["level"]?.string))
    sheet.add(
      screen.text(.headingInstrument), json["instrument"]?.string.map { label(.instrument, $0) })
    sheet.add(screen.text(.headingSponsor), json["sponsor"]?["party"]?.string)
    if let national = json["national"], !national.isNull {
      let code =
        national["code"]?.string.map {
          " · " + label(.position, $0) + "@\(national["revision"]?.int ?? 0)"
        } ?? ""
      sheet.add(
        screen.text(.headingNational), label(.nationalStatus, national["status"]?.string) + code)
    }
    if let joint = json["joint"], !joint.isNull {
      let ref = joint["ref"]?.string ?? ""
      let revision = joint["revision"]?.int.map { "@\($0)" } ?? ""
      let status = joint["status"]?.string.map { " · " + label(.status, $0) } ?? ""
      let behind = joint["in_step"]?.bool == false ? " · " + screen.text(.behindJoint, ref) : ""
      sheet.add(
        screen.text(.headingJoint), ref + revision + status + behind, behind.isEmpty ? .plain : .bad
      )
    }
    sheet.add(screen.text(.headingDecision), json["decision"]?.string, .reference)
    sheet.add(screen.text(.headingExternal), json["external_ref"]?.string)
    var out = screen.render(sheet)
    for objection in json["objections"]?.array ?? [] {
      let state = objection["state"]?.string
      let kind = screen.text(.headingObjection) + " " + label(.objection, state)
      out += "\n" + screen.paint(state == "open" ? .bad : .dim, kind) + ": "
      out +=
        SafeText.line(objection["party"]?.string ?? "")
        + "@\(objection["since_revision"]?.int ?? 0)\n"
      if let reason = objection["reason"]?.string ?? withheld(objection["reason"], screen) {
        out += screen.prose(reason, indent: 2)
      }
      if let remedy = objection["remedy"]?.string {
        out += screen.prose(screen.text(.headingRemedy) + ": " + remedy, indent: 2)
      }
    }
    if let shown = json["text_revision"]?.int, shown != json["revision"]?.int {
      out += "\n" + screen.paint(.warning, screen.text(.earlierText, String(shown))) + "\n"
    }
    if let text = json["text"]?.string {
      out += "\n" + screen.prose(text)
    } else if let gone = withheld(json["text"], screen) {
      out += "\n" + gone + "\n"
    }
    let next = json["next"]?.array ?? []
    if !next.isEmpty {
      out += "\n" + screen.paint(.heading, screen.text(.headingNext)) + "\n"
      for step in next {
        out +=
          SafeText.line("  \(step["party"]?.string ?? ""): \(step["command"]?.string ?? "")") + "\n"
      }
    }
    return out
  }
}

enum MatrixScreen {
  static func render(_ json: JSON, _ screen: Screen) -> String {
    let label = screen.catalogue.label
    var table = Table([
      .init(screen.text(.headingParty)), .init(screen.text(.headingRole)),
      .init(screen.text(.headingPosition)), .init("@", alignment: .right),
      .init(screen.text(.headingStatus)), .init(screen.text(.headingCounts)),
      .init(screen.text(.headingObjection)),
      .init(screen.text(.headingReason), shrinksTo: 14, wraps: true),
    ])
    for row in json["parties"]?.array ?? [] {
      let status = row["status"]?.string
      let objection = row["objection"]?.string
      let counts = row["counts_as"]?.string
      let remedy = row["remedy"]?.string.map { screen.text(.headingRemedy) + ": " + $0 }
      let prose = [row["reason"]?.string, row["comment"]?.string, remedy].compactMap(\.self)
        .joined(separator: " ")
      table.append([
        .init(row["party"]?.string, .reference), .init(label(.role, row["role"]?.string)),
        .init(row["code"]?.string.map { label(.position, $0) } ?? "—"),
        .init(row["on_revision"]?.int.map(String.init)),
        .init(
          label(.stand, status), status == "stale" || status == "no_response" ? .warning : .plain),
        .init(label(.counts, counts), counts == "blocks" ? .bad : counts == "for" ? .good : .plain),
        .init(label(.objection, objection), objection == "open" ? .bad : .plain), .init(prose),
      ])
    }
    var out = screen.paint(.heading, SafeText.line(json["ref_at"]?.string ?? "")) + "\n"
    out += screen.render(table)
    let verdict = json["verdict"]
    if verdict?["would_pass"]?.bool == true {
      out += "\n" + screen.paint(.good, screen.text(.wouldPass)) + "\n"
    } else {
      out += "\n" + screen.paint(.bad, screen.text(.wouldNotPass)) + "\n"
      for blocker in verdict?["blockers"]?.array ?? [] {
        out += SafeText.line("  \(blocker["party"]?.string ?? ""): ")
        out += label(.blocker, blocker["code"]?.string) + "\n"
      }
    }
    return out
  }
}

enum TimelineScreen {
  static let keys = [
    "ledger", "position", "type", "ref", "revision", "party", "government", "by", "recorded_at",
    "effective_at", "effective_zone", "late", "summary", "reason", "external",
  ]

  static func render(_ json: JSON, _ screen: Screen) -> String {
    var table = Table([
      .init(screen.text(.headingWhen)), .init(screen.text(.headingLedger)),
      .init(screen.text(.headingParty)), .init(screen.text(.headingLogin), shrinksTo: 8),
      .init(screen.text(.headingWhat), shrinksTo: 20, wraps: true),
    ])
    for item in json["items"]?.array ?? [] {
      let late = item["late"]?.bool == true ? " (\(screen.text(.late)))" : ""
      let reason =
        (item["reason"]?.string ?? withheld(item["reason"], screen)).map { " — " + $0 } ?? ""
      table.append([
        .init(shortTime(item["recorded_at"]?.string), .dim), .init(item["ledger"]?.string),
        .init(item["party"]?.string, .reference), .init(item["by"]?["login"]?.string),
        .init((item["summary"]?.string ?? "") + late + reason),
      ])
    }
    return screen.render(table)
  }

  /// To the second: a column of microseconds tells a reader nothing.
  private static func shortTime(_ text: String?) -> String? {
    text.map { String($0.prefix(19)) + "Z" }
  }
}

enum NationalScreen {
  static func render(_ json: JSON, _ screen: Screen) -> String {
    let label = screen.catalogue.label
    var sheet = Sheet()
    sheet.add(screen.text(.headingReference), json["ref"]?.string, .reference)
    sheet.add(screen.text(.headingStatus), label(.nationalStatus, json["status"]?.string))
    sheet.add(
      screen.text(.headingPosition),
      json["code"]?.string.map { label(.position, $0) + "@\(json["revision"]?.int ?? 0)" })
    sheet.add(screen.text(.headingLevel), json["level"]?.string.map { label(.level, $0) })
    sheet.add(screen.text(.headingRule), json["rule"]?["id"]?.string)
    sheet.add(screen.text(.headingWho), json["by"]?["person"]?.string)
    sheet.add(screen.text(.headingWhen), screen.time(json["adopted_at"]?.string))
    return screen.render(sheet)
  }
}

enum ReleaseCheckScreen {
  static func render(_ json: JSON, _ screen: Screen) -> String {
    var out = screen.paint(.heading, screen.text(.leaves)) + "\n"
    for leaf in json["leaves"]?.array ?? [] {
      let value = leaf["value"]
      let text = value?.string ?? value?.strings?.joined(separator: ", ") ?? value?.text ?? ""
      out += "  " + screen.paint(.dim, SafeText.line(leaf["field"]?.string ?? "")) + "\n"
      out += screen.prose(text, indent: 4)
    }
    out += screen.paint(.heading, screen.text(.stays)) + "\n"
    for stay in json["stays"]?.array ?? [] {
      out += SafeText.line("  \(stay["count"]?.int ?? 0) × \(stay["kind"]?.string ?? "")") + "\n"
    }
    for blocker in json["blockers"]?.strings ?? [] {
      out +=
        screen.paint(.bad, screen.text(.headingBlockers)) + ": " + SafeText.line(blocker) + "\n"
    }
    return out
  }
}

enum DecisionScreen {
  static let listKeys = [
    "ref", "proposal", "revision", "verdict", "level", "rule", "superseded_by",
  ]

  static func renderList(_ json: JSON, _ screen: Screen) -> String {
    let items = json["items"]?.array ?? []
    guard !items.isEmpty else { return screen.text(.nothing) + "\n" }
    var table = Table([
      .init(screen.text(.headingDecision)), .init(screen.text(.headingReference)),
      .init(screen.text(.headingVerdict)), .init(screen.text(.headingLevel)),
      .init(screen.text(.headingRule)),
    ])
    for item in items {
      table.append([
        .init(item["ref"]?.string, .reference),
        .init("\(item["proposal"]?.string ?? "")@\(item["revision"]?.int ?? 0)"),
        .init(screen.catalogue.label(.status, item["verdict"]?.string)),
        .init(screen.catalogue.label(.level, item["level"]?.string)), .init(item["rule"]?.string),
      ])
    }
    return screen.render(table)
  }

  static func render(_ json: JSON, _ screen: Screen) -> String {
    let label = screen.catalogue.label
    var sheet = Sheet()
    sheet.add(screen.text(.headingDecision), json["ref"]?.string, .reference)
    sheet.add(
      screen.text(.headingReference),
      "\(json["proposal"]?.string ?? "")@\(json["revision"]?.int ?? 0)")
    sheet.add(screen.text(.headingVerdict), label(.status, json["verdict"]?.string))
    sheet.add(screen.text(.headingLevel), label(.level, json["level"]?.string))
    sheet.add(screen.text(.headingRule), json["rule"]?["id"]?.string)
    sheet.add(screen.text(.headingRecorded), screen.time(json["recorded_at"]?.string))
    for authority in json["authority"]?.array ?? [] {
      let who = [authority["government"], authority["person"], authority["appointment"]]
        .compactMap { $0?.string }.joined(separator: " · ")
      sheet.add(screen.text(.headingAuthority), who)
    }
    if let tally = json["tally"], let basis = tally["basis"]?.string {
      let counts = ["for", "against", "abstain", "absent", "needed"]
        .compactMap { key in tally[key]?.int.map { "\(key) \($0)" } }.joined(separator: ", ")
      sheet.add(screen.text(.headingTally), "\(counts) (\(basis))")
    }
    sheet.add("", json["superseded_by"]?.string.map { "→ " + $0 })
    var out = screen.render(sheet)
    let changes = json["would_change"]?.strings ?? []
    if !changes.isEmpty { out += "\n" + screen.paint(.heading, screen.text(.wouldChange)) + "\n" }
    for sentence in changes { out += screen.prose(sentence, indent: 2) }
    return out
  }

  static func renderLineage(_ json: JSON, _ screen: Screen) -> String {
    SafeText.line((json["lineage"]?.strings ?? []).joined(separator: " → ")) + "\n"
  }
}

enum WhoamiScreen {
  static func render(_ json: JSON, _ screen: Screen) -> String {
    var sheet = Sheet()
    sheet.add(screen.text(.headingLogin), json["login"]?.string, .reference)
    sheet.add(screen.text(.headingPerson), json["person"]?.string)
    sheet.add(screen.text(.headingPost), json["appointment"]?.string)
    sheet.add(
      screen.text(.headingLevel), json["level"]?.string.map { screen.catalogue.label(.level, $0) })
    sheet.add(screen.text(.headingParty), json["party"]?.string)
    sheet.add(screen.text(.headingGovernment), json["government"]?.string)
    sheet.add(
      screen.text(.capacities), (json["capacities"]?.strings ?? []).joined(separator: ", "))
    sheet.add(screen.text(.headingLedger), (json["ledgers"]?.strings ?? []).joined(separator: ", "))
    return screen.render(sheet)
  }
}

/// Lists and sheets that need no screen of their own.
enum PlainScreen {
  static func sheet(_ json: JSON, _ screen: Screen) -> String {
    var sheet = Sheet()
    for member in json.object?.members ?? [] where !["schema", "as_of"].contains(member.key) {
      sheet.add(member.key, word(member.value).flatMap { $0.isEmpty ? nil : $0 })
    }
    return screen.render(sheet)
  }

  static func list(_ keys: [String]) -> (JSON, Screen) -> String {
    { json, screen in
      let items = json["items"]?.array ?? []
      guard !items.isEmpty else { return screen.text(.nothing) + "\n" }
      var table = Table(
        keys.map { .init($0.replacing("_", with: " "), shrinksTo: 12, wraps: true) })
      for item in items { table.append(keys.map { .init(word(item[$0])) }) }
      return screen.render(table)
    }
  }

  private static func word(_ value: JSON?) -> String? {
    switch value {
    case nil, .null: nil
    case .string(let text): text
    case .array(let values)?: values.map { word($0) ?? "" }.joined(separator: ", ")
    case .object(let object)?:
      object.members.map { "\($0.key) \(word($0.value) ?? "")" }.joined(separator: ", ")
    case let value?: value.text
    }
  }
}
