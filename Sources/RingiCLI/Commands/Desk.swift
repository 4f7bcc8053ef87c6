import Deliberation
import FoundationEssentials
import Workflow

/// What a command works with: its settings, the streams, and the ledgers of whoever speaks.
struct Desk {
  let settings: Settings
  let output: Output
  let console: Console

  init(_ global: GlobalOptions) throws {
    console = Console.current
    settings = try global.settings(environment: console.environment)
    output = Output(settings: settings, console: console)
    try Logs.begin(settings, environment: console.environment)
  }

  /// Says things that take a while, on stderr.
  private var progress: @Sendable (String) -> Void {
    let output = output
    return { output.notice($0) }
  }

  func workspace() throws -> Workspace {
    try Workspace(environment: console.environment, login: settings.login, progress: progress)
  }

  func setup() throws -> Setup {
    try Setup(environment: console.environment, progress: progress)
  }

  /// Opens a session for the time of the body.
  func withSession<Result>(_ body: (Session) async throws -> Result) async throws -> Result {
    guard settings.ledgers.count <= 1 else {
      throw Failure.usage("--ledger narrows to one ledger.")
    }
    let session = Session(
      directory: try workspace().directory(), narrowedTo: settings.ledgers.first)
    do {
      let result = try await body(session)
      await session.close()
      return result
    } catch {
      await session.close()
      throw error
    }
  }

  /// The one ledger that `--ledger` names, if it is the speaker's to see.
  func readableLedger() async throws -> String? {
    guard let code = settings.ledgers.first else { return nil }
    _ = try await withSession { try await $0.ledger(code) }
    return code
  }

  /// Answers a question: one object, or what `human` makes of it.
  func answer(
    itemKeys: [String] = [], rows: String? = nil, human: (JSON, Screen) throws -> String,
    _ question: (Session, Moment?) async throws -> Answer
  ) async throws {
    let moment = try moment()
    let answer = try await withSession { try await question($0, moment) }
    try output.show(Document(answer.json, itemKeys: itemKeys, rows: rows)) { screen in
      try human(answer.json, screen)
    }
  }

  /// Carries out a write and prints the reference that it made.
  func write(_ act: (Session) async throws -> Written) async throws {
    try report(try await withSession(act))
  }

  func report(_ written: Written) throws {
    guard !written.isDryRun else {
      if settings.format.isJSON {
        try output.print(Output.line(written.json))
      } else {
        try output.print(WrittenScreen(written, settings.catalogue).dryRun)
      }
      return
    }
    let note = WrittenScreen(written, settings.catalogue).note
    do {
      try output.wrote(ref: written.ref, json: written.json, note: note.isEmpty ? nil : note)
    } catch let error as OutputError {
      throw recorded(written, error)
    }
  }

  /// Several acts of one command: a line each, or in JSON one object.
  func report(_ written: [Written]) throws {
    guard settings.format.isJSON, written.count > 1 else {
      for done in written { try report(done) }
      return
    }
    do {
      try output.print(Output.line(["items": .array(written.map(\.json))]))
    } catch {
      throw recorded(written[0], error)
    }
  }

  /// The act stands although nobody could be told: whoever repeats it must know.
  private func recorded(_ written: Written, _ error: OutputError) -> Failure {
    var failure = error.failure
    guard !written.receipts.isEmpty else { return failure }
    let places = written.receipts.map { "\($0.ledger):\($0.position)" }.joined(separator: ", ")
    failure.hint = "The act is on record all the same, as \(written.ref) at \(places)."
    return failure
  }

  /// The past moment that a read is asked about.
  func moment() throws -> Moment? {
    guard let at = settings.at else { return nil }
    let argument = try AtArgument(at, zone: settings.zone, lookup: ZoneAdapter.lookup)
    return Moment(
      time: argument.time.map { Timestamp(microseconds: $0.microseconds) },
      positions: argument.positions)
  }

  /// A time that somebody asserts: it needs a zone, given or by its offset.
  func time(_ text: String, option: String) throws -> ZonedTime {
    let time = try TimeArgument(
      text, zone: settings.zone, option: option, lookup: ZoneAdapter.lookup)
    guard let zone = time.zone else {
      throw Failure(
        code: "time.zone_missing", message: "\(option): the time needs the name of a zone.",
        hint: "Add --zone America/New_York or --zone Asia/Tokyo.")
    }
    return ZonedTime(
      instant: Timestamp(microseconds: time.microseconds), offsetMinutes: time.offsetMinutes,
      zone: zone)
  }

  /// What every write takes. `--reason` is the reason of the act; with `--effective` it also says
  /// why it is late.
  func options(_ options: WriteOptions) throws -> Workflow.WriteOptions {
    var late: LateEntry?
    if let effective = options.effective {
      guard let reason = options.reason, !reason.allSatisfy(\.isWhitespace) else {
        throw Failure(
          code: "reason_missing", message: "A late entry says why it is late.",
          hint: "Give it with --reason.")
      }
      late = LateEntry(effective: try time(effective, option: "--effective"), reason: reason)
    }
    return Workflow.WriteOptions(
      isDryRun: options.dryRun, commandID: options.commandID.flatMap(UUID.init(uuidString:)),
      late: late)
  }

  /// A code of the domain, or a usage error that names the known ones.
  func code<Code: RawRepresentable<String> & CaseIterable>(
    _ text: String, _ type: Code.Type, option: String
  ) throws -> Code {
    let folded = String(text.lowercased().map { $0 == "-" ? "_" : $0 })
    if let code = Code(rawValue: folded) { return code }
    let known = Code.allCases.map(\.rawValue)
    let near = Spelling.nearest(to: folded, among: known).first
    throw Failure.usage(
      "\(option): '\(text)' is none of \(known.joined(separator: ", ")).",
      hint: near.map { "Did you mean '\($0)'?" })
  }
}

/// The domain's time zones as the command line's time arguments need them.
struct ZoneAdapter: ZoneRules {
  let rules: TimeZoneRules

  static var lookup: ZoneLookup { { ZoneAdapter(rules: try Zones.rules($0)) } }

  func offsetMinutes(at seconds: Int64) -> Int {
    rules.zoned(Timestamp(microseconds: seconds * 1_000_000)).offsetMinutes
  }

  func instants(ofLocal local: Int64) -> [Int64] {
    let wall = ZonedTime(utc: Timestamp(microseconds: local * 1_000_000)).local
    return rules.instants(ofLocal: wall).map { $0.microseconds / 1_000_000 }
  }
}
