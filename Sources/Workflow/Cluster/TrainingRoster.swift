/// The people, agencies and topics that a fresh private cluster is set up with, for training.
///
/// Data only; nobody in it is a real person. A login's `party` in a national ledger is its
/// agency, in a joint one its government.
package struct TrainingRoster: Sendable {
  package struct Name: Sendable, Equatable {
    package let en: String
    package let ja: String
  }

  package struct Ledger: Sendable {
    package let code: String
    /// `national` or `joint`.
    package let kind: String
    /// The government of a national ledger.
    package let government: String?
    package let members: [String]
    package let homeZone: String
    /// The decision rule in force from the start.
    package let rule: String
  }

  package struct Government: Sendable {
    package let code: String
    package let name: Name
  }

  package struct Agency: Sendable {
    package let code: String
    package let government: String
    package let name: Name
  }

  package struct Topic: Sendable {
    package let code: String
    package let parent: String?
    package let title: Name
  }

  /// A part that an agency plays on a topic; `role` is a code of the domain.
  package struct TopicRole: Sendable, Equatable {
    package let topic: String
    package let party: String
    package let role: String
  }

  /// What a login is in one ledger.
  package struct Seat: Sendable, Equatable {
    package let ledger: String
    /// nil for those who belong to no counting unit there, as the secretariat.
    package let party: String?
  }

  package struct Principal: Sendable {
    package let login: String
    package let person: String
    package let government: String?
    package let seats: [Seat]
    package let post: String
    /// nil for those who never speak in substance.
    package let level: String?
    package let capacities: [String]

    package var ledgers: [String] { seats.map(\.ledger) }
  }

  /// The login of the founding principal, who belongs to no agency and is in every ledger.
  package static let founder = "founder"
  package static let founderCapacities = ["enrol", "records"]

  package static let governments = [
    Government(code: "USA", name: Name(en: "United States", ja: "アメリカ合衆国")),
    Government(code: "JPN", name: Name(en: "Japan", ja: "日本国")),
  ]

  package static let ledgers = [
    Ledger(
      code: "USA", kind: "national", government: "USA", members: [], homeZone: "America/New_York",
      rule: "lead_decides_after_consultation"),
    Ledger(
      code: "JPN", kind: "national", government: "JPN", members: [], homeZone: "Asia/Tokyo",
      rule: "unanimous_clearance"),
    Ledger(
      code: "EPCC", kind: "joint", government: nil, members: ["USA", "JPN"], homeZone: "UTC",
      rule: "colead_consensus"),
  ]

  /// Every login of the roster, the founder first: what the cluster has to let in.
  package static var logins: [String] { [founder] + principals.map(\.login) }

  package static func agencies(of government: String) -> [Agency] {
    agencies.filter { $0.government == government }
  }

  /// The roles on topics that the agencies of one government hold.
  package static func roles(of government: String) -> [TopicRole] {
    let codes = Set(agencies(of: government).map(\.code))
    return roles.filter { codes.contains($0.party) }
  }

  /// Who is to be admitted to a ledger, with the party there.
  package static func principals(in ledger: String) -> [(principal: Principal, party: String?)] {
    principals.compactMap { principal in
      principal.seats.first { $0.ledger == ledger }.map { (principal, $0.party) }
    }
  }
}
