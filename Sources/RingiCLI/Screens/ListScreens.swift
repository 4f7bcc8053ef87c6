import Deliberation

/// The reader's choice of two titles.
func title(_ item: JSON, _ screen: Screen) -> String {
  let wanted = screen.language == .japanese ? ["title_ja", "title_en"] : ["title_en", "title_ja"]
  for key in wanted {
    if let text = item[key]?.string { return text }
    if let gone = withheld(item[key], screen) { return gone }
  }
  return ""
}

/// What stands in place of prose that was destroyed, where it was.
func withheld(_ value: JSON?, _ screen: Screen) -> String? {
  guard value?["withheld"] != nil else { return nil }
  return screen.text(.withheldExpunged, value?["basis"]?.string ?? "—")
}

enum InboxScreen {
  static let keys = [
    "ref", "ref_at", "kind", "title_en", "title_ja", "since", "suspense_at", "suspense_zone",
    "overdue", "command",
  ]

  static func render(_ json: JSON, _ screen: Screen) -> String {
    let items = json["items"]?.array ?? []
    guard !items.isEmpty else { return screen.text(.nothingWaits) + "\n" }
    var table = Table([
      .init(screen.text(.headingReference)), .init(screen.text(.headingWhat)),
      .init(screen.text(.headingSuspense)), .init(screen.text(.headingTitle), shrinksTo: 16),
      .init(screen.text(.headingCommand)),
    ])
    for item in items {
      let overdue = item["overdue"]?.bool ?? false
      table.append([
        .init(item["ref_at"]?.string, .reference),
        .init(screen.catalogue.label(.inbox, item["kind"]?.string)),
        .init(screen.time(item["suspense_at"]?.string), overdue ? .bad : .plain),
        .init(title(item, screen)), .init(item["command"]?.string, .heading),
      ])
    }
    return screen.render(table)
  }
}

enum ListScreen {
  static let keys = [
    "ref", "title_en", "title_ja", "topics", "level", "status", "revision", "sponsor",
    "suspense_at", "suspense_zone", "overdue", "joint_ref", "decision", "external_ref",
  ]

  static func render(_ json: JSON, _ screen: Screen) -> String {
    let items = json["items"]?.array ?? []
    guard !items.isEmpty else { return screen.text(.nothing) + "\n" }
    var table = Table([
      .init(screen.text(.headingReference)), .init(screen.text(.headingStatus)),
      .init(screen.text(.headingSponsor)), .init(screen.text(.headingSuspense)),
      .init(screen.text(.headingTitle), shrinksTo: 20),
    ])
    for item in items {
      let ref = "\(item["ref"]?.string ?? "")@\(item["revision"]?.int ?? 1)"
      table.append([
        .init(ref, .reference), .init(screen.catalogue.label(.status, item["status"]?.string)),
        .init(item["sponsor"]?["party"]?.string),
        .init(
          screen.time(item["suspense_at"]?.string), item["overdue"]?.bool ?? false ? .bad : .plain),
        .init(title(item, screen)),
      ])
    }
    return screen.render(table)
  }
}

enum RequestScreen {
  static let keys = [
    "ref", "party", "role", "revision", "level", "asked_at", "suspense_at", "suspense_zone",
    "status", "dropped", "overdue",
  ]

  static func render(_ json: JSON, _ screen: Screen) -> String {
    let items = json["items"]?.array ?? []
    guard !items.isEmpty else { return screen.text(.nothing) + "\n" }
    var table = Table([
      .init(screen.text(.headingParty)), .init(screen.text(.headingRole)),
      .init(screen.text(.headingRevision), alignment: .right), .init(screen.text(.headingSuspense)),
      .init(screen.text(.headingStatus)),
    ])
    for item in items {
      let dropped = item["dropped"]?.bool ?? false
      table.append([
        .init(item["party"]?.string, .reference),
        .init(screen.catalogue.label(.role, item["role"]?.string)),
        .init(item["revision"]?.int.map(String.init)),
        .init(
          screen.time(item["suspense_at"]?.string), item["overdue"]?.bool ?? false ? .bad : .plain),
        .init(dropped ? "—" : screen.catalogue.label(.stand, item["status"]?.string)),
      ])
    }
    return screen.render(table)
  }
}

enum ObjectionScreen {
  static let keys = [
    "party", "since_revision", "state", "reason", "remedy", "recorded_at", "event_id",
  ]

  static func render(_ json: JSON, _ screen: Screen) -> String {
    let items = json["items"]?.array ?? []
    guard !items.isEmpty else { return screen.text(.nothing) + "\n" }
    var table = Table([
      .init(screen.text(.headingParty)), .init(screen.text(.headingRevision), alignment: .right),
      .init(screen.text(.headingStatus)),
      .init(screen.text(.headingReason), shrinksTo: 16, wraps: true),
      .init(screen.text(.headingRemedy), shrinksTo: 16, wraps: true),
    ])
    for item in items {
      let state = item["state"]?.string
      table.append([
        .init(item["party"]?.string, .reference),
        .init(item["since_revision"]?.int.map(String.init)),
        .init(screen.catalogue.label(.objection, state), state == "open" ? .bad : .plain),
        .init(item["reason"]?.string), .init(item["remedy"]?.string),
      ])
    }
    return screen.render(table)
  }
}
