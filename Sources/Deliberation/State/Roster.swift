/// Who may speak in a ledger, for whom, and by what appointment.
public struct Roster: Sendable, Hashable {
  public internal(set) var principals: [String: Principal] = [:]
  /// By the event id of their record.
  public internal(set) var appointments: [String: Appointment] = [:]
  /// Agencies of a national ledger, members of a joint one, by code.
  public internal(set) var parties: [String: Party] = [:]
  /// The event id of the ledger's first event, under which founding principals speak.
  public internal(set) var foundation: String?

  public init() {}

  /// The parties in force on a day, by code.
  public func parties(on day: CivilDate) -> [Party] {
    parties.values.filter { $0.isInForce(on: day) }.sorted { $0.code < $1.code }
  }

  /// The level of the appointment that an event names, if it names one.
  public func level(of authority: String?) -> Level? {
    authority.flatMap { appointments[$0]?.level }
  }
}

/// A login and the person behind it.
public struct Principal: Sendable, Hashable {
  public var login: String
  public var person: String
  public var party: String?
  public var government: String?
  /// What a founding principal may do; empty for everybody else, who needs an appointment.
  public var capacities: [Capacity]
  public var isRemoved: Bool
}

/// A post that somebody holds over an interval.
public struct Appointment: Sendable, Hashable {
  public var login: String
  public var party: String?
  public var government: String?
  public var post: String
  public var level: Level
  public var capacities: [Capacity]
  public var from: Timestamp
  /// The first instant at which it is no longer held.
  public var to: Timestamp?
  public var isActing: Bool

  public func isInForce(at time: Timestamp) -> Bool {
    from <= time && to.map { time < $0 } ?? true
  }
}

/// An agency, or a member of a forum.
public struct Party: Sendable, Hashable {
  public var code: String
  public var government: String?
  public var name: LocalizedText?
  public var from: CivilDate?
  /// The first day on which it is no longer in force.
  public var to: CivilDate?
  public var successor: String?
  /// Earlier names with the day on which each ended.
  public var formerNames: [FormerName] = []

  public struct FormerName: Sendable, Hashable {
    public var name: LocalizedText?
    public var until: CivilDate
  }

  public func isInForce(on day: CivilDate) -> Bool {
    (from.map { $0 <= day } ?? true) && (to.map { day < $0 } ?? true)
  }
}
