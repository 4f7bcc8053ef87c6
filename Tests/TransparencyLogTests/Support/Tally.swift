import Testing

/// Counts the checks of one family of vectors and reports those that fail.
struct Tally {
  private(set) var checks = 0
  private(set) var failures = 0

  mutating func check(_ passed: Bool, _ what: @autoclosure () -> String) {
    checks += 1
    guard !passed else { return }
    failures += 1
    // A broken rule fails thousands of vectors: the first few tell enough.
    if failures <= 20 { Issue.record("\(what())") }
  }

  mutating func accepts(_ what: @autoclosure () -> String, _ body: () throws -> Void) {
    do {
      try body()
      check(true, "")
    } catch {
      check(false, "\(what()): \(error)")
    }
  }

  mutating func refuses(_ what: @autoclosure () -> String, _ body: () throws -> Void) {
    do {
      try body()
      check(false, "\(what()): accepted")
    } catch {
      check(true, "")
    }
  }
}
