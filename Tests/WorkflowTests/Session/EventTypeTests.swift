import Deliberation
import EventStore
import Foundation
import Postgres
import Testing

@testable import Workflow

/// The rules and the store were written side by side: they must mean the same events.
@Suite(.serialized, .enabled(if: hasServer, "needs a PostgreSQL server"))
struct EventTypeTests {
  private struct Described: Hashable, CustomStringConvertible {
    var name: String
    var version: Int
    var stream: String
    var ledgers: [String]
    var capacities: [String]
    var facts: [String]

    init(_ type: EventType) {
      name = type.name
      version = type.schemaVersion
      stream = type.stream?.rawValue ?? "*"
      ledgers = type.ledgers.map(\.rawValue).sorted()
      // The first event of a ledger is the administrator's and no capacity's.
      capacities = type.name == "LedgerOpened" ? [] : type.capacities.map(\.rawValue).sorted()
      facts = type.requiredFacts.sorted()
    }

    init(_ result: QueryResult, _ row: Int) throws(PostgresError) {
      name = try result.string(row, "type")
      version = try result.int(row, "schema_version")
      stream = try result.string(row, "stream_kind")
      ledgers = (try result.value(row, "ledger_kinds") as [String]).sorted()
      capacities = (try result.value(row, "capacities") as [String]).sorted()
      facts = (try result.value(row, "required_facts") as [String]).sorted()
    }

    var description: String {
      "\(name)/\(version) \(stream) \(ledgers) \(capacities) \(facts)"
    }
  }

  @Test func `the database knows the events of the domain, and no others`() async throws {
    let cluster = try await TrainingCluster()
    let stored = try await cluster.working(as: "founder") { session in
      try await session.ledger("USA").rows(
        """
        select type, schema_version, stream_kind, ledger_kinds, capacities, required_facts
        from ringi.event_type order by type collate "C"
        """, Described.init)
    }
    let known = EventType.all.map(Described.init).sorted { $0.name < $1.name }
    #expect(stored.count == known.count)
    for (theirs, ours) in zip(stored, known) { #expect(theirs == ours) }
  }
}
