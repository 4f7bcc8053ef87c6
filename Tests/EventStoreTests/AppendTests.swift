import EventStore
import Foundation
import Postgres
import TestSupport
import Testing

extension StoreTests {
  @Suite("Appending")
  struct AppendTests {
    @Test("What is acknowledged stands in the log, byte for byte")
    func receipt() async throws {
      let store = try await Store()
      let official = try await store.official()
      let before = try await official.ledger.head()
      let stream = "proposal/USA-2026-0001"
      // Both forms of が, a full-width digit and an astral character: nothing is normalised.
      let text = #"{"reason":"が か\u3099 １ 𠮷野家 — “quoted”"}"#
      var marked = NewEvent.sample(text: text)
      marked.marking = "REL TO USA, JPN"
      marked.signature = Array("signature file".utf8)
      let events = [
        marked, .sample(text: nil, effective: "1985-04-01T00:00:00.000000-05:00 America/New_York"),
      ]
      // The second one asserts a time before the authority's: only the first may stand.
      #expect(
        try await kind { try await official.append(events, expected: [stream: .absent]) }
          == .notAuthorised)
      let receipt = try await official.append(
        [marked, .sample(text: nil)], expected: [stream: .absent])
      #expect(receipt.entries.map(\.position) == [before.position + 1, before.position + 2])
      #expect(receipt.entries.map(\.version) == [1, 2])
      #expect(receipt.entries.map(\.actor) == [Store.state, Store.state])
      #expect(receipt.entries.map(\.party) == ["STATE", "STATE"])
      #expect(!receipt.isRepeated)

      let log = try await official.ledger.log(from: before.position + 1, limit: 10)
      #expect(log.map(\.entry) == receipt.entries)
      #expect(log.map(\.leafHash) == receipt.leafHashes)
      #expect(log.map(\.leafHash) == log.map(\.entry.leafHash))
      #expect(log[0].text == Array(text.utf8))
      #expect(log[0].entry.signature == Array("signature file".utf8))
      #expect(log[1].text == nil && !log[1].isTextWithheld)
      await official.ledger.close()
    }

