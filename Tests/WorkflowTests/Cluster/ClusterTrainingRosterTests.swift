import Testing

@testable import Workflow

struct ClusterTrainingRosterTests {
  private func parties(_ topic: String, _ government: String, _ role: String) -> Set<String> {
    Set(
      TrainingRoster.roles(of: government).filter { $0.topic == topic && $0.role == role }
        .map(\.party))
  }

  @Test func `the two topics of the contract are as it says`() {
    #expect(parties("export-controls", "USA", "lead") == ["COMMERCE"])
    #expect(parties("export-controls", "USA", "clearing") == ["STATE", "USTR", "ENERGY"])
    #expect(parties("export-controls", "JPN", "lead") == ["METI"])
    #expect(parties("export-controls", "JPN", "clearing") == ["MOFA", "MIC"])
    #expect(parties("supply-chains", "USA", "co_lead") == ["STATE", "COMMERCE"])
    #expect(parties("supply-chains", "JPN", "co_lead") == ["MOFA", "METI"])
    #expect(TrainingRoster.roles.filter { $0.topic == "export-controls" }.count == 7)
    #expect(TrainingRoster.roles.filter { $0.topic == "supply-chains" }.count == 4)
  }

  @Test func `every topic has a lead or co-leads on both sides and every agency a role`() {
    for topic in TrainingRoster.topics.map(\.code) {
      for government in ["USA", "JPN"] {
        let leads = parties(topic, government, "lead")
        let coLeads = parties(topic, government, "co_lead")
        #expect(leads.count == 1 && coLeads.isEmpty || leads.isEmpty && coLeads.count >= 2)
      }
    }
    let known = Set(TrainingRoster.agencies.map(\.code))
    #expect(Set(TrainingRoster.roles.map(\.party)) == known)
    #expect(
      known
        == Set(
          ("STATE COMMERCE USTR ENERGY TREASURY DHS DOD DOJ NSC MOFA METI MIC MOF MEXT MOD MOJ NSS")
            .split(separator: " ").map(String.init)))
    let topics = Set(TrainingRoster.topics.map(\.code))
    #expect(TrainingRoster.roles.allSatisfy { topics.contains($0.topic) })
    #expect(topics.count == 8)
    let pairs = TrainingRoster.roles.map { "\($0.topic) \($0.party)" }
    #expect(Set(pairs).count == pairs.count)
  }

  @Test(arguments: [
    ("ministerial", "state commerce ustr energy treasury dhs dod doj"),
    ("ministerial", "mofa meti mic mof mext mod moj"),
    ("leaders", "nsc nss"),
    ("desk", "commerce_desk state_desk meti_desk mofa_desk"),
    (nil, "secretariat usa_records jpn_records usa_auditor jpn_auditor usa_witness jpn_witness"),
  ])
  func `the logins have the levels of the contract`(_ level: String?, _ logins: String) {
    let found = TrainingRoster.principals.filter { $0.level == level }.map(\.login)
    let named = Set(logins.split(separator: " ").map(String.init))
    #expect(named.isSubset(of: Set(found)))
    // The two rows of ministers are one level.
    #expect(found.count == (level == "ministerial" ? 15 : named.count))
  }

  @Test func `a login sees its own national ledger, and the joint one as its government`() {
    let agencies = Dictionary(
      uniqueKeysWithValues: TrainingRoster.agencies.map { ($0.code, $0.government) })
    for principal in TrainingRoster.principals {
      guard let government = principal.government else {
        #expect(principal.login == "secretariat")
        #expect(principal.ledgers == ["EPCC"])
        continue
      }
      #expect(principal.ledgers == [government, "EPCC"])
      #expect(principal.seats.last?.party == government)
      if principal.capacities == ["officer"] {
        #expect(principal.seats.first?.party.flatMap { agencies[$0] } == government)
      } else {
        #expect(principal.seats.first?.party == nil)
      }
    }
  }

  @Test func `logins can be roles and stand once`() {
    #expect(TrainingRoster.logins.count == 29)
    #expect(Set(TrainingRoster.logins).count == TrainingRoster.logins.count)
    #expect(TrainingRoster.logins.allSatisfy { ServerFiles.isLogin($0) })
    #expect(TrainingRoster.principals.allSatisfy { $0.person.hasPrefix("Training Official, ") })
    #expect(TrainingRoster.principals(in: "EPCC").count == 28)
    #expect(TrainingRoster.principals(in: "JPN").first?.party == "MOFA")
  }
}
