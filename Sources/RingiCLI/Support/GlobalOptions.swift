internal import ArgumentParser

/// The options that every command takes, before its noun or after.
struct GlobalOptions: ParsableArguments {
  @Option(name: .customLong("as"), help: help(.helpAs, "LOGIN"))
  var login: String?

  @Flag(name: .customLong("json"), help: help(.helpJSON))
  var wantsJSON = false

  // `--json=FIELDS` becomes this one before parsing, so that `--json REF` cannot swallow REF.
  @Option(
    name: .customLong(Invocation.fieldsOption),
    help: ArgumentHelp(valueName: "FIELDS", visibility: .hidden))
  var jsonFields: String?

  @Option(name: .customLong("format"), help: help(.helpFormat, "FORMAT"))
  var format: OutputFormat?

  @Option(name: .customLong("at"), help: help(.helpAt, "WHEN"))
  var at: String?

  @Option(name: .customLong("zone"), help: help(.helpZone, "ZONE"))
  var zone: String?

  @Option(name: .customLong("ledger"), help: help(.helpLedger, "CODE"))
  var ledgers: [String] = []

  @Option(name: .customLong("lang"), help: help(.helpLang, "LANG"))
  var language: Language?

  @Option(name: .customLong("color"), help: help(.helpColor, "WHEN"))
  var colour: ColourChoice?

  @Flag(name: .customLong("no-pager"), help: help(.helpNoPager))
  var noPager = false

  @Flag(name: .customLong("no-input"), help: help(.helpNoInput))
  var noInput = false

  @Flag(name: [.customShort("q"), .customLong("quiet")], help: help(.helpQuiet))
  var quiet = false

  @Flag(name: [.customShort("v"), .customLong("verbose")], help: help(.helpVerbose))
  var verbosity: Int

  /// Weighs these flags against the environment (`RINGI_AS`, `RINGI_FORMAT`, `RINGI_LANG`,
  /// `RINGI_COLOR`).
  func settings(environment: [String: String]) throws(Failure) -> Settings {
    func variable(_ name: String) -> String? {
      environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }
    var out = Settings()
    out.login = login ?? variable("RINGI_AS")
    out.at = at
    out.zone = zone
    out.ledgers = ledgers.map { $0.uppercased() }
    let language: Language? = try self.language.or("RINGI_LANG", variable("RINGI_LANG"))
    out.language = language ?? Language(environment: environment)
    out.colour = try colour.or("RINGI_COLOR", variable("RINGI_COLOR")) ?? .auto
    out.usesPager = !noPager
    out.mayAsk = !noInput
    out.isQuiet = quiet
    out.verbosity = verbosity
    if let jsonFields { out.fields = try Self.fields(jsonFields) }
    out.format = try chosenFormat(variable("RINGI_FORMAT"))
    return out
  }

  private func chosenFormat(_ fromEnvironment: String?) throws(Failure) -> OutputFormat {
    guard wantsJSON || jsonFields != nil else {
      return try format.or("RINGI_FORMAT", fromEnvironment) ?? .table
    }
    switch format {
    case nil: return .json
    case .json?, .ndjson?: return format ?? .json
    // Fields choose columns just as well as keys.
    case .csv? where jsonFields != nil, .markdown? where jsonFields != nil: return format ?? .json
    case .some(let other):
      throw .usage("--json and --format \(other.rawValue) contradict each other.")
    }
  }

  private static func fields(_ list: String) throws(Failure) -> [String] {
    var out: [String] = []
    for name in list.split(separator: ",", omittingEmptySubsequences: false) {
      let trimmed = String(name.filter { $0 != " " })
      guard !trimmed.isEmpty else {
        throw .usage("--json= names no field.", hint: "Write --json for all, or --json=ref,status.")
      }
      if !out.contains(trimmed) { out.append(trimmed) }
    }
    return out
  }
}

extension Optional where Wrapped: CaseIterable & RawRepresentable<String> {
  /// The flag's choice, else the one that the environment's variable makes.
  fileprivate func or(_ name: String, _ value: String?) throws(Failure) -> Wrapped? {
    if let self { return self }
    guard let value else { return nil }
    if let choice = Wrapped(rawValue: value) { return choice }
    let known = Wrapped.allCases.map(\.rawValue).joined(separator: ", ")
    throw .usage("\(name) is '\(value)'; it can be \(known).")
  }
}

/// An option's help in the reader's language.
func help(_ key: MessageKey, _ valueName: String? = nil) -> ArgumentHelp {
  ArgumentHelp(Catalogue.ambient.text(key), valueName: valueName)
}
