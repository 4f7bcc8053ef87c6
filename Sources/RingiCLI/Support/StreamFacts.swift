import Glibc

/// What a stream is: each is judged alone, since stderr may be a terminal where stdout is a pipe.
struct StreamFacts: Sendable, Hashable {
  var isTerminal: Bool
  /// Columns to fit, `nil` where nothing need be fitted (a pipe, a file).
  var columns: Int?
  /// Rows of the screen, `nil` where there is none.
  var rows: Int?

  static let pipe = StreamFacts(isTerminal: false, columns: nil, rows: nil)

  /// `COLUMNS` and `LINES` come before what the terminal says, as in every shell.
  static func of(_ descriptor: Int32, environment: [String: String]) -> StreamFacts {
    let isTerminal = isatty(descriptor) == 1
    var size = winsize()
    let known = isTerminal && ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0
    return StreamFacts(
      isTerminal: isTerminal, columns: known && size.ws_col > 0 ? Int(size.ws_col) : nil,
      rows: known && size.ws_row > 0 ? Int(size.ws_row) : nil
    ).given(environment)
  }

  func given(_ environment: [String: String]) -> StreamFacts {
    func number(_ name: String) -> Int? {
      environment[name].flatMap { Int($0) }.flatMap { (1...10_000).contains($0) ? $0 : nil }
    }
    return StreamFacts(
      isTerminal: isTerminal,
      columns: number("COLUMNS") ?? (isTerminal ? columns ?? 80 : nil),
      rows: number("LINES") ?? (isTerminal ? rows ?? 24 : nil))
  }
}
