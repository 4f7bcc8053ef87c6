extension TrainingRoster {
  package static let principals: [Principal] = [
    minister("state", "STATE", "Secretary of State", "State"),
    minister("commerce", "COMMERCE", "Secretary of Commerce", "Commerce"),
    minister("ustr", "USTR", "United States Trade Representative", "USTR"),
    minister("energy", "ENERGY", "Secretary of Energy", "Energy"),
    minister("treasury", "TREASURY", "Secretary of the Treasury", "Treasury"),
    minister("dhs", "DHS", "Secretary of Homeland Security", "Homeland Security"),
    minister("dod", "DOD", "Secretary of Defense", "Defense"),
    minister("doj", "DOJ", "Attorney General", "Justice"),
    officer("nsc", "NSC", "National Security Advisor", "NSC", level: "leaders"),
    officer(
      "commerce_desk", "COMMERCE", "Japan Desk Officer, Department of Commerce", "Commerce Desk",
      level: "desk"),
    officer(
      "state_desk", "STATE", "Japan Desk Officer, Department of State", "State Desk", level: "desk"),
    minister("mofa", "MOFA", "外務大臣", "MOFA"),
    minister("meti", "METI", "経済産業大臣", "METI"),
    minister("mic", "MIC", "総務大臣", "MIC"),
    minister("mof", "MOF", "財務大臣", "MOF"),
    minister("mext", "MEXT", "文部科学大臣", "MEXT"),
    minister("mod", "MOD", "防衛大臣", "MOD"),
    minister("moj", "MOJ", "法務大臣", "MOJ"),
    officer("nss", "NSS", "国家安全保障局長", "NSS", level: "leaders"),
    officer("meti_desk", "METI", "経済産業省通商政策局米州課 担当", "METI Desk", level: "desk"),
    officer("mofa_desk", "MOFA", "外務省北米局北米第二課 担当", "MOFA Desk", level: "desk"),
    Principal(
      login: "secretariat", person: "Training Official, EPCC Secretariat", government: nil,
      seats: [Seat(ledger: "EPCC", party: nil)], post: "EPCC Secretariat", level: nil,
      capacities: ["secretariat"]),
    keeper("usa_records", "USA", "Records Officer", "US Records", "records"),
    keeper("jpn_records", "JPN", "文書管理担当官", "Japan Records", "records"),
    keeper("usa_auditor", "USA", "Auditor", "US Audit", "auditor"),
    keeper("jpn_auditor", "JPN", "監査担当官", "Japan Audit", "auditor"),
    keeper("usa_witness", "USA", "Log Witness", "US Witness", "witness"),
    keeper("jpn_witness", "JPN", "記録立会人", "Japan Witness", "witness"),
  ]

  private static func minister(
    _ login: String, _ agency: String, _ post: String, _ office: String
  ) -> Principal {
    officer(login, agency, post, office, level: "ministerial")
  }

  private static func officer(
    _ login: String, _ agency: String, _ post: String, _ office: String, level: String
  ) -> Principal {
    let government = agencies.first { $0.code == agency }?.government ?? agency
    return Principal(
      login: login, person: "Training Official, \(office)", government: government,
      seats: [
        Seat(ledger: government, party: agency), Seat(ledger: "EPCC", party: government),
      ],
      post: post, level: level, capacities: ["officer"])
  }

  /// Somebody who keeps or checks a government's record and speaks for no agency of it.
  private static func keeper(
    _ login: String, _ government: String, _ post: String, _ office: String, _ capacity: String
  ) -> Principal {
    Principal(
      login: login, person: "Training Official, \(office)", government: government,
      seats: [Seat(ledger: government, party: nil), Seat(ledger: "EPCC", party: government)],
      post: post, level: nil, capacities: [capacity])
  }
}
