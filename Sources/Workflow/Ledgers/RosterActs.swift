public import Deliberation
import EventStore

extension Session {
  /// One act on the roster, the topics or the rules of a ledger.
  public func administer(
    _ code: String?, _ verb: String, _ arguments: JSONObject, ref: String, _ options: WriteOptions,
    make: (_ now: Timestamp) throws -> [Command]
  ) async throws -> Written {
    let ledger =
      if let code { try await ledger(code.uppercased(), typed: code) } else {
        try await homeLedger()
      }
    let value = Self.value(verb, ref: ledger.code, pinned: nil, arguments, options)
    let outcome = try await Act(value: value, options: options).perform(on: ledger, session: self) {
      ledger in
      // A role is not lowered over an open objection, so the files that are alive matter to it.
      let head = try await ledger.readyHead()
      let live = try await ledger.files(upTo: head.position, liveOnly: true).map(\.ref)
      return try await ledger.view(files: live)
    } make: { _, view in
      Act.Made(commands: try make(view.now), ref: ref)
    }
    return written(outcome, ledger: ledger, ref: ref)
  }
}

extension Workspace {
  /// Makes a login known to the private server, so that it can be admitted to a ledger.
  package func createLogin(_ login: String) async throws {
    guard let cluster else { return }
    try await factory().createLogins([login])
    try cluster.addLogin(login)
  }

  /// Makes one more ledger in the private cluster.
  package func createLedger(
    _ code: String, kind: LedgerKind, government: String?, homeZone: String, rule: AppliedRule?,
    like session: Session
  ) async throws {
    try await session.demandFounding()
    let factory = try factory()
    let cluster = try privateCluster()
    guard try cluster.ledgers.all()[code] == nil else {
      throw WorkflowError(
        "ledger.exists", "There is a ledger \(code) already.",
        hint: "`ringi ledger list` shows the ledgers; choose another code.")
    }
    // A sandbox's ledgers share one clock: the new one starts where the others stand.
    let clock = try await session.sandboxClock()
    let plan = LedgerFactory.Plan(
      code: code, kind: kind, government: government, homeZone: homeZone, isSandbox: clock != nil,
      clock: clock, founders: [Setup.founder], registryHost: Setup.registryHost)
    try await factory.create(plan)
    try cluster.ledgers.add(code, database: plan.database)
    guard let rule else { return }
    let fresh = Session(directory: try directory(), narrowedTo: code)
    let adopt = AdoptRule(
      scope: kind == .national ? .national : .joint, rule: rule.id, version: rule.version,
      params: rule.params)
    do {
      _ = try await fresh.administer(
        code, "rule.adopt", ["rule": .string(rule.id.rawValue)], ref: code, WriteOptions()
      ) { _ in
        [.adoptRule(adopt)]
      }
    } catch {
      await fresh.close()
      throw error
    }
    await fresh.close()
  }
}

extension Session {
  /// Ledgers are made by a founding principal, and by nobody else.
  func demandFounding() async throws {
    for ledger in try await ledgers() {
      for authority in try await ledger.whoami()
      where authority.post == nil && authority.capacities.contains(Capacity.enrol.rawValue) {
        return
      }
    }
    throw Refusal(
      "authority.role", "Only a founding principal makes ledgers and forums.",
      hint: "Leave --as out: the owner of a private cluster is its founder.")
  }

  /// Whoever may admit to a ledger.
  public func demandEnrolment(in code: String) async throws {
    let ledger = try await ledger(code.uppercased(), typed: code)
    let may = try await ledger.whoami().contains {
      $0.capacities.contains(Capacity.enrol.rawValue)
    }
    guard may else {
      throw Refusal(
        "authority.none", "You are no enrolment officer of \(ledger.code).",
        hint: "`ringi whoami` says in which capacities you act.")
    }
  }

  /// Whether a ledger is a government's own or a joint one.
  public func kind(of code: String) async throws -> LedgerKind {
    let info = try await ledger(code.uppercased(), typed: code).info()
    return info.kind == LedgerKind.national.rawValue ? .national : .joint
  }

  /// The time at which a sandbox's ledgers stand; `nil` in earnest.
  func sandboxClock() async throws -> Timestamp? {
    var latest: Timestamp?
    for code in directory.codes {
      guard let ledger = try await ledgerIfOpen(code), try await ledger.info().isSandbox else {
        continue
      }
      let now = Timestamp(microseconds: try await ledger.head().now)
      latest = max(latest ?? now, now)
    }
    return latest
  }

  /// Sandbox: sets the clock of every ledger, forward only.
  public func setClock(_ time: Timestamp) async throws {
    let ledgers = try await ledgers()
    for ledger in ledgers {
      guard try await ledger.info().isSandbox else {
        throw WorkflowError(
          "clock.not_sandbox", "\(ledger.code) keeps real time; only a sandbox's clock can be set.",
          hint: "ringi init --sandbox makes one, in folders of its own.")
      }
      guard try await ledger.head().now <= time.microseconds else {
        throw WorkflowError(
          "clock.backward",
          "The clock of \(ledger.code) stands later than \(time); it goes forward only.")
      }
    }
    for ledger in ledgers { try await ledger.setClock(time.microseconds) }
  }
}
