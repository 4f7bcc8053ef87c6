import Workflow

/// How far an import is: on a terminal a line that renews itself, elsewhere nothing until the end.
struct ProgressMeter: Sendable {
  private let output: Output
  private let isShown: Bool

  init(_ output: Output) {
    self.output = output
    isShown =
      output.console.errorFacts.isTerminal && !output.settings.isQuiet
      && !output.settings.format.isJSON
  }

  func show(_ progress: ImportProgress) {
    guard isShown else { return }
    let seconds = max(0.001, Double(progress.elapsed.components.seconds) + 0.5)
    let rate = Int(Double(progress.lines) / seconds)
    let share = progress.totalBytes > 0 ? progress.bytes * 100 / progress.totalBytes : 0
    let left =
      progress.bytes > 0
      ? Int(seconds * Double(progress.totalBytes - progress.bytes) / Double(progress.bytes)) : 0
    let verb = progress.isChecking ? "checked" : "imported"
    let text = "\(share) % · \(progress.lines) lines \(verb) · \(rate)/s · \(left) s left"
    try? output.console.error.write("\r\u{1B}[K" + text)
  }

  func finish() {
    guard isShown else { return }
    try? output.console.error.write("\r\u{1B}[K")
  }
}
