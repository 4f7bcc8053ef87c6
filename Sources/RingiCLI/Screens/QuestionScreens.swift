import Deliberation

/// Answers to questions about many files, as tables.
enum QuestionScreen {
  /// A column: the key of its value, its title and how the value is shown.
  struct Column: Sendable {
    enum Content: Sendable {
      case plain, reference, time, login, prose
      case label(Catalogue.Family)
      case title, next, blockers
    }

    var key: String
    var heading: MessageKey
    var content: Content

    init(_ key: String, _ heading: MessageKey, _ content: Content = .plain) {
      self.key = key
      self.heading = heading
      self.content = content
    }
  }

  static func list(_ columns: [Column]) -> @Sendable (JSON, Screen) -> String {
    { json, screen in
      let items = json["items"]?.array ?? []
      guard !items.isEmpty else { return screen.text(.nothing) + "\n" }
      var table = Table(columns.map { column($0, screen) })
      for item in items { table.append(columns.map { cell($0, item, screen) }) }
      return screen.render(table)
    }
  }

  private static func column(_ column: Column, _ screen: Screen) -> Table.Column {
    let title = screen.text(column.heading)
    switch column.content {
    case .prose: return .init(title, shrinksTo: 16, wraps: true)
    case .title, .blockers: return .init(title, shrinksTo: 16)
    case .next: return .init(title, shrinksTo: 24, wraps: true)
    case .login: return .init(title, shrinksTo: 8)
    default: return .init(title)
    }
  }

  private static func cell(_ column: Column, _ item: JSON, _ screen: Screen) -> Table.Cell {
    let value = item[column.key]
    switch column.content {
    case .plain: return .init(word(value))
    case .prose:
      return withheld(value, screen).map { .init($0, .dim) } ?? .init(word(value))
    case .reference: return .init(value?.string, .reference)
    case .time: return .init(shortTime(value?.string, screen), .dim)
    case .login: return .init(value?["login"]?.string)
    case .label(let family):
      return .init(value?.string.map { screen.catalogue.label(family, $0) })
    case .title: return .init(title(item, screen))
    case .next:
      return .init(
        (value?.array ?? []).map {
          "\($0["party"]?.string ?? ""): \($0["command"]?.string ?? "")"
        }.joined(separator: "; "))
    case .blockers:
      return .init(
        (value?.array ?? []).map {
          "\($0["party"]?.string ?? "") "
            + screen.catalogue.label(.blocker, $0["code"]?.string)
        }.joined(separator: ", "), .bad)
    }
  }

  /// How long ago on a terminal; to the second in a pipe.
  private static func shortTime(_ text: String?, _ screen: Screen) -> String? {
    guard let text else { return nil }
    if screen.isTerminal { return screen.time(text) }
    return text.hasSuffix("Z") ? String(text.prefix(19)) + "Z" : text
  }

  private static func word(_ value: JSON?) -> String? {
    switch value {
    case nil, .null: nil
    case .string(let text): text
    case .array(let values)?: values.map { word($0) ?? "" }.joined(separator: ", ")
    case let value?: value.text
    }
  }

  static let boardKeys = [
    "ledger", "ref", "ref_at", "title_en", "title_ja", "status", "since", "level", "sponsor",
    "blockers", "next", "joint_ref", "decision",
  ]

  static let board = list([
    .init("status", .headingStatus, .label(.status)),
    .init("ref_at", .headingReference, .reference), .init("since", .headingSince, .time),
    .init("title_en", .headingTitle, .title), .init("blockers", .headingBlockers, .blockers),
    .init("next", .headingNext, .next),
  ])

  static let blocked = list([
    .init("ref_at", .headingReference, .reference), .init("party", .headingParty),
    .init("kind", .headingBlockers, .label(.blocker)), .init("since", .headingSince, .time),
    .init("level", .headingLevel, .label(.level)), .init("next", .headingNext, .next),
  ])

  /// The keys that every question about the past has.
  static let pastKeys = [
    "ledger", "ref", "party", "government", "kind", "by", "recorded_at", "effective_at",
    "effective_zone", "reason", "event_id",
  ]

  static let past = list([
    .init("recorded_at", .headingRecorded, .time), .init("ref", .headingReference, .reference),
    .init("party", .headingParty), .init("kind", .headingKind), .init("by", .headingLogin, .login),
    .init("reason", .headingReason, .prose),
  ])

  static let late = list([
    .init("recorded_at", .headingRecorded, .time),
    .init("effective_at", .headingEffective, .time), .init("ref", .headingReference, .reference),
    .init("party", .headingParty), .init("kind", .headingKind),
    .init("summary", .headingWhat, .prose), .init("reason", .headingReason, .prose),
  ])

