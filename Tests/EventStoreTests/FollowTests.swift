import EventStore
import Foundation
import Postgres
import Testing

extension StoreTests {
  @Suite("Following")
  struct FollowTests {
    /// What a follower saw: positions in order, and how many events of each writer.
    private struct Seen: Sendable {
      var positions: [Int] = []
      var leaves: [[UInt8]] = []
      var versions: [String: [Int]] = [:]
    }

    private static func follow(_ ledger: Ledger, from start: Int, to end: Int, piece: Int)
      async throws -> Seen
    {
      var seen = Seen()
      try await ledger.follow(from: start, interval: .milliseconds(20), piece: piece) { event in
        seen.positions.append(event.position)
        seen.leaves.append(event.leafHash)
        seen.versions[event.entry.stream, default: []].append(event.entry.version)
        return event.position < end
      }
      return seen
    }

    @Test("Sixteen writers: every follower sees every position once, in order")
    func sixteenWriters() async throws {
      let store = try await Store()
      let writers = 16
      let commands = 100
      let perCommand = 2
      let last = 4 + writers * commands * perCommand
      let followers = [(0, 500), (5, 7), (1000, 64)]
      let all = try await withThrowingTaskGroup(of: Seen?.self) { group in
        for (start, piece) in followers {
          group.addTask {
            let ledger = try await store.ledger(as: Store.ustr)
            let seen = try await Self.follow(ledger, from: start, to: last, piece: piece)
            await ledger.close()
            return seen
          }
        }
        for writer in 1...writers {
          group.addTask {
            let official = try await store.official(
              writer.isMultiple(of: 2) ? Store.state : Store.ustr)
            let stream = "proposal/USA-2026-\(1000 + writer)"
            for command in 0..<commands {
              try await official.append(
                (0..<perCommand).map { _ in .sample(in: stream) },
                expected: [stream: command == 0 ? .absent : .exactly(command * perCommand)])
            }
            await official.ledger.close()
            return nil
          }
        }
        var all: [Seen] = []
        for try await seen in group { if let seen { all.append(seen) } }
        return all
      }
      #expect(all.count == followers.count)
      let ledger = try await store.ledger()
      let log = try await ledger.log(from: 0, limit: last + 10)
      await ledger.close()
      #expect(log.map(\.position) == Array(0...last))
      for seen in all {
        let start = try #require(seen.positions.first)
        #expect(seen.positions == Array(start...last))
        #expect(
          seen.leaves == log[start...].map(\.leafHash), "what was handed over did not change later")
        if start <= 5 {
          for (stream, versions) in seen.versions where stream != "roster" {
            #expect(versions == Array(1...commands * perCommand), "\(stream)")
          }
        }
      }
    }

    @Test("A notification wakes a follower before its interval has passed")
    func notification() async throws {
      let store = try await Store()
      let official = try await store.official()
      let reader = try await store.ledger(as: Store.ustr)
      try await official.ledger.project()
      let started = ContinuousClock.now
      async let seen: Int? = {
        var position: Int?
        try await reader.follow(from: 5, interval: .seconds(60)) { event in
          position = event.position
          return false
        }
        return position
      }()
      try await Task.sleep(for: .milliseconds(300))
      try await official.file("USA-2026-0001")
      // Whoever reads next lets the projections catch up, which tells the listeners.
      try await official.ledger.project()
      #expect(try await seen == 5)
      #expect(ContinuousClock.now - started < .seconds(30))
      await official.ledger.close()
      await reader.close()
    }

    @Test("A cancelled follower ends")
    func cancellation() async throws {
      let store = try await Store()
      let reader = try await store.ledger()
      let task = Task {
        try await reader.follow(from: 0, interval: .seconds(60)) { _ in true }
      }
      try await Task.sleep(for: .milliseconds(200))
      task.cancel()
      _ = await task.result
      await reader.close()
    }

    @Test("A log with a hole is an error, not a skip")
    func hole() async throws {
      let store = try await Store()
      let official = try await store.official()
      try await official.file("USA-2026-0001", events: 3)
      try await store.administer(
        """
        set session_replication_role = replica;
        delete from ringi.payload where position = 6; delete from ringi.event where position = 6
        """)
      var seen: [Int] = []
      let error = try await storeError {
        try await official.ledger.follow(from: 0) { event in
          seen.append(event.position)
          return true
        }
      }
      #expect(seen == Array(0...5))
      #expect(error?.message.contains("position 6") == true)
      await official.ledger.close()
    }
  }
}