    @Test("Versions that are not as they were read")
    func expectedVersions() async throws {
      let store = try await Store()
      let official = try await store.official()
      let (one, two, three) = (
        "proposal/USA-2026-0001", "proposal/USA-2026-0002", "topic/export-controls"
      )
      try await official.file("USA-2026-0001", events: 2)
      let head = try await official.ledger.head()
      let cases:
        [(
          [String: ExpectedVersion], reads: [String: ExpectedVersion], StoreError.Kind
        )] = [
          ([one: .absent], [:], .versionConflict(stream: one, expected: 0, actual: 2)),
          ([one: .exactly(1)], [:], .versionConflict(stream: one, expected: 1, actual: 2)),
          ([one: .exactly(3)], [:], .versionConflict(stream: one, expected: 3, actual: 2)),
          (
            [one: .exactly(2)], [two: .exists],
            .versionConflict(stream: two, expected: -1, actual: 0)
          ),
          (
            [one: .exactly(2)], [three: .exactly(4)],
            .versionConflict(stream: three, expected: 4, actual: 0)
          ),
          (
            [one: .exactly(2)], ["roster": .exactly(1)],
            .versionConflict(stream: "roster", expected: 1, actual: 5)
          ),
          (
            [one: .exactly(2)], ["roster": .absent],
            .versionConflict(stream: "roster", expected: 0, actual: 5)
          ),
        ]
      for (expected, reads, conflict) in cases {
        let found = try await kind {
          try await official.append([.sample(in: one)], expected: expected, reads: reads)
        }
        #expect(found == conflict)
      }
      #expect(try await official.ledger.head().position == head.position, "nothing was written")
      let receipt = try await official.append(
        [.sample(in: one), .sample(in: two), .sample(in: one)],
        expected: [one: .exactly(2), two: .absent],
        reads: ["roster": .exactly(5), three: .absent, "rules": .absent])
      #expect(receipt.entries.map(\.version) == [3, 1, 4])
      #expect(
        try await kind {
          // Two streams stand or fall together.
          try await official.append(
            [.sample(in: one), .sample(in: two)], expected: [one: .exactly(4), two: .absent])
        } == .versionConflict(stream: two, expected: 0, actual: 1))
      #expect(try await official.ledger.read(.init(streams: [one])).count == 4)
      await official.ledger.close()
    }

    @Test("What was only true until a time is refused after it")
    func notAfter() async throws {
      let store = try await Store()
      let official = try await store.official()
      let now = try await official.ledger.head().now
      let stream = "proposal/USA-2026-0001"
      var request = official.request([.sample()], expected: [stream: .absent])
      request.notAfter = now - 1
      #expect(try await kind { _ = try await official.ledger.append(request) } == .timePassed)
      request.notAfter = now + 60_000_000
      let receipt = try await official.ledger.append(request)
      #expect(receipt.entries[0].recordedAt >= now)
      await official.ledger.close()
    }

    @Test("A command id is carried out once")
    func idempotence() async throws {
      let store = try await Store()
      let state = try await store.official()
      let ustr = try await store.official(Store.ustr)
      let stream = "proposal/USA-2026-0001"
      let command = UUID()
      let first = try await state.ledger.append(
        state.request([.sample(), .sample()], expected: [stream: .absent], command: command))
      // A repetition has other event ids and salts, and its versions are long out of date.
      let again = try await state.ledger.append(
        state.request([.sample(), .sample()], expected: [stream: .absent], command: command))
      #expect(again.isRepeated)
      #expect(again.entries == first.entries && again.leafHashes == first.leafHashes)
      #expect(
        try await kind {
          _ = try await state.ledger.append(
            state.request(
              [.sample()], expected: [stream: .exactly(2)], command: command, digest: [2]))
        } == .commandReused)
      #expect(
        try await kind {
          _ = try await ustr.ledger.append(
            ustr.request([.sample()], expected: [stream: .exactly(2)], command: command))
        } == .commandReused)
      let found = try #require(try await state.ledger.findCommand(command))
      #expect(found.receipt.entries == first.entries && found.digest == [1])
      #expect(
        try await ustr.ledger.findCommand(command) == nil, "another login's commands are not told")
      #expect(try await state.ledger.findCommand(UUID()) == nil)
      #expect(try await state.ledger.read(.init(streams: [stream])).count == 2)
      await state.ledger.close()
      await ustr.ledger.close()
    }

    @Test("A crossing may be finished by another login, if it is the same")
    func crossing() async throws {
      let store = try await Store()
      let state = try await store.official()
      let ustr = try await store.official(Store.ustr)
      let stream = "proposal/USA-2026-0001"
      let command = UUID()
      var request = state.request([.sample()], expected: [stream: .absent], command: command)
      request.isCrossing = true
      let first = try await state.ledger.append(request)
      var other = ustr.request([.sample()], expected: [stream: .absent], command: command)
      other.isCrossing = true
      let again = try await ustr.ledger.append(other)
      #expect(again.isRepeated && again.entries == first.entries)
      #expect(try await ustr.ledger.findCommand(command)?.receipt.entries == first.entries)
      other.digest = [2]
      #expect(try await kind { _ = try await ustr.ledger.append(other) } == .commandReused)
      await state.ledger.close()
      await ustr.ledger.close()
    }

    @Test("Twins that send one command at the same time get one receipt")
    func twins() async throws {
      let store = try await Store()
      let stream = "proposal/USA-2026-0001"
      let command = UUID()
      let receipts = try await withThrowingTaskGroup(of: Receipt.self) { group in
        for _ in 0..<6 {
          group.addTask {
            let official = try await store.official()
            let receipt = try await official.ledger.append(
              official.request([.sample()], expected: [stream: .absent], command: command))
            await official.ledger.close()
            return receipt
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(receipts.count { !$0.isRepeated } == 1)
      #expect(Set(receipts.map(\.leafHashes)).count == 1)
    }

    @Test(
      "A caller that would not see what others commit is refused by name",
      arguments: ["repeatable read", "serializable"])
    func isolation(level: String) async throws {
      let store = try await Store()
      let official = try await store.official()
      try await official.ledger.connection.execute(
        script: "set default_transaction_isolation = '\(level)'")
      let error = try #require(try await storeError { try await official.file("USA-2026-0001") })
      #expect(error.underlying?.sqlState == "RI009")
      #expect(error.message.contains(level.uppercased()))
      await official.ledger.close()
    }

    @Test("A server whose clock fell behind its log is refused")
    func clockBehind() async throws {
      let store = try await Store()
      let official = try await store.official()
      func head(ahead: String) async throws {
        try await store.administer(
          """
          set session_replication_role = replica;
          update ringi.event set recorded_at = clock_timestamp() + interval '\(ahead)'
           where position = (select max(position) from ringi.event)
          """)
      }
      try await head(ahead: "1 minute")
      #expect(try await kind { try await official.file("USA-2026-0001") } == .clockBehind)
      // A few seconds are what clocks do: time waits at the head.
      try await head(ahead: "3 seconds")
      let before = try #require(try await official.ledger.head().recordedAt)
      let receipt = try await official.file("USA-2026-0001", events: 2)
      #expect(receipt.entries.map(\.recordedAt) == [before + 1, before + 2])
      await official.ledger.close()
    }

    @Test("A sandbox's clock stands still, goes forward when it is set, and never before a cause")
    func sandboxClock() async throws {
      let store = try await Store(.sandbox)
      let founder = try await store.official(Store.founder)
      let state = try await store.official()
      let before = try await state.ledger.head()
      // Opened at the start; five roster events stand a microsecond apart.
      #expect(before.recordedAt == Store.start + 4 && before.now == Store.start + 4)
      let first = try await state.file("USA-2026-0001", events: 3)
      #expect(first.entries.map(\.recordedAt) == [5, 6, 7].map { Store.start + $0 })

      let noon = Store.start + 3_600_000_000
      #expect(
        try await storeError { try await state.ledger.setClock(noon) } != nil, "for who enrols")
      try await founder.ledger.setClock(noon)
      #expect(try await state.ledger.head().now == noon)
      #expect(try await storeError { try await founder.ledger.setClock(noon - 1) } != nil)
      #expect(try await state.file("USA-2026-0002").entries[0].recordedAt == noon)

      var request = state.request(
        [.sample(in: "proposal/USA-2026-0003")], expected: ["proposal/USA-2026-0003": .absent])
      request.notBefore = noon + 500
      #expect(try await state.ledger.append(request).entries[0].recordedAt == noon + 501)
      #expect(try await state.file("USA-2026-0004").entries[0].recordedAt == noon + 502)
      #expect(try await state.ledger.position(at: noon) == before.position + 4)
      #expect(try await state.ledger.position(at: noon - 1) == before.position + 3)
      #expect(try await state.ledger.position(at: Store.start - 1) == -1)
      await founder.ledger.close()
      await state.ledger.close()
    }

    struct Malformed: Sendable, CustomTestStringConvertible {
      var name: String
      var alter: @Sendable (inout NewEvent) -> Void
      var testDescription: String { name }
    }

    @Test(
      "An event that no ledger takes",
      arguments: [
        Malformed(name: "an unknown type") { $0.type = "PositionImagined" },
        Malformed(name: "an unknown schema version") { $0.schemaVersion = 99 },
        Malformed(name: "a type of joint ledgers") {
          $0.type = "SilenceBroken"
        },
        Malformed(name: "the wrong kind of stream") { $0.stream = "topic/export-controls" },
        Malformed(name: "a control character in a field") { $0.marking = "A\nfacts sha256:00" },
        Malformed(name: "a C1 control character") { $0.marking = "A\u{85}B" },
        Malformed(name: "an empty field") { $0.marking = "" },
        Malformed(name: "a dash, which stands for absent") { $0.marking = "-" },
        Malformed(name: "a short salt") { $0.factsSalt = Array(repeating: 1, count: 15) },
        Malformed(name: "a text without a salt") { $0.textSalt = nil },
        Malformed(name: "facts that lack what is required") { $0.facts = Array("{}".utf8) },
        Malformed(name: "required facts that are null") {
          $0.facts = Array(#"{"revision":null}"#.utf8)
        },
        Malformed(name: "facts that are no object") { $0.facts = Array("[1]".utf8) },
        Malformed(name: "facts that are no JSON") { $0.facts = Array("{".utf8) },
        Malformed(name: "an escaped NUL") {
          $0.text = Array(#"{"reason":"a\u0000b"}"#.utf8)
        },
        Malformed(name: "facts over 256 KiB") {
          $0.facts = Array(
            #"{"revision":1,"x":"\#(String(repeating: "x", count: 262_144))"}"#.utf8)
        },
        Malformed(name: "a day that does not exist") {
          $0.effective = "2026-02-30T00:00:00.000000+09:00 Asia/Tokyo"
        },
        Malformed(name: "an effective time without a zone") {
          $0.effective = "2026-11-24T00:00:00.000000+09:00"
        },
        Malformed(name: "an effective time without microseconds") {
          $0.effective = "2026-11-24T00:00:00+09:00 Asia/Tokyo"
        },
      ])
    func malformed(_ event: Malformed) async throws {
      let official = try await Self.shared.value
      var sample = NewEvent.sample()
      event.alter(&sample)
      // Alone, and after another one: the two ways through the server.
      for events in [[sample], [.sample(in: "proposal/USA-2026-0009"), sample]] {
        let streams = Set(events.map(\.stream))
        let expected = Dictionary(
          uniqueKeysWithValues: streams.map { ($0, ExpectedVersion.absent) })
        let request = official.request(events, expected: expected)
        #expect(try await kind { _ = try await official.ledger.append(request) } == .malformed)
      }
      #expect(try await official.ledger.head().position == 4)
    }

    private static let shared = Task { try await Store().official() }

    @Test("Who may not say that")
    func authority() async throws {
      let store = try await Store()
      let state = try await store.official()
      let founder = try await store.official(Store.founder)
      let expected: [String: ExpectedVersion] = ["proposal/USA-2026-0001": .absent]
      func refusal(_ official: Official, _ alter: (inout AppendRequest) -> Void) async throws
        -> StoreError.Kind?
      {
        var request = official.request([.sample()], expected: expected)
        alter(&request)
        return try await kind { _ = try await official.ledger.append(request) }
      }
      #expect(try await refusal(state) { $0.authority = UUID() } == .notAuthorised)
      #expect(try await refusal(state) { $0.authority = founder.authority } == .notAuthorised)
      #expect(try await refusal(founder) { $0.authority = state.authority } == .notAuthorised)
      #expect(try await refusal(founder) { _ in } == .notAuthorised, "enrol does not file")
      #expect(try await refusal(state) { $0.events[0].onBehalfOf = "USTR" } == .notAuthorised)
      #expect(try await refusal(state) { $0.rulesVersion = 2 } == .rulesVersion)
      #expect(
        try await refusal(state) {
          $0.events = [.sample("TopicOpened", in: "topic/x", facts: #"{"code":"x"}"#)]
          $0.expected = ["topic/x": .absent]
        } == .notAuthorised)
      #expect(try await state.ledger.head().position == 4)
      await state.ledger.close()
      await founder.ledger.close()
    }

    @Test("A login that was not admitted, and a ledger that is not there, are one refusal")
    func notAdmitted() async throws {
      let store = try await Store()
      let administrator = try await TestServer.connect()
      _ = try? await administrator.execute(script: "create role store_stranger login")
      await administrator.close()
      let refused = try await storeError { _ = try await store.ledger(as: "store_stranger") }
      #expect(refused?.kind == .refused)
      let conninfo = try TestServer.shared.get().parameters(overriding: [("dbname", "nowhere")])
        .filter { $0.0 != "user" }.map { "\($0.0)=\($0.1)" }.joined(separator: " ")
      let absent = try await storeError {
        _ = try await Ledger.open(code: "USA", conninfo: conninfo, login: Store.state)
      }
      #expect(absent?.kind == .refused)
      #expect(absent?.message == refused?.message)
      let nobody = try await storeError {
        _ = try await Ledger.open(
          code: "USA", conninfo: "host=/nonexistent port=1", login: Store.state)
      }
      #expect(nobody?.kind == .unreachable)
    }

    @Test("Before the first event nothing else is taken, and a schema that is not there is named")
    func notOpened() async throws {
      let store = try await Store(empty: ())
      let connection = try await store.administrator()
      try await connection.execute(
        script: "grant connect on database \(store.database) to \(Store.state)")
      let ledger = try await store.ledger()
      #expect(try await kind { _ = try await ledger.head() } == .schema)
      try await Migrator(connection: connection).migrate()
      try await connection.execute(
        script: "grant connect on database \(store.database) to \(Store.state)")
      #expect(try await ledger.head().position == -1)
      #expect(try await ledger.head().recordedAt == nil)
      #expect(try await ledger.whoami().isEmpty)
      let official = Official(ledger: ledger, authority: UUID())
      #expect(try await kind { try await official.file("USA-2026-0001") } == .notOpened)
      await connection.close()
      await ledger.close()
    }
  }
}
