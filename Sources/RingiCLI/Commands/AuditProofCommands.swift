import ArgumentParser
import Deliberation
import Workflow

extension Desk {
  /// The one ledger that a command is about.
  func oneLedger() throws -> String {
    guard settings.ledgers.count == 1, let code = settings.ledgers.first else {
      throw Failure.usage("This is about one ledger.", hint: "Say which: --ledger EPCC")
    }
    return code
  }

  /// Prints a literal (a note, a proof), or the object around it.
  func show(literal key: String, of answer: Answer) throws {
    try output.show(Document(answer.json)) { _ in answer.body[key]?.string ?? "" }
  }
}

struct AuditCheckpointCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "checkpoint",
      Localised("Sign the present head of a ledger and print the note.", ja: "台帳の現在の状態に署名し、表示する。"),
      examples: [
        Example("ringi audit checkpoint --ledger EPCC"),
        Example(
          "ringi --as jpn_auditor audit checkpoint --ledger EPCC --latest",
          Localised("only print what is signed", ja: "署名済みのものを表示する")),
      ],
      details: Localised(
        "Signing takes the ledger's key, a file of its operator's. The last note signed is kept beside the key: a ledger that was put back or rewritten finds no second signature.",
        ja: "署名には運用者の鍵ファイルが必要。最後の署名は鍵の隣に保管され、巻き戻しや書き換え後の台帳には署名しない。"))
  }
  @OptionGroup var global: GlobalOptions
  @Flag(name: .customLong("latest"), help: ArgumentHelp("Sign nothing; print the latest."))
  var latest = false
  @Option(
    name: .customLong("key"), help: ArgumentHelp("The operator's key file.", valueName: "KEYFILE"))
  var key: String?

  func run() async throws {
    let desk = try Desk(global)
    let code = try desk.oneLedger()
    let keyFile = try latest ? nil : key ?? desk.workspace().logKeyFile(code)
    guard latest || keyFile != nil else {
      throw Failure(
        code: "checkpoint.key", message: "The key of \(code) is its operator's.",
        hint: "Name its file with --key, or print the latest checkpoint with --latest.")
    }
    let answer = try await desk.withSession { try await $0.checkpoint(code, keyFile: keyFile) }
    try desk.show(literal: "checkpoint", of: answer)
  }
}

struct AuditExportCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "export",
      Localised(
        "Write the log as a tlog-tiles directory, going on from what is there.",
        ja: "記録を tlog-tiles 形式で書き出す。"),
      examples: [
        Example("ringi --as usa_auditor audit export --ledger EPCC mirror"),
        Example(
          "ringi --as usa_auditor audit export --ledger EPCC mirror --no-payloads --listen 127.0.0.1:8080"
        ),
      ])
  }
  @OptionGroup var global: GlobalOptions
  @Argument(help: ArgumentHelp("The directory.", valueName: "DIR")) var folder: String
  @Option(
    name: .customLong("listen"),
    help: ArgumentHelp(
      "Serve it over HTTP: a port, or host and port. Payloads are never served.", valueName: "ADDR")
  )
  var listen: String?
  @Flag(name: .customLong("no-payloads"), help: ArgumentHelp("Leave payloads.ndjson out."))
  var noPayloads = false

  func run() async throws {
    let desk = try Desk(global)
    let code = try desk.oneLedger()
    let keyFile = try desk.workspace().logKeyFile(code)
    let answer = try await desk.withSession { session in
      try await session.export(code, to: folder, payloads: !noPayloads, keyFile: keyFile)
    }
    try desk.output.show(Document(answer.json)) { PlainScreen.sheet(answer.json, $0) }
    guard let listen else { return }
    let server = try LogServer(folder: folder, listen: listen)
    desk.output.notice("Serving \(folder) at \(server.url)/")
    try await server.run()
  }
}

struct AuditProveCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "prove",
      Localised(
        "Write a proof that an event is on record, for anybody to check without the ledger.",
        ja: "記録済みであることの証明を書き出す。"),
      examples: [
        Example("ringi --as usa_auditor audit prove EPCC:12 > 12.proof"),
        Example("ringi --as usa_auditor audit prove EPCC:12 --disclose facts,text > 12.proof"),
      ])
  }
  @OptionGroup var global: GlobalOptions
  @Argument(help: ArgumentHelp("Ledger and position.", valueName: "LEDGER:N")) var place: String
  @Option(
    name: .customLong("disclose"),
    help: ArgumentHelp("What of the payload goes with it: facts, text or both.", valueName: "PARTS")
  )
  var disclose: String?

  func run() async throws {
    let desk = try Desk(global)
    var parts: Set<Disclosable> = []
    for word in (disclose ?? "").split(separator: ",") {
      parts.insert(try desk.code(String(word), Disclosable.self, option: "--disclose"))
    }
    let disclosed = parts
    let answer = try await desk.withSession { try await $0.prove(place, disclosing: disclosed) }
    try desk.show(literal: "proof", of: answer)
  }
}

