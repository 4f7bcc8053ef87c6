import Workflow

/// What an import did, in one line and what needs a look.
enum ImportScreen {
  static func render(_ summary: ImportSummary, _ screen: Screen) -> String {
    let kinds = summary.imported.sorted { $0.key < $1.key }.filter { $0.value > 0 }
      .map { "\($0.value) \($0.key)" }.joined(separator: ", ")
    var out = "\(summary.ledger): \(summary.lines) lines"
    if !kinds.isEmpty { out += ", imported \(kinds)" }
    if summary.skipped > 0 { out += ", \(summary.skipped) already there" }
    if summary.rejected > 0 { out += ", \(summary.rejected) rejected" }
    if summary.mismatchCount > 0 {
      out += ", \(summary.mismatchCount) verdicts that their rule contradicts"
    }
    let seconds = max(summary.seconds, 0.001)
    out += " in \(Int(seconds.rounded())) s (\(Int(Double(summary.importedLines) / seconds))/s)\n"
    for line in summary.firstRejected.prefix(5) {
      out += screen.paint(.warning, SafeText.line("  line \(line.line): \(line.reason)")) + "\n"
    }
    for mismatch in summary.mismatches.prefix(5) {
      out += SafeText.line("  line \(mismatch.line): \(mismatch.message)") + "\n"
    }
    if let file = summary.rejectedFile { out += SafeText.line("  see \(file)") + "\n" }
    return out
  }
}
