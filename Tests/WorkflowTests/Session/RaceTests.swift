import Deliberation
import EventStore
import Foundation
import Testing

@testable import Workflow

/// Officials who act at the same moment, each over connections of his own.
@Suite(.serialized, .enabled(if: hasServer, "needs a PostgreSQL server"), .timeLimit(.minutes(5)))
struct RaceTests {
  @Test func `eight agencies clear one file at once, and all succeed`() async throws {
    let cluster = try await TrainingCluster()
    let ref = try await cluster.file()
    let agencies = ["STATE", "USTR", "ENERGY", "TREASURY", "DHS", "DOD", "DOJ", "NSC"]
    try await cluster.request(ref, agencies)
    let attempts = try await together(
      cluster,
      agencies.map { agency in
        (
          agency.lowercased(),
          { try await $0.recordPosition("\(ref)@1", PositionTerms(.concur), WriteOptions()) }
        )
      })
    #expect(attempts.compactMap(\.code).isEmpty)
    #expect(attempts.compactMap(\.written).allSatisfy { $0.ref == ref && !$0.isUnchanged })
    let positions = try await cluster.log("USA", "PositionRecorded")
    #expect(Set(positions.compactMap(\.party)) == Set(agencies) && positions.count == 8)
    let matrix = try await cluster.working(as: "commerce") {
      try await $0.matrix(ref, at: nil).json
    }
    #expect(matrix["verdict"]?["would_pass"]?.bool == true)
  }

  @Test func `officials who file at once get numbers without gaps`() async throws {
    let cluster = try await TrainingCluster()
    let logins = ["commerce", "commerce_desk", "commerce", "commerce_desk", "commerce", "commerce"]
    let attempts = try await together(
      cluster,
      logins.map { login in
        (
          login,
          {
            try await $0.fileProposal(
              ProposalDraft(
                title: LocalizedText(ja: "\(login)の案件"), body: LocalizedText(ja: "本文\n"),
                originalLanguage: "ja", topics: ["export-controls"], level: .director,
                instrument: nil), WriteOptions())
          }
        )
      })
    #expect(
      attempts.compactMap(\.written?.ref).sorted()
        == (1...6).map { "USA-2026-000\($0)" })
  }

  @Test func `two secretaries decide at once: one decision, and the other hears of it`()
    async throws
  {
    let cluster = try await TrainingCluster()
    let joint = try await cluster.readyToDecide()
    let attempts = try await together(
      cluster,
      (0..<2).map { _ in
        (
          "secretariat",
          {
            try await $0.takeDecision(
              joint, verdict: .adopted, level: nil, rule: nil, statement: nil, WriteOptions())
          }
        )
      })
    #expect(attempts.compactMap(\.written?.ref) == ["EPCC-2026-D001"])
    #expect(attempts.compactMap(\.code) == ["decision.already_taken"])
    #expect(try await cluster.log("EPCC", "DecisionTaken").count == 1)
    #expect(try await cluster.log("EPCC", "ProposalDecided").count == 1)
  }

  @Test func `an objection races an adoption: never adopted over it unseen`() async throws {
    let cluster = try await TrainingCluster()
    for _ in 0..<8 {
      let ref = try await cluster.file()
      try await cluster.request(ref, ["STATE", "USTR", "ENERGY"])
      for agency in ["state", "ustr", "energy"] {
        try await cluster.record(ref, PositionTerms(.concur), as: agency)
      }
      let attempts = try await together(
        cluster,
        [
          (
            "commerce",
            {
              try await $0.adoptNational(
                ref, PositionTerms(.concur), level: nil, WriteOptions())
            }
          ),
          (
            "ustr",
            {
              try await $0.recordPosition(
                "\(ref)@1",
                PositionTerms(
                  .nonconcur, reason: "通商の柱と矛盾する。", remedy: "Add a carve-out."),
                WriteOptions())
            }
          ),
        ])
      #expect(attempts[1].code == nil, "an objection is always heard")
      let log = try await cluster.log("USA").filter { $0.stream == "proposal/\(ref)" }
      let objection = try #require(
        log.last { $0.event.type == "PositionRecorded" && $0.party == "USTR" })
      if let code = attempts[0].code {
        #expect(code == "national.objection_open")
        #expect(!log.contains { $0.event.type == "NationalPositionAdopted" })
      } else {
        let adopted = try #require(
          log.first { $0.event.type == "NationalPositionAdopted" })
        #expect(adopted.position < objection.position, "who adopts has seen every objection")
        guard case .nationalPositionAdopted(let facts) = adopted.event else { continue }
        for counted in facts.counted where counted.party == "USTR" {
          #expect(counted.code == .concur && counted.event != objection.eventID)
        }
      }
    }
  }

  @Test func `a clearance of a revision that moved is refused, an unpinned one is not`()
    async throws
  {
    let cluster = try await TrainingCluster()
    let ref = try await cluster.file()
    try await cluster.request(ref, ["STATE", "USTR"])
    try await cluster.revise(ref)
    let before = try await cluster.log("USA").count
    let pinned = try await Attempt.of {
      try await cluster.record("\(ref)@1", PositionTerms(.concur), as: "state")
    }
    #expect(pinned.code == "revision.moved")
    #expect(try await cluster.log("USA").count == before)
    try await cluster.record(ref, PositionTerms(.concur), as: "ustr")

    // And in a race: what was recorded on revision 1 was recorded before there was a second.
    for _ in 0..<4 {
      let ref = try await cluster.file()
      try await cluster.request(ref, ["STATE"])
      let attempts = try await together(
        cluster,
        [
          (
            "commerce",
            {
              try await $0.reviseProposal(
                ref, body: LocalizedText(en: "New text.\n"), originalLanguage: "en",
                isMaterial: true, reason: "Changed.", WriteOptions())
            }
          ),
          (
            "state",
            { try await $0.recordPosition("\(ref)@1", PositionTerms(.concur), WriteOptions()) }
          ),
        ])
      #expect(attempts[0].code == nil)
      let log = try await cluster.log("USA").filter { $0.stream == "proposal/\(ref)" }
      let revised = try #require(log.first { $0.event.type == "RevisionFiled" })
      let position = log.first { $0.event.type == "PositionRecorded" }
      if let code = attempts[1].code {
        #expect(code == "revision.moved" && position == nil)
      } else {
        #expect(try #require(position).position < revised.position)
      }
    }
  }

  @Test func `agencies that receive at once open one national file`() async throws {
    let cluster = try await TrainingCluster()
    let joint = try await cluster.release(cluster.adoptedByCoLeads(), as: "commerce").ref
    let attempts = try await together(
      cluster,
      ["mofa", "meti", "mofa", "meti"].map { login in
        (login, { try await $0.receive(joint, WriteOptions()) })
      })
    #expect(attempts.compactMap(\.code).isEmpty)
    #expect(attempts.compactMap(\.written?.ref) == Array(repeating: "JPN-2026-0001", count: 4))
    #expect(attempts.count { $0.written?.isUnchanged == false } >= 1)
    #expect(try await cluster.log("JPN", "NationalFileOpened").count == 1)
    #expect(try await cluster.log("JPN", "ProposalFiled").count == 1)
    #expect(try await cluster.log("EPCC", "PartnerReceiptAcknowledged").count == 1)
  }
}
