public import Deliberation
import EventStore

extension Session {
  /// The ledgers whose roster a question is about.
  private func roster(
    at moment: Moment?, _ item: (LedgerView, Timestamp) -> [JSON]
  ) async throws -> ([JSON], AsOf) {
    let ledgers = try await ledgers()
    let frame = try await frame(ledgers, at: moment)
    var items: [JSON] = []
    for ledger in ledgers {
      let view = try await ledger.view(files: [], upTo: frame.upTo[ledger.code])
      items += item(view, frame.knownAt)
    }
    return (items, frame.asOf(ledgers.map(\.code)))
  }

  /// Agencies of national ledgers, or members of joint ones.
  public func listParties(_ kind: LedgerKind, at moment: Moment?) async throws -> Answer {
    let (items, asOf) = try await roster(at: moment) { view, _ in
      guard view.state.kind == kind else { return [] }
      return view.state.roster.parties.values.sorted { $0.code < $1.code }.map { party in
        [
          "ledger": .string(view.code), "code": .string(party.code),
          "government": JSON(view.government(of: party.code)), "name_en": JSON(party.name?.en),
          "name_ja": JSON(party.name?.ja), "from": JSON(party.from?.description),
          "to": JSON(party.to?.description), "successor": JSON(party.successor),
          "former_names": .array(
            party.formerNames.map {
              [
                "name_en": JSON($0.name?.en), "name_ja": JSON($0.name?.ja),
                "until": .string($0.until.description),
              ]
            }),
        ]
      }
    }
    return Answer(schema: "ringi.parties/1", asOf: asOf, items: items)
  }

  public func listTopics(at moment: Moment?) async throws -> Answer {
    let (items, asOf) = try await roster(at: moment) { view, now in
      view.state.topics.values.sorted { $0.code < $1.code }.map { topic in
        let roles = topic.roles(at: now).sorted {
          ($0.value.rank, $0.key) < ($1.value.rank, $1.key)
        }
        return [
          "ledger": .string(view.code), "code": .string(topic.code), "parent": JSON(topic.parent),
          "title_en": JSON(topic.title?.en), "title_ja": JSON(topic.title?.ja),
          "closed": .bool(topic.isClosed),
          "roles": .array(
            roles.map { ["party": .string($0.key), "role": .string($0.value.rawValue)] }),
        ]
      }
    }
    return Answer(schema: "ringi.topics/1", asOf: asOf, items: items)
  }

  /// Who holds or held which role on which topic.
  public func listRoles(topic: String?, at moment: Moment?) async throws -> Answer {
    let (items, asOf) = try await roster(at: moment) { view, now in
      view.state.topics.values.filter { topic == nil || $0.code == topic }.sorted {
        $0.code < $1.code
      }
      .flatMap { topic in
        topic.assignments.map { assignment -> JSON in
          [
            "ledger": .string(view.code), "topic": .string(topic.code),
            "party": .string(assignment.party), "role": JSON(assignment.role?.rawValue),
            "from": .string(assignment.from.description), "to": JSON(assignment.to?.description),
            "in_force": .bool(
              topic.role(of: assignment.party, at: now) == assignment.role && assignment.role != nil
            ),
            "basis": JSON(assignment.basis), "reason": JSON(assignment.reason),
            "recorded_at": .string(assignment.recordedAt.description),
            "event_id": .string(assignment.event),
          ]
        }
      }
    }
    return Answer(schema: "ringi.roles/1", asOf: asOf, items: items)
  }

  public func listAppointments(login: String?, at moment: Moment?) async throws -> Answer {
    let (items, asOf) = try await roster(at: moment) { view, now in
      view.state.roster.appointments.filter { login == nil || $0.value.login == login }
        .sorted {
          ($0.value.login, $0.value.from, $0.key) < ($1.value.login, $1.value.from, $1.key)
        }
        .map { id, appointment in
          [
            "ledger": .string(view.code), "login": .string(appointment.login),
            "person": JSON(view.state.roster.principals[appointment.login]?.person),
            "post": .string(appointment.post), "level": .string(appointment.level.rawValue),
            "party": JSON(appointment.party), "government": JSON(appointment.government),
            "capacities": JSON(appointment.capacities.map(\.rawValue)),
            "from": .string(appointment.from.description), "to": JSON(appointment.to?.description),
            "acting": .bool(appointment.isActing),
            "in_force": .bool(appointment.isInForce(at: now)),
            "authority": .string(id),
          ]
        }
    }
    return Answer(schema: "ringi.appointments/1", asOf: asOf, items: items)
  }

  public func listRules(at moment: Moment?) async throws -> Answer {
    let (items, asOf) = try await roster(at: moment) { view, _ in
      let rule = view.state.rule
      return [
        [
          "ledger": .string(view.code), "scope": .string(view.state.kind.rawValue),
          "rule": .string(rule.id.rawValue), "version": .int(Int64(rule.version)),
          "basis": JSON(rule.params.basis?.rawValue), "working_days": JSON(rule.params.workingDays),
          "rules_version": .int(Int64(view.state.rules.version)),
        ]
      ]
    }
    return Answer(schema: "ringi.rules/1", asOf: asOf, items: items)
  }

  public func listCalendars(at moment: Moment?) async throws -> Answer {
    let (items, asOf) = try await roster(at: moment) { view, _ in
      view.state.calendars.values.flatMap(\.values).sorted {
        ($0.calendar, $0.year) < ($1.calendar, $1.year)
      }
      .map { calendar in
        [
          "ledger": .string(view.code), "calendar": .string(calendar.calendar),
          "year": .int(Int64(calendar.year)), "zone": .string(calendar.zone),
          "holidays": JSON(calendar.holidays.sorted().map(\.description)),
        ]
      }
    }
    return Answer(schema: "ringi.calendars/1", asOf: asOf, items: items)
  }

  /// A forum: its rule and its members.
  public func showForum(_ code: String, at moment: Moment?) async throws -> Answer {
    let ledger = try await ledger(code.uppercased(), typed: code)
    let frame = try await frame([ledger], at: moment)
    let view = try await ledger.view(files: [], upTo: frame.upTo[ledger.code])
    guard view.state.kind == .joint else { throw WorkflowError.notFound(code) }
    let day = try Zones.rules(view.state.homeZone).date(at: frame.knownAt)
    let rule = view.state.rule
    let parties = view.state.roster.parties.values.sorted { $0.code < $1.code }
    return Answer(
      schema: "ringi.forum/1", asOf: frame.asOf([ledger.code]),
      body: [
        "ledger": .string(view.code), "home_zone": .string(view.state.homeZone),
        "rule": [
          "id": .string(rule.id.rawValue), "version": .int(Int64(rule.version)),
          "basis": JSON(rule.params.basis?.rawValue),
          "working_days": JSON(rule.params.workingDays),
        ],
        "members": .array(
          parties.filter { $0.isInForce(on: day) }.map {
            ["code": .string($0.code), "name_en": JSON($0.name?.en), "name_ja": JSON($0.name?.ja)]
          }),
        "former_members": .array(
          parties.filter { !$0.isInForce(on: day) }.map {
            [
              "code": .string($0.code), "from": JSON($0.from?.description),
              "to": JSON($0.to?.description), "successor": JSON($0.successor),
            ]
          }),
        "topics": JSON(view.state.topics.values.filter { !$0.isClosed }.map(\.code).sorted()),
      ])
  }
}
