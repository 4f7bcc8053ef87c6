/// The options of every command after flags, environment and defaults are weighed against each
/// other.
struct Settings: Sendable, Hashable {
  /// `nil` = whoever libpq says.
  var login: String?
  var format: OutputFormat = .table
  /// The keys asked for by `--json=FIELDS`, in that order.
  var fields: [String]?
  var at: String?
  var zone: String?
  var ledgers: [String] = []
  var language: Language = .english
  var colour: ColourChoice = .auto
  var usesPager = true
  /// Whether a command may ask on the terminal.
  var mayAsk = true
  var isQuiet = false
  var verbosity = 0

  var catalogue: Catalogue { Catalogue(language: language) }
}
