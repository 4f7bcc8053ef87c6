import Deliberation
import EventStore
import Foundation
import Testing

@testable import Workflow

/// Work that ends in the middle, and how it is finished.
@Suite(.serialized, .enabled(if: hasServer, "needs a PostgreSQL server"), .timeLimit(.minutes(5)))
struct InterruptionTests {
  /// Makes the server fail where an event of a type is about to be stored.
  private func breaking(_ cluster: TrainingCluster, _ code: String, _ type: String) async throws {
    try await cluster.administer(
      code,
      """
      create function public.interrupt() returns trigger language plpgsql as $$ begin
        raise exception using errcode = '58030', message = 'could not write block'; end $$;
      create trigger interrupt before insert on ringi.event for each row
        when (new.type = '\(type)') execute function public.interrupt()
      """)
  }

  private func mending(_ cluster: TrainingCluster, _ code: String) async throws {
    try await cluster.administer(code, "drop function public.interrupt() cascade")
  }

  /// Everything about a release that must have happened exactly once.
  private func expectReleasedOnce(_ cluster: TrainingCluster, _ ref: String) async throws {
    for type in ["ReleasedToPartner", "ReleaseDelivered", "NationalFileOpened"] {
      #expect(try await cluster.log("USA", type).count == 1, "\(type)")
    }
    #expect(try await cluster.log("EPCC", "ProposalTabled").count == 1)
    #expect(try await cluster.log("EPCC", "PositionRecorded").count == 1)
    let shown = try await cluster.show(ref, as: "state")
    #expect(shown["joint"]?["ref"]?.string == "EPCC-2026-0001")
    #expect(shown["national"]?["status"]?.string == "released")
    for login in ["state", "commerce"] {
      let waiting = try await cluster.inbox(login).filter { $0["kind"]?.string == "release" }
      #expect(waiting.isEmpty, "nothing waits on \(login)")
    }
    let verified = try await cluster.working(as: "usa_auditor") {
      try await $0.audit(.verify, at: nil, against: AuditEvidence()).json
    }
    #expect(verified["ok"]?.bool == true)
  }

  private func expectPending(_ cluster: TrainingCluster, _ ref: String) async throws {
    let item = try await cluster.inbox("commerce").first { $0["ref"]?.string == ref }
    #expect(item?["kind"]?.string == "release")
    #expect(item?["command"]?.string?.hasPrefix("ringi release \(ref)@1") == true)
    let shown = try await cluster.show(ref, as: "state")
    #expect(shown["joint"]?.isNull == true)
    #expect(shown["national"]?["status"]?.string != "released")
    let next = shown["next"]?.array?.compactMap { $0["command"]?.string } ?? []
    #expect(next.contains { $0.hasPrefix("ringi release \(ref)@1") })
  }

  @Test(arguments: [
    // After the first step: nothing stands in the joint ledger.
    ("EPCC", "ProposalTabled", 0),
    // Within the second: its two events stand or fall together.
    ("EPCC", "PositionRecorded", 0),
    // After the second: the joint file stands, the delivery is not noted.
    ("USA", "ReleaseDelivered", 1),
  ])
  func `an interrupted release is finished by another official, once`(
    code: String, type: String, tabled: Int
  ) async throws {
    let cluster = try await TrainingCluster()
    let ref = try await cluster.adoptedByCoLeads()
    try await breaking(cluster, code, type)
    await #expect(throws: StoreError.self) { try await cluster.release(ref, as: "commerce") }
    #expect(try await cluster.log("USA", "ReleasedToPartner").count == 1)
    #expect(try await cluster.log("USA", "ReleaseDelivered").isEmpty)
    #expect(try await cluster.log("EPCC", "ProposalTabled").count == tabled)
    try await expectPending(cluster, ref)
    // Still broken: tried again, it changes nothing.
    await #expect(throws: StoreError.self) { try await cluster.release(ref, as: "state") }
    #expect(try await cluster.log("USA", "ReleasedToPartner").count == 1)

    try await mending(cluster, code)
    let written = try await cluster.release(ref, as: "state")
    #expect(written.ref == "EPCC-2026-0001")
    #expect(!written.isUnchanged)
    try await expectReleasedOnce(cluster, ref)
    // After the third step there is nothing left to do.
    let again = try await cluster.release(ref, as: "commerce")
    #expect(again.ref == "EPCC-2026-0001" && again.refAt == "EPCC-2026-0001@1")
    #expect(again.isUnchanged && again.receipts.isEmpty)
    try await expectReleasedOnce(cluster, ref)
  }

  @Test func `two officials finish one release at once`() async throws {
    let cluster = try await TrainingCluster()
    let ref = try await cluster.adoptedByCoLeads()
    try await breaking(cluster, "EPCC", "ProposalTabled")
    await #expect(throws: StoreError.self) { try await cluster.release(ref, as: "commerce") }
    try await mending(cluster, "EPCC")
    let attempts = try await together(
      cluster,
      ["state", "commerce", "state"].map { login in
        (login, { try await $0.release(ref, to: "EPCC", WriteOptions()) })
      })
    #expect(attempts.compactMap(\.code).isEmpty)
    #expect(Set(attempts.compactMap(\.written?.ref)) == ["EPCC-2026-0001"])
    try await expectReleasedOnce(cluster, ref)
  }

