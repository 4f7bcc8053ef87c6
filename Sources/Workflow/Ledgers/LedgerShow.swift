import Deliberation
import EventStore
import Postgres

extension Session {
  /// What a ledger says of itself, for auditors: `origin` and `vkey` are what a proof is checked
  /// against.
  public func showLedger(_ code: String, at moment: Moment?) async throws -> Answer {
    let ledger = try await ledger(code.uppercased(), typed: code)
    let info = try await ledger.info()
    let frame = try await frame([ledger], at: moment)
    let last = try await ledger.log(from: max(0, frame.upTo[ledger.code] ?? 0), limit: 1).first
    let connection = ledger.connection
    let body: JSONObject = [
      "ledger": .string(info.code), "kind": .string(info.kind), "origin": .string(info.origin),
      "vkey": JSON(info.verifierKey), "home_zone": .string(info.homeZone),
      "sandbox": .bool(info.isSandbox), "size": .int(Int64((frame.upTo[ledger.code] ?? -1) + 1)),
      "head_recorded_at": JSON(
        last.map { Timestamp(microseconds: $0.entry.recordedAt).description }),
      "server": [
        "host": JSON(await connection.host),
        "port": JSON(await connection.port.flatMap { Int($0) }),
        "database": JSON(await connection.database),
        "version": JSON(await connection.parameter("server_version")),
      ],
    ]
    return Answer(schema: "ringi.ledger/1", asOf: frame.asOf([ledger.code]), body: body)
  }

  /// The ledgers that the reader opens.
  public func listLedgers(at moment: Moment?) async throws -> Answer {
    let ledgers = try await ledgers()
    let frame = try await frame(ledgers, at: moment)
    var items: [JSON] = []
    for ledger in ledgers {
      let info = try await ledger.info()
      items.append([
        "ledger": .string(info.code), "kind": .string(info.kind),
        "government": JSON(info.government),
        "home_zone": .string(info.homeZone), "sandbox": .bool(info.isSandbox),
        "size": .int(Int64((frame.upTo[ledger.code] ?? -1) + 1)),
      ])
    }
    return Answer(schema: "ringi.ledgers/1", asOf: frame.asOf(ledgers.map(\.code)), items: items)
  }
}
