extension TrainingRoster {
  package static let agencies = [
    american("STATE", "Department of State", "国務省"),
    american("COMMERCE", "Department of Commerce", "商務省"),
    american("USTR", "Office of the United States Trade Representative", "通商代表部"),
    american("ENERGY", "Department of Energy", "エネルギー省"),
    american("TREASURY", "Department of the Treasury", "財務省"),
    american("DHS", "Department of Homeland Security", "国土安全保障省"),
    american("DOD", "Department of Defense", "国防省"),
    american("DOJ", "Department of Justice", "司法省"),
    american("NSC", "National Security Council Staff", "国家安全保障会議事務局"),
    japanese("MOFA", "Ministry of Foreign Affairs", "外務省"),
    japanese("METI", "Ministry of Economy, Trade and Industry", "経済産業省"),
    japanese("MIC", "Ministry of Internal Affairs and Communications", "総務省"),
    japanese("MOF", "Ministry of Finance", "財務省"),
    japanese(
      "MEXT", "Ministry of Education, Culture, Sports, Science and Technology", "文部科学省"),
    japanese("MOD", "Ministry of Defense", "防衛省"),
    japanese("MOJ", "Ministry of Justice", "法務省"),
    japanese("NSS", "National Security Secretariat", "国家安全保障局"),
  ]

  private static func american(_ code: String, _ en: String, _ ja: String) -> Agency {
    Agency(code: code, government: "USA", name: Name(en: en, ja: ja))
  }

  private static func japanese(_ code: String, _ en: String, _ ja: String) -> Agency {
    Agency(code: code, government: "JPN", name: Name(en: en, ja: ja))
  }
}