  @Test func `two officials release at once`() async throws {
    let cluster = try await TrainingCluster()
    let ref = try await cluster.adoptedByCoLeads()
    let attempts = try await together(
      cluster,
      ["state", "commerce"].map { login in
        (login, { try await $0.release(ref, to: "EPCC", WriteOptions()) })
      })
    #expect(attempts.compactMap(\.code).isEmpty)
    #expect(Set(attempts.compactMap(\.written?.ref)) == ["EPCC-2026-0001"])
    try await expectReleasedOnce(cluster, ref)
  }

  @Test func `a revision filed while a release waits does not leave with it`() async throws {
    let cluster = try await TrainingCluster()
    let ref = try await cluster.adoptedByCoLeads()
    try await breaking(cluster, "EPCC", "ProposalTabled")
    await #expect(throws: StoreError.self) { try await cluster.release(ref, as: "commerce") }
    try await mending(cluster, "EPCC")
    try await cluster.revise(ref)
    let written = try await cluster.release(ref, as: "state")
    #expect(written.ref == "EPCC-2026-0001")
    let text = try await cluster.show("EPCC-2026-0001", as: "mofa")["text"]?.string
    #expect(text == "Paragraph 4. Controls apply to all items.\n")
  }

  @Test(arguments: [
    // The backend ends before the commit, and after it.
    "ringi.append", "ringi.barrier",
  ])
  func `a connection that ends leaves no doubt to the official`(place: String) async throws {
    let cluster = try await TrainingCluster()
    let ref = try await cluster.file()
    try await cluster.request(ref, ["STATE"])
    let once = """
      if nextval('public.once') = 1 then
        perform pg_catalog.pg_terminate_backend(pg_catalog.pg_backend_pid());
        perform pg_catalog.pg_sleep(5);
      end if;
      """
    try await cluster.administer(
      "USA",
      place == "ringi.barrier"
        ? """
        create sequence public.once; grant usage on sequence public.once to ringi_owner;
        set role ringi_owner;
        create or replace function ringi.barrier() returns void language plpgsql security definer
        set search_path = ringi, pg_catalog, pg_temp as $$ begin \(once) end $$
        """
        : """
        create sequence public.once; grant usage on sequence public.once to ringi_owner;
        create function public.interrupt() returns trigger language plpgsql as $$ begin
          \(once) return new; end $$;
        create trigger interrupt before insert on ringi.payload
          for each row execute function public.interrupt()
        """)
    let written = try await cluster.record("\(ref)@1", PositionTerms(.concur), as: "state")
    #expect(written.ref == ref && !written.isUnchanged && written.receipts.count == 1)
    #expect(try await cluster.log("USA", "PositionRecorded").count == 1)
  }

  @Test func `a receipt whose acknowledgement failed is acknowledged by the next`() async throws {
    let cluster = try await TrainingCluster()
    let joint = try await cluster.release(cluster.adoptedByCoLeads(), as: "commerce").ref
    try await breaking(cluster, "EPCC", "PartnerReceiptAcknowledged")
    await #expect(throws: StoreError.self) { try await cluster.receive(joint, as: "meti") }
    try await mending(cluster, "EPCC")
    let written = try await cluster.receive(joint, as: "mofa")
    #expect(written.ref == "JPN-2026-0001" && !written.isUnchanged)
    #expect(try await cluster.log("JPN", "NationalFileOpened").count == 1)
    #expect(try await cluster.log("EPCC", "PartnerReceiptAcknowledged").count == 1)
  }

  @Test func `a release that waits while the joint text moves on does not block for good`()
    async throws
  {
    let cluster = try await TrainingCluster()
    let ours = try await cluster.adoptedByCoLeads()
    let joint = try await cluster.release(ours, as: "commerce").ref
    let theirs = try await cluster.receive(joint, as: "meti").ref
    try await cluster.record(theirs, PositionTerms(.concur), as: "mofa")
    try await cluster.adopt(theirs, as: "meti")
    try await breaking(cluster, "EPCC", "PositionRecorded")
    await #expect(throws: StoreError.self) { try await cluster.release(theirs, as: "meti") }
    try await mending(cluster, "EPCC")
    try await cluster.revise(ours)
    try await cluster.record(ours, PositionTerms(.concur), as: "state")
    try await cluster.adopt(ours, as: "commerce")
    try await cluster.release(ours, as: "commerce")
    let late = try await Attempt.of { try await cluster.release(theirs, as: "meti") }
    #expect(late.code == "revision.moved")
    try await cluster.receive(joint, as: "meti")
    try await cluster.record(theirs, PositionTerms(.concur), as: "mofa")
    try await cluster.adopt(theirs, as: "meti")
    let written = try await cluster.release(theirs, as: "meti")
    #expect(written.refAt == "\(joint)@2" && !written.isUnchanged)
    let spoken = try await cluster.log("EPCC", "PositionRecorded").filter { $0.party == "JPN" }
    #expect(spoken.map(\.event.revision) == [2])
    let verified = try await cluster.working(as: "jpn_auditor") {
      try await $0.audit(.verify, at: nil, against: AuditEvidence()).json
    }
    #expect(verified["ok"]?.bool == true)
  }
}
