import Postgres

/// What a decision needs to know, read in one round trip.
public struct LoadedStreams: Sendable {
  public var head: Head
  public var authorities: [Authority]
  public var events: [StoredEvent]
}

extension Ledger {
  /// Head, speaker and streams, pipelined.
  public func load(_ selection: Selection) async throws -> LoadedStreams {
    // The head comes first: what is read after it can only be newer, so `position` never promises
    // what was not read.
    let answers = await connection.pipeline([
      .query(Self.headQuery), .query(Self.whoamiQuery), .query(Self.streamsQuery(selection)), .sync,
    ])
    do {
      let head = try Self.head(answers[0].get())
      let authorities = try answers[1].get().rows(Self.authority)
      let events = try storedEvents(answers[2].get())
      return LoadedStreams(head: head, authorities: authorities, events: events)
    } catch let error as PostgresError {
      throw StoreError(error)
    }
  }
}
