import ArgumentParser
import Deliberation
import Workflow

struct AuditGroup: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "audit", Localised("Read the log, recompute it, prove what is in it.", ja: "記録の閲覧、検証、証明。"),
      subcommands: [
        AuditLogCommand.self, AuditVerifyCommand.self, AuditReplayCommand.self,
        AuditCheckpointCommand.self, AuditExportCommand.self, AuditProveCommand.self,
        AuditCheckCommand.self, AuditWitnessGroup.self,
      ])
  }
}

struct AuditLogCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "log", Localised("The entries of the ledgers in order.", ja: "記録を順に表示する。"),
      examples: [
        Example("ringi audit log --ledger EPCC --from 10"),
        Example("ringi audit log --ledger EPCC --follow --format ndjson"),
      ])
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var list: ListOptions
  @Option(name: .customLong("from"), help: ArgumentHelp("The first position.", valueName: "N"))
  var from = 0
  @Flag(
    name: .customLong("follow"),
    help: ArgumentHelp("Go on as entries come; one JSON object a line.")) var follow = false

  static let keys = [
    "ledger", "position", "event_id", "type", "stream", "version", "party", "by", "recorded_at",
    "effective_at", "effective_zone", "leaf", "payload",
  ]

  func validate() throws {
    if from < 0 { throw ValidationError("Positions start at 0.") }
  }

  func run() async throws {
    let desk = try Desk(global)
    if follow { return try await followLog(desk) }
    try await desk.answer(itemKeys: Self.keys, human: AuditScreen.log) { session, moment in
      try await session.auditLog(
        from: from, at: moment, page: Page(limit: list.limit, after: list.after))
    }
  }

  private func followLog(_ desk: Desk) async throws {
    guard desk.settings.ledgers.count == 1, let code = desk.settings.ledgers.first else {
      throw Failure.usage("--follow reads one ledger.", hint: "Say which: --ledger EPCC")
    }
    try await desk.withSession { session in
      try await session.followLog(code, from: from) { item in
        let line =
          desk.settings.format == .table
          ? AuditScreen.line(item) : Output.line(item)
        try desk.output.print(line)
      }
    }
  }
}

struct AuditVerifyCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "verify",
      Localised(
        "Recompute every hash and hold the history against its rules; exit 7 on any finding.",
        ja: "全記録を再計算し、規則と照合する。"),
      examples: [
        Example("ringi --as usa_auditor audit verify"),
        Example(
          "ringi --as jpn_auditor audit verify --ledger EPCC --old march.checkpoint --old mirror --policy epcc.policy",
          Localised("against what was kept elsewhere", ja: "外部に保管した記録と照合する")),
      ])
  }
  @OptionGroup var global: GlobalOptions
  @Option(
    name: .customLong("old"),
    help: ArgumentHelp(
      "A checkpoint, proof or exported directory kept outside; any number.", valueName: "FILE"))
  var old: [String] = []
  @Option(
    name: .customLong("policy"),
    help: ArgumentHelp("Whose cosignatures count.", valueName: "POLICY"))
  var policy: String?

  func run() async throws {
    let evidence = try AuditEvidence(oldFiles: old, policyFile: policy)
    try await AuditScreen.run(.verify, Desk(global), evidence)
  }
}

struct AuditReplayCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "replay",
      Localised("Run the history through its rules; exit 7 on any finding.", ja: "記録を規則で再生する。"),
      examples: [Example("ringi --as jpn_auditor audit replay --ledger EPCC")])
  }
  @OptionGroup var global: GlobalOptions

  func run() async throws { try await AuditScreen.run(.replay, Desk(global), AuditEvidence()) }
}

enum AuditScreen {
  static func run(_ kind: AuditKind, _ desk: Desk, _ evidence: AuditEvidence) async throws {
    let moment = try desk.moment()
    let answer = try await desk.withSession {
      try await $0.audit(kind, at: moment, against: evidence)
    }
    try desk.output.show(Document(answer.json, rows: "ledgers")) { verify(answer.json, $0) }
    if answer.body["ok"]?.bool != true { throw ExitCode(ExitStatus.verificationFailed.rawValue) }
  }

