/// Admits a login.
public struct AdmitPrincipal: Sendable, Hashable {
  public var login: String
  public var person: String
  public var party: String?
  public var government: String?

  public init(
    login: String, person: String, party: String? = nil, government: String? = nil
  ) {
    self.login = login
    self.person = person
    self.party = party
    self.government = government
  }
}

/// Removes a login.
public struct RemovePrincipal: Sendable, Hashable {
  public var login: String
  public var reason: String?

  public init(
    login: String, reason: String? = nil
  ) {
    self.login = login
    self.reason = reason
  }
}

/// Records that a person holds a post.
public struct RecordAppointment: Sendable, Hashable {
  public var login: String
  public var party: String?
  public var government: String?
  public var post: String
  public var level: Level
  public var capacities: [Capacity]
  public var from: Timestamp
  public var to: Timestamp?
  public var acting: Bool

  public init(
    login: String, party: String? = nil, government: String? = nil, post: String, level: Level,
    capacities: [Capacity], from: Timestamp, to: Timestamp? = nil, acting: Bool = false
  ) {
    self.login = login
    self.party = party
    self.government = government
    self.post = post
    self.level = level
    self.capacities = capacities
    self.from = from
    self.to = to
    self.acting = acting
  }
}

/// Ends an appointment; `appointment` is the event id of its record.
public struct EndAppointment: Sendable, Hashable {
  public var appointment: String
  public var at: Timestamp?
  public var reason: String?

  public init(
    appointment: String, at: Timestamp? = nil, reason: String? = nil
  ) {
    self.appointment = appointment
    self.at = at
    self.reason = reason
  }
}

/// Registers an agency of the government.
public struct RegisterAgency: Sendable, Hashable {
  public var code: String
  public var government: String?
  public var name: LocalizedText
  public var from: CivilDate?
  public var to: CivilDate?
  public var onBehalfOf: String?

  public init(
    code: String, government: String? = nil, name: LocalizedText, from: CivilDate? = nil,
    to: CivilDate? = nil, onBehalfOf: String? = nil
  ) {
    self.code = code
    self.government = government
    self.name = name
    self.from = from
    self.to = to
    self.onBehalfOf = onBehalfOf
  }
}

/// Gives an agency another name from a day on.
public struct RenameAgency: Sendable, Hashable {
  public var code: String
  public var at: CivilDate
  public var name: LocalizedText

  public init(
    code: String, at: CivilDate, name: LocalizedText
  ) {
    self.code = code
    self.at = at
    self.name = name
  }
}

/// Lets one agency take over from another.
public struct SucceedAgency: Sendable, Hashable {
  public var code: String
  public var successor: String
  public var at: CivilDate

  public init(
    code: String, successor: String, at: CivilDate
  ) {
    self.code = code
    self.successor = successor
    self.at = at
  }
}

/// Admits a member to the forum.
public struct AdmitMember: Sendable, Hashable {
  public var code: String
  public var government: String?
  public var name: LocalizedText
  public var from: CivilDate?
  public var to: CivilDate?
  public var onBehalfOf: String?

  public init(
    code: String, government: String? = nil, name: LocalizedText, from: CivilDate? = nil,
    to: CivilDate? = nil, onBehalfOf: String? = nil
  ) {
    self.code = code
    self.government = government
    self.name = name
    self.from = from
    self.to = to
    self.onBehalfOf = onBehalfOf
  }
}

/// Lets one member take the seat of another.
public struct SucceedMember: Sendable, Hashable {
  public var code: String
  public var successor: String
  public var at: CivilDate

  public init(
    code: String, successor: String, at: CivilDate
  ) {
    self.code = code
    self.successor = successor
    self.at = at
  }
}

/// Ends a membership that nobody takes over.
public struct EndMember: Sendable, Hashable {
  public var code: String
  public var at: CivilDate
  public var reason: String?

  public init(
    code: String, at: CivilDate, reason: String? = nil
  ) {
    self.code = code
    self.at = at
    self.reason = reason
  }
}

/// Puts a version of the engine's rules in force.
public struct AdoptRulesVersion: Sendable, Hashable {
  public var version: Int

  public init(
    version: Int
  ) {
    self.version = version
  }
}

/// Adopts the rule by which the ledger decides.
public struct AdoptRule: Sendable, Hashable {
  public var scope: RuleScope
  public var rule: RuleID
  public var version: Int
  public var params: RuleParameters

  public init(
    scope: RuleScope, rule: RuleID, version: Int, params: RuleParameters
  ) {
    self.scope = scope
    self.rule = rule
    self.version = version
    self.params = params
  }
}

/// Publishes the holidays of one government in one year.
public struct PublishCalendar: Sendable, Hashable {
  public var calendar: String
  public var year: Int
  public var zone: String
  public var holidays: [CivilDate]
  public var names: [String: LocalizedText]

  public init(
    calendar: String, year: Int, zone: String, holidays: [CivilDate], names: [String: LocalizedText]
  ) {
    self.calendar = calendar
    self.year = year
    self.zone = zone
    self.holidays = holidays
    self.names = names
  }
}

/// Opens a topic.
public struct OpenTopic: Sendable, Hashable {
  public var code: String
  public var parent: String?
  public var title: LocalizedText
  public var onBehalfOf: String?

  public init(
    code: String, parent: String? = nil, title: LocalizedText, onBehalfOf: String? = nil
  ) {
    self.code = code
    self.parent = parent
    self.title = title
    self.onBehalfOf = onBehalfOf
  }
}

/// Closes a topic.
public struct CloseTopic: Sendable, Hashable {
  public var code: String
  public var reason: String?

  public init(
    code: String, reason: String? = nil
  ) {
    self.code = code
    self.reason = reason
  }
}

/// Gives an agency a role on a topic, from now on unless `from` says otherwise.
public struct AssignRole: Sendable, Hashable {
  public var topic: String
  public var party: String
  public var role: Role
  public var from: Timestamp?
  public var to: Timestamp?
  public var basis: String?
  public var reason: String?

  public init(
    topic: String, party: String, role: Role, from: Timestamp? = nil, to: Timestamp? = nil,
    basis: String? = nil, reason: String? = nil
  ) {
    self.topic = topic
    self.party = party
    self.role = role
    self.from = from
    self.to = to
    self.basis = basis
    self.reason = reason
  }
}

/// Ends the role of an agency on a topic.
public struct EndRole: Sendable, Hashable {
  public var topic: String
  public var party: String
  public var at: Timestamp?
  public var reason: String?

  public init(
    topic: String, party: String, at: Timestamp? = nil, reason: String? = nil
  ) {
    self.topic = topic
    self.party = party
    self.at = at
    self.reason = reason
  }
}
