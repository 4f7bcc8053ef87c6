package import Deliberation

/// Why a line of a source is not imported: it is put aside as it is, never made to fit.
struct Quarantine: Error, Sendable, Hashable {
  /// Stable, as in the manual: `party.unknown`, `line.json` …
  var code: String
  var message: String

  init(_ code: String, _ message: String) {
    self.code = code
    self.message = message
  }

  init(_ refusal: Refusal) {
    self.init(refusal.code, refusal.message)
  }

  var reason: String { "\(code): \(message)" }
}

/// One line that was put aside.
package struct RejectedLine: Sendable, Hashable {
  package var line: Int
  /// Code, colon, sentence.
  package var reason: String
  /// The parsed entry, or the raw line as a string where it cannot be parsed.
  package var entry: JSON

  package var json: JSON {
    ["line": .int(Int64(line)), "reason": .string(reason), "entry": entry]
  }
}