  static func verify(_ json: JSON, _ screen: Screen) -> String {
    var out = ""
    for ledger in json["ledgers"]?.array ?? [] {
      let findings = ledger["findings"]?.array ?? []
      out += SafeText.line("\(ledger["ledger"]?.string ?? "")  ")
      out += "\(ledger["size"]?.int ?? 0) entries  root \(ledger["root"]?.string ?? "")\n"
      if let checkpoint = ledger["checkpoint"], !checkpoint.isNull {
        let witnesses = (checkpoint["witnesses"]?.strings ?? []).joined(separator: ", ")
        let counts = checkpoint["counts"]?.bool.map { $0 ? "counts" : "does not count" }
        let parts = ["checkpoint \(checkpoint["size"]?.int ?? 0)", counts, witnesses].compactMap {
          $0
        }
        out += SafeText.line("  " + parts.filter { !$0.isEmpty }.joined(separator: "  ")) + "\n"
      }
      out +=
        findings.isEmpty
        ? "  " + screen.paint(.good, screen.text(.soundLedger)) + "\n"
        : findings.map { finding in
          "  "
            + screen.paint(
              .bad,
              SafeText.line(
                "\(finding["position"]?.int ?? 0) \(finding["kind"]?.string ?? "") \(finding["code"]?.string ?? "")"
              ))
            + " " + SafeText.line(finding["message"]?.string ?? "") + "\n"
        }.joined()
      for note in ledger["notes"]?.array ?? [] {
        out +=
          SafeText.line("  note \(note["position"]?.int ?? 0) \(note["kind"]?.string ?? "")") + "\n"
      }
    }
    return out
  }

  static func log(_ json: JSON, _ screen: Screen) -> String {
    (json["items"]?.array ?? []).map(line).joined()
  }

  static func line(_ item: JSON) -> String {
    let place = "\(item["ledger"]?.string ?? ""):\(item["position"]?.int ?? 0)"
    let who = "\(item["by"]?["login"]?.string ?? "")/\(item["party"]?.string ?? "-")"
    let what =
      "\(item["type"]?.string ?? "") \(item["stream"]?.string ?? "")#\(item["version"]?.int ?? 0)"
    return SafeText.line("\(place)  \(item["recorded_at"]?.string ?? "")  \(who)  \(what)") + "\n"
  }
}

struct ProjectionGroup: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "projection", Localised("The views that are made from the log.", ja: "記録から作られる一覧。"),
      subcommands: [ProjectionStatus.self, ProjectionRebuild.self, ProjectionVerify.self])
  }
}

struct ProjectionStatus: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "status", Localised("How far each projection is.", ja: "進み具合。"),
      examples: [Example("ringi projection status")])
  }
  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let keys = ["ledger", "projection", "version", "position", "behind", "faults"]
    try await Desk(global).answer(itemKeys: keys, human: PlainScreen.list(keys)) {
      session, moment in
      try await session.projectionStatus(at: moment)
    }
  }
}

struct ProjectionRebuild: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "rebuild", Localised("Make every projection afresh from the log.", ja: "記録から作り直す。"),
      examples: [Example("ringi projection rebuild --ledger EPCC")])
  }
  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let keys = ["ledger", "projection", "rows"]
    try await Desk(global).answer(itemKeys: keys, human: PlainScreen.list(keys)) {
      session, moment in
      try await session.rebuildProjections(at: moment)
    }
  }
}

struct ProjectionVerify: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "verify",
      Localised(
        "Hold every projection against one made afresh; exit 7 if one differs.", ja: "作り直した結果と照合する。"
      ),
      examples: [Example("ringi projection verify")])
  }
  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let desk = try Desk(global)
    let keys = ["ledger", "projection", "rows", "differing"]
    let answer = try await desk.withSession { try await $0.verifyProjections(at: nil) }
    try desk.output.show(Document(answer.json, itemKeys: keys)) {
      PlainScreen.list(keys)(answer.json, $0)
    }
    if answer.body["ok"]?.bool != true { throw ExitCode(ExitStatus.verificationFailed.rawValue) }
  }
}
