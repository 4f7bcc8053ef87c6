import EventStore
import Foundation
import Postgres
import Testing

extension StoreTests {
  /// A connection that ends, or a confirmation that does not come, leaves an append in doubt; the
  /// command id settles it.
  @Suite("In doubt")
  struct DoubtTests {
    private static let stream = "proposal/USA-2026-0001"
    private static let barrier = """
      create or replace function ringi.barrier() returns void language plpgsql security definer
      set search_path = ringi, pg_catalog, pg_temp as $$ begin %; end $$;
      """

    private func replaceBarrier(_ store: Store, by body: String) async throws {
      try await store.administer(
        "set role ringi_owner; " + Self.barrier.replacing("%", with: body))
    }

    @Test("The backend ends between the append and the barrier: it was carried out")
    func afterAppend() async throws {
      let store = try await Store()
      let official = try await store.official()
      try await replaceBarrier(
        store, by: "perform pg_terminate_backend(pg_backend_pid()); perform pg_sleep(5)")
      let request = official.request([.sample()], expected: [Self.stream: .absent])
      let error = try #require(
        try await storeError { _ = try await official.ledger.append(request) })
      #expect(error.kind == .inDoubt)
      #expect(error.hint?.contains(request.commandID.text) == true)

      try await replaceBarrier(store, by: "null")
      let again = try await store.official()
      let receipt = try await again.ledger.append(
        again.request([.sample()], expected: [Self.stream: .absent], command: request.commandID))
      #expect(receipt.isRepeated)
      #expect(receipt.entries.map(\.eventID) == request.events.map(\.id))
      #expect(try await again.ledger.read(.init(streams: [Self.stream])).count == 1)
      await again.ledger.close()
    }

    @Test("The backend ends within the append: it was not carried out, and now is")
    func withinAppend() async throws {
      let store = try await Store()
      let official = try await store.official()
      try await store.administer(
        """
        create function public.interrupt() returns trigger language plpgsql as $$ begin
          perform pg_terminate_backend(pg_backend_pid()); perform pg_sleep(5); return new; end $$;
        create trigger interrupt before insert on ringi.payload
          for each row execute function public.interrupt()
        """)
      let request = official.request([.sample()], expected: [Self.stream: .absent])
      #expect(try await kind { _ = try await official.ledger.append(request) } == .inDoubt)

      try await store.administer("drop trigger interrupt on ringi.payload")
      let again = try await store.official()
      #expect(try await again.ledger.findCommand(request.commandID) == nil)
      let receipt = try await again.ledger.append(
        again.request([.sample()], expected: [Self.stream: .absent], command: request.commandID))
      #expect(!receipt.isRepeated)
      #expect(try await again.ledger.read(.init(streams: [Self.stream])).count == 1)
      await again.ledger.close()
    }

    @Test(
      "A barrier that only warns, or fails, leaves the append in doubt",
      arguments: [
        "raise warning 'canceling wait for synchronous replication'",
        "raise exception using errcode = '57014', message = 'canceling statement due to user request'",
      ])
    func unconfirmed(barrier: String) async throws {
      let store = try await Store()
      let official = try await store.official()
      try await replaceBarrier(store, by: barrier)
      let request = official.request([.sample()], expected: [Self.stream: .absent])
      #expect(try await kind { _ = try await official.ledger.append(request) } == .inDoubt)
      // The connection still stands, so the same one can ask.
      try await replaceBarrier(store, by: "null")
      let receipt = try await official.ledger.append(request)
      #expect(receipt.isRepeated)
      await official.ledger.close()
    }

    @Test("A refusal is not in doubt, and a read on a lost connection wrote nothing")
    func notInDoubt() async throws {
      let store = try await Store()
      let official = try await store.official()
      #expect(
        try await kind {
          try await official.append([.sample()], expected: [Self.stream: .exactly(9)])
        } == .versionConflict(stream: Self.stream, expected: 9, actual: 0))
      let pid = try await official.ledger.connection.query("select pg_backend_pid()").int(0, 0)
      try await store.administer("select pg_terminate_backend(\(pid), 5000)")
      #expect(try await kind { _ = try await official.ledger.head() } == .unreachable)
      await official.ledger.close()
    }
  }
}