  static let silences = list([
    .init("ref", .headingDecision, .reference), .init("proposal", .headingReference, .reference),
    .init("party", .headingParty), .init("kind", .headingKind),
    .init("closes_at", .headingTo, .time), .init("notice_event", .headingNotice),
  ])

  static let roles = list([
    .init("recorded_at", .headingRecorded, .time), .init("ledger", .headingLedger),
    .init("party", .headingParty), .init("role", .headingRole, .label(.role)),
    .init("kind", .headingKind), .init("from", .headingFrom, .time),
    .init("by", .headingLogin, .login), .init("basis", .headingDecision),
    .init("reason", .headingReason, .prose),
  ])

  static func silence(_ json: JSON, _ screen: Screen) -> String {
    var sheet = Sheet()
    let state = json["state"]?.string
    sheet.add(
      screen.text(.headingReference),
      "\(json["ref"]?.string ?? "")@\(json["revision"]?.int ?? 1)", .reference)
    sheet.add(
      screen.text(.headingSilence), screen.catalogue.label(.silence, state),
      state == "open" ? .warning : .plain)
    sheet.add(screen.text(.headingFrom), screen.time(json["opened_at"]?.string))
    let closes =
      screen.isTerminal
      ? "\(screen.time(json["closes_at"]?.string) ?? "") (\(json["closes_at"]?.string ?? ""))"
      : json["closes_at"]?.string ?? ""
    sheet.add(screen.text(.headingTo), closes + " " + (json["closes_zone"]?.string ?? ""))
    sheet.add(
      screen.text(.headingMembers), (json["members"]?.strings ?? []).joined(separator: ", "))
    sheet.add(screen.text(.headingSilent), (json["silent"]?.strings ?? []).joined(separator: ", "))
    sheet.add(screen.text(.headingBrokenBy), json["broken_by"]?.string, .bad)
    sheet.add(screen.text(.headingReason), json["reason"]?.string)
    return screen.render(sheet)
  }

  static func standing(_ json: JSON, _ screen: Screen) -> String {
    var sheet = Sheet()
    func numbers(_ key: String) -> String {
      (json[key]?.object?.members ?? []).map {
        "\(screen.catalogue.label(.role, $0.key).replacing("_", with: " ")) \($0.value.text)"
      }.joined(separator: " · ")
    }
    func hours(_ key: String) -> String? {
      json[key].flatMap { $0.isNull ? "—" : "\($0.text) h" }
    }
    sheet.add(screen.text(.headingParty), json["party"]?.string, .reference)
    sheet.add(screen.text(.headingFrom), json["from"]?.string)
    sheet.add(screen.text(.headingTo), json["to"]?.string)
    sheet.add(screen.text(.headingFiles), numbers("files"))
    sheet.add(screen.text(.headingNotice), hours("median_notice_hours"))
    sheet.add(screen.text(.headingPeersNotice), hours("peers_median_notice_hours"))
    let objections = (json["objections"]?.object?.members ?? []).map {
      "\(screen.catalogue.label(.objection, $0.key)) \($0.value.text)"
    }
    sheet.add(screen.text(.headingObjections), objections.joined(separator: " · "))
    func refs(_ key: String) -> String {
      let refs = json[key]?.strings ?? []
      return refs.isEmpty ? "—" : refs.joined(separator: ", ")
    }
    sheet.add(screen.text(.headingDecidedWithout), refs("decided_without_position"))
    sheet.add(screen.text(.headingAddedLate), refs("added_late"))
    sheet.add(screen.text(.headingLeads), json["leads"]?.text)
    return screen.render(sheet)
  }

  static func viewAs(_ json: JSON, _ screen: Screen) -> String {
    guard let file = json["file"], !file.isNull else {
      return screen.text(.seesNothing, json["government"]?.string ?? "") + "\n"
    }
    var out = ProposalScreen.render(file, screen) + "\n"
    if let matrix = json["matrix"] { out += MatrixScreen.render(matrix, screen) + "\n" }
    let timeline: JSON = ["items": json["timeline"] ?? []]
    return out + TimelineScreen.render(timeline, screen)
  }

  /// One line of `watch`.
  static func watched(_ item: JSON) -> String {
    let time = item["recorded_at"]?.string.map { String($0.prefix(19)) + "Z" } ?? ""
    let who = [item["party"]?.string, item["by"]?["login"]?.string].compactMap(\.self)
      .joined(separator: " ")
    let reason = item["reason"]?.string.map { " — " + $0 } ?? ""
    let words = "\(time)  \(item["ref"]?.string ?? "")  \(who): \(item["summary"]?.string ?? "")"
    return SafeText.line(words + reason) + "\n"
  }
}
