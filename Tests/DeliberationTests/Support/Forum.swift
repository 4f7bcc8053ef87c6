@testable import Deliberation

/// The three ledgers of the economic 2+2 with the roster that every cluster begins with.
struct Forum {
  var usa: TestLedger
  var jpn: TestLedger
  var epcc: TestLedger

  static let start = at("2026-11-24T14:00:00Z")

  init(epccRule: AppliedRule? = nil) throws {
    usa = TestLedger(
      "USA", .national, government: "USA", homeZone: "America/New_York", now: Self.start)
    jpn = TestLedger("JPN", .national, government: "JPN", homeZone: "Asia/Tokyo", now: Self.start)
    epcc = TestLedger(
      "EPCC", .joint, homeZone: "UTC", members: ["USA", "JPN"], now: Self.start)
    try Self.agencies(
      &usa, ["STATE", "COMMERCE", "USTR", "ENERGY", "TREASURY", "NSC"], leaders: "nsc")
    try Self.agencies(&jpn, ["METI", "MOFA", "MIC", "MOF", "NSS"], leaders: "nss")
    try Self.topic(
      &usa, "export-controls", "輸出管理", lead: ["COMMERCE"], clearing: ["STATE", "USTR", "ENERGY"])
    try Self.topic(
      &jpn, "export-controls", "輸出管理", lead: ["METI"], clearing: ["MOFA", "MIC"])
    try Self.topic(&usa, "supply-chains", "サプライチェーン", coLead: ["STATE", "COMMERCE"])
    try Self.topic(&jpn, "supply-chains", "サプライチェーン", coLead: ["MOFA", "METI"])
    try usa.run(
      .adoptRule(.init(scope: .national, rule: .leadDecides, version: 1, params: .init())),
      by: "founder")
    try jpn.run(
      .adoptRule(.init(scope: .national, rule: .unanimousClearance, version: 1, params: .init())),
      by: "founder")
    try Self.joint(&epcc, rule: epccRule)
  }

  private static func agencies(
    _ ledger: inout TestLedger, _ codes: [String], leaders: String
  ) throws {
    for code in codes {
      try ledger.run(
        .registerAgency(.init(code: code, name: LocalizedText(en: code, ja: "\(code)省"))),
        by: "founder")
      let login = code.lowercased()
      try ledger.appoint(login, code, login == leaders ? .leaders : .ministerial)
      try ledger.appoint("\(login)_desk", code, .desk)
    }
    try ledger.appoint("records", nil, .director, [.records])
    try ledger.appoint("records2", nil, .director, [.records])
    try ledger.appoint("auditor", nil, .director, [.auditor])
  }

  private static func topic(
    _ ledger: inout TestLedger, _ code: String, _ title: String, lead: [String] = [],
    coLead: [String] = [], clearing: [String] = []
  ) throws {
    try ledger.run(
      .openTopic(.init(code: code, title: LocalizedText(en: code, ja: title))), by: "founder")
    let roles = lead.map { ($0, Role.lead) } + coLead.map { ($0, .coLead) }
    for (party, role) in roles + clearing.map({ ($0, .clearing) }) {
      try ledger.run(
        .assignRole(.init(topic: code, party: party, role: role, basis: "閣僚決定")), by: "founder")
    }
  }

  private static func joint(_ ledger: inout TestLedger, rule: AppliedRule?) throws {
    for (code, name) in [("USA", "米国"), ("JPN", "日本")] {
      try ledger.run(
        .admitMember(.init(code: code, name: LocalizedText(en: code, ja: name))), by: "founder")
    }
    for login in ["commerce", "state", "nsc"] { try ledger.appoint(login, "USA", .ministerial) }
    for login in ["meti", "mofa", "nss"] { try ledger.appoint(login, "JPN", .ministerial) }
    try ledger.appoint("commerce_desk", "USA", .desk)
    try ledger.appoint("secretariat", nil, .director, [.secretariat])
    try ledger.appoint("records", nil, .director, [.records])
    for code in ["export-controls", "supply-chains"] {
      try topic(&ledger, code, "議題")
    }
    if let rule {
      try ledger.run(
        .adoptRule(
          .init(scope: .joint, rule: rule.id, version: rule.version, params: rule.params)),
        by: "founder")
    }
    for year in [2026, 2027] {
      let us = HolidayCalendar.usFederal(year: year)
      let japan = try HolidayCalendar.japanGovernment(year: year)
      for (code, calendar) in [("USA", us), ("JPN", japan)] {
        try ledger.run(
          .publishCalendar(
            .init(
              calendar: code, year: year, zone: calendar.zone, holidays: calendar.dates,
              names: calendar.names)), by: "founder")
      }
    }
  }

  /// Brings every ledger to one later time.
  mutating func pass(to time: String) {
    usa.now = max(usa.now, at(time))
    jpn.now = max(jpn.now, at(time))
    epcc.now = max(epcc.now, at(time))
  }
}

enum Texts {
  static let title = LocalizedText(
    en: "Aligned controls on advanced computing items", ja: "先端計算品目の輸出管理の整合")
  static let first = LocalizedText(
    en: "1. The Governments align their controls.", ja: "１．両政府は、輸出管理を整合させる。")
  static let second = LocalizedText(
    en: "4. Nothing here affects the IPEF trade pillar.", ja: "４．本文書はIPEF貿易の柱に影響しない。")
}
