import EventStore
import Foundation
import Postgres
import Testing

extension StoreTests {
  @Suite("Reading")
  struct ReadingTests {
    /// Five roster events at 0 … 4, then files, a topic and a calendar.
    private func filled() async throws -> (Official, Official, Store) {
      let store = try await Store()
      let state = try await store.official()
      let founder = try await store.official(Store.founder)
      try await state.file("USA-2026-0001", events: 3)  // 5 6 7
      for code in ["export-controls", "supply-chains"] {  // 8 9
        try await founder.append(
          [
            .sample(
              "TopicOpened", in: "topic/\(code)", facts: #"{"code":"\#(code)"}"#,
              text: #"{"title":{"ja":"輸出管理"}}"#)
          ], expected: ["topic/\(code)": .absent])
      }
      try await state.file("USA-2026-0002")  // 10
      try await state.append(
        [.sample()], expected: ["proposal/USA-2026-0001": .exactly(3)])  // 11
      return (state, founder, store)
    }

    @Test("Streams and whole kinds of streams, in order of position, up to a position")
    func selection() async throws {
      let (state, founder, _) = try await filled()
      func positions(_ selection: Ledger.Selection) async throws -> [Int] {
        try await state.ledger.read(selection).map(\.position)
      }
      #expect(try await positions(.init(streams: ["proposal/USA-2026-0001"])) == [5, 6, 7, 11])
      #expect(
        try await positions(.init(streams: ["proposal/USA-2026-0001", "roster"], upTo: 6))
          == [0, 1, 2, 3, 4, 5, 6])
      #expect(try await positions(.init(streams: [], prefixes: ["topic/"])) == [8, 9])
      #expect(try await positions(.init(streams: [], prefixes: ["topic/"], upTo: 8)) == [8])
      #expect(
        try await positions(
          .init(streams: ["proposal/USA-2026-0002"], prefixes: ["topic/", "calendar/"]))
          == [8, 9, 10])
      #expect(
        try await positions(.init(streams: ["topic/export-controls"], prefixes: ["topic/"]))
          == [8, 9], "named twice, read once")
      #expect(try await positions(.init(streams: ["proposal/USA-2026-0009"])).isEmpty)
      #expect(try await positions(.init(streams: [], upTo: -1)).isEmpty)
      await state.ledger.close()
      await founder.ledger.close()
    }

    @Test("The log in pieces of any size is the log")
    func pieces() async throws {
      let (state, founder, _) = try await filled()
      for piece in [1, 2, 5, 11, 12, 13, 500] {
        var seen: [Int] = []
        try await state.ledger.eachEvent(piece: piece) { seen.append($0.position) }
        #expect(seen == Array(0...11))
        seen = []
        try await state.ledger.eachEvent(from: 3, upTo: 9, piece: piece) {
          seen.append($0.position)
        }
        #expect(seen == Array(3...9))
      }
      #expect(try await state.ledger.log(from: 12, limit: 10).isEmpty)
      #expect(try await state.ledger.log(from: 4, limit: 2).map(\.position) == [4, 5])
      #expect(try await state.ledger.log(from: 0, limit: 100, upTo: -1).isEmpty)
      await state.ledger.close()
      await founder.ledger.close()
    }

    @Test("One event by its id; head, speaker and streams in one round trip")
    func others() async throws {
      let (state, founder, _) = try await filled()
      let log = try await state.ledger.log(from: 0, limit: 100)
      for event in log {
        #expect(try await state.ledger.event(id: event.entry.eventID)?.position == event.position)
      }
      #expect(try await state.ledger.event(id: UUID()) == nil)
      let loaded = try await state.ledger.load(.init(streams: ["proposal/USA-2026-0001"]))
      #expect(loaded.head.position == 11)
      #expect(loaded.head.recordedAt == log.last?.entry.recordedAt)
      #expect(loaded.events.map(\.position) == [5, 6, 7, 11])
      #expect(loaded.authorities.map(\.party) == ["STATE"])
      #expect(loaded.authorities.map(\.person) == ["国務次官"])
      #expect(try await state.ledger.lastNumber(prefix: "proposal/USA-2026-") == 2)
      #expect(try await state.ledger.lastNumber(prefix: "proposal/USA-2025-") == 0)
      #expect(try await founder.ledger.whoami().first?.capacities == ["enrol", "records"])
      await state.ledger.close()
      await founder.ledger.close()
    }

    @Test("Old events are handed over in their present form; the entry stays as it was hashed")
    func upcasting() async throws {
      let (state, founder, _) = try await filled()
      var ledger = state.ledger
      ledger.upcaster.register("MaterialityChallenged", from: 1) { old in
        .init(
          type: "MaterialityChallenged", schemaVersion: 2,
          facts: Array(#"{"revisions":[1]}"#.utf8), text: old.text)
      }
      let events = try await ledger.read(
        .init(streams: ["proposal/USA-2026-0001"], prefixes: ["topic/"]))
      for event in events where event.entry.type == "MaterialityChallenged" {
        #expect(event.schemaVersion == 2 && event.entry.schemaVersion == 1)
        #expect(event.facts.map { String(decoding: $0, as: UTF8.self) } == #"{"revisions":[1]}"#)
        #expect(event.entry.leafHash == event.leafHash)
      }
      #expect(events.filter { $0.entry.type == "TopicOpened" }.allSatisfy { $0.schemaVersion == 1 })
      await state.ledger.close()
      await founder.ledger.close()
    }

    @Test("A text that was destroyed is withheld, and the entry still stands")
    func withheld() async throws {
      let (state, founder, store) = try await filled()
      try await store.administer(
        """
        set session_replication_role = replica;
        update ringi.payload set text = null, text_salt = null where position = 6
        """)
      let event = try #require(try await state.ledger.log(from: 6, limit: 1).first)
      #expect(event.text == nil && event.isTextWithheld)
      #expect(event.entry.leafHash == event.leafHash)
      await state.ledger.close()
      await founder.ledger.close()
    }
  }
}
