import Deliberation
import EventStore

extension Session {
  /// Who the connected login is, where he may speak and what he may read.
  public func whoami(at moment: Moment?) async throws -> Answer {
    let ledgers = try await ledgers()
    let frame = try await frame(ledgers, at: moment)
    var authorities: [(ledger: String, Authority)] = []
    // At home first: an official is his agency's before he is his government's.
    var home: [Bool] = []
    for ledger in ledgers {
      let info = try await ledger.info()
      let isNational = info.kind == LedgerKind.national.rawValue
      for var authority in try await ledger.whoami() {
        // In a national ledger everybody with a party is the government's own.
        if isNational, authority.party != nil { authority.government = info.government }
        authorities.append((ledger.code, authority))
        home.append(isNational)
      }
    }
    authorities = zip(authorities, home).sorted { $0.1 && !$1.1 }.map(\.0)
    let main = authorities.first { $0.1.post != nil } ?? authorities.first
    let login = main?.1.login ?? directory.login
    let capacities = Set(authorities.flatMap(\.1.capacities)).sorted()
    let body: JSONObject = [
      "login": JSON(login), "person": JSON(main?.1.person), "appointment": JSON(main?.1.post),
      "level": JSON(main?.1.level), "party": JSON(main?.1.party),
      "government": JSON(main?.1.government), "capacities": JSON(capacities),
      "ledgers": JSON(ledgers.map(\.code)),
      "appointments": .array(
        authorities.map { code, authority in
          [
            "ledger": .string(code), "party": JSON(authority.party),
            "appointment": JSON(authority.post), "level": JSON(authority.level),
            "capacities": JSON(authority.capacities), "authority": .string(authority.id.text),
          ]
        }),
    ]
    return Answer(schema: "ringi.whoami/1", asOf: frame.asOf(ledgers.map(\.code)), body: body)
  }
}