struct AuditCheckCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "check",
      Localised(
        "Check a proof without any database; exit 7 if it does not hold.", ja: "データベースなしで証明を検証する。"),
      examples: [
        Example("ringi audit check 12.proof --policy epcc.policy"),
        Example("ringi audit check 12.proof --policy epcc.policy --leaf 12.entry"),
      ])
  }
  @OptionGroup var global: GlobalOptions
  @Argument(help: ArgumentHelp("A proof as `audit prove` writes it.", valueName: "FILE")) var file:
    String
  @Option(
    name: .customLong("policy"),
    help: ArgumentHelp("Which log and witnesses count.", valueName: "POLICY")) var policy: String
  @Option(
    name: .customLong("leaf"),
    help: ArgumentHelp("The entry, where the proof carries none.", valueName: "ENTRYFILE"))
  var leaf: String?

  func run() async throws {
    let desk = try Desk(global)
    let check = try ProofCheck(file: file, policyFile: policy, leafFile: leaf)
    try desk.output.show(Document(check.json)) { PlainScreen.sheet(check.json, $0) }
    if !check.isGood { throw ExitCode(ExitStatus.verificationFailed.rawValue) }
  }
}

struct AuditWitnessGroup: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "witness",
      Localised(
        "Watch that a log only grows, and sign what was seen.", ja: "台帳が追記のみで伸びることを見届け、署名する。"),
      subcommands: [AuditWitnessKeygen.self, AuditWitnessRun.self])
  }
}

struct AuditWitnessKeygen: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "keygen",
      Localised("Make a witness's key and print what others verify with.", ja: "証人の鍵を作る。"),
      examples: [Example("ringi audit witness keygen witness.example/usa usa.key")])
  }
  @OptionGroup var global: GlobalOptions
  @Argument(help: ArgumentHelp("The key's name.", valueName: "NAME")) var name: String
  @Argument(help: ArgumentHelp("A new file.", valueName: "KEYFILE")) var file: String

  func run() async throws {
    let desk = try Desk(global)
    let vkey = try WitnessKey.generate(name: name, file: file)
    let json: JSON = [
      "schema": "ringi.witness-key/1", "name": .string(name), "vkey": .string(vkey),
      "file": .string(file),
    ]
    try desk.output.show(Document(json)) { _ in vkey + "\n" }
  }
}

struct AuditWitnessRun: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    .described(
      "run",
      Localised("Cosign the latest checkpoint, or serve add-checkpoint.", ja: "最新の署名を確認して連署する。"),
      examples: [
        Example(
          "ringi --as usa_witness audit witness run --ledger EPCC --key usa.key --state seen"),
        Example(
          "ringi --as usa_witness audit witness run --ledger EPCC --key usa.key --state seen --listen 8081"
        ),
      ],
      details: Localised(
        "What was seen last is kept in the state directory, outside the database, and written before anything is signed. A witness that lost it knows nothing of the past: keep it.",
        ja: "最後に見た状態は状態ディレクトリに保管し、署名より先に書き込む。"))
  }
  @OptionGroup var global: GlobalOptions
  @Option(name: .customLong("key"), help: ArgumentHelp("The witness's key.", valueName: "KEYFILE"))
  var key: String
  @Option(name: .customLong("state"), help: ArgumentHelp("What it saw last.", valueName: "DIR"))
  var state: String
  @Option(
    name: .customLong("listen"),
    help: ArgumentHelp("Serve POST /add-checkpoint instead.", valueName: "ADDR")) var listen:
    String?

  func run() async throws {
    let desk = try Desk(global)
    let code = try desk.oneLedger()
    guard let listen else {
      let answer = try await desk.withSession { session in
        try await session.cosign(code, keyFile: key, stateFolder: state)
      }
      return try desk.show(literal: "cosignature", of: answer)
    }
    let server = try await desk.withSession { session in
      try await session.witnessServer(code, keyFile: key, stateFolder: state, listen: listen)
    }
    desk.output.notice("Witnessing \(code) at \(server.url)/add-checkpoint")
    try await server.run()
  }
}
