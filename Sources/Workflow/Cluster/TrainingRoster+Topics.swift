extension TrainingRoster {
  package static let topics = [
    topic("export-controls", "Export controls", "輸出管理"),
    topic("supply-chains", "Supply chain resilience", "サプライチェーンの強靱化"),
    topic("emerging-technology", "Critical and emerging technologies", "重要・新興技術"),
    topic("economic-coercion", "Countering economic coercion", "経済的威圧への対応"),
    topic("energy-security", "Energy security", "エネルギー安全保障"),
    topic("ict", "Information and communications technology, Open RAN", "情報通信技術・オープンRAN"),
    topic("trade", "Trade and the Indo-Pacific Economic Framework", "通商・インド太平洋経済枠組み"),
    topic("rules-based-order", "Rules-based economic order", "ルールに基づく経済秩序"),
  ]

  package static let roles: [TopicRole] =
    on("export-controls", lead: "COMMERCE", clearing: "STATE USTR ENERGY")
    + on("export-controls", lead: "METI", clearing: "MOFA MIC")
    + on("supply-chains", coLead: "STATE COMMERCE")
    + on("supply-chains", coLead: "MOFA METI")
    + on(
      "emerging-technology", lead: "COMMERCE", clearing: "STATE ENERGY DOD", consulted: "DHS NSC")
    + on("emerging-technology", lead: "METI", clearing: "MOFA MEXT MIC", consulted: "MOD NSS")
    + on(
      "economic-coercion", lead: "STATE", clearing: "COMMERCE USTR TREASURY", consulted: "DOJ NSC")
    + on("economic-coercion", lead: "MOFA", clearing: "METI MOF", consulted: "MOJ NSS")
    + on("energy-security", lead: "ENERGY", clearing: "STATE COMMERCE", consulted: "TREASURY")
    + on("energy-security", lead: "METI", clearing: "MOFA", consulted: "MOF")
    + on("ict", lead: "COMMERCE", clearing: "STATE DHS", consulted: "DOJ", informed: "USTR")
    + on("ict", lead: "MIC", clearing: "MOFA METI", informed: "MOJ")
    + on("trade", lead: "USTR", clearing: "STATE COMMERCE TREASURY", informed: "NSC")
    + on("trade", coLead: "MOFA METI", clearing: "MOF", informed: "NSS")
    + on(
      "rules-based-order", lead: "STATE", clearing: "COMMERCE USTR TREASURY", consulted: "DOJ",
      informed: "NSC")
    + on(
      "rules-based-order", lead: "MOFA", clearing: "METI MOF", consulted: "MOJ", informed: "NSS")

  private static func topic(_ code: String, _ en: String, _ ja: String) -> Topic {
    Topic(code: code, parent: nil, title: Name(en: en, ja: ja))
  }

  /// The roles of one government's agencies on a topic; codes parted by spaces.
  private static func on(
    _ topic: String, lead: String = "", coLead: String = "", clearing: String = "",
    consulted: String = "", informed: String = ""
  ) -> [TopicRole] {
    let parts = [
      ("lead", lead), ("co_lead", coLead), ("clearing", clearing), ("consulted", consulted),
      ("informed", informed),
    ]
    return parts.flatMap { role, parties in
      parties.split(separator: " ").map {
        TopicRole(topic: topic, party: String($0), role: role)
      }
    }
  }
}
