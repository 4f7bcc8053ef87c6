import Glibc

/// The world around a command: its environment, its streams, the time.
struct Console: Sendable {
  var environment: [String: String]
  var inputIsTerminal: Bool
  /// The whole of standard input.
  var readInput: @Sendable () throws -> [UInt8]
  var out: any ByteSink
  var error: any ByteSink
  var outFacts: StreamFacts
  var errorFacts: StreamFacts
  /// Microseconds since 1970, for "in 2 days" on a terminal and for nothing else.
  var now: @Sendable () -> Int64

  /// The console of the running command; tests put their own in its place.
  @TaskLocal static var current = Console.process

  static let process: Console = {
    let environment = processEnvironment()
    return Console(
      environment: environment,
      inputIsTerminal: isatty(STDIN_FILENO) == 1,
      readInput: { try FileBytes.read(descriptor: STDIN_FILENO) },
      out: DescriptorSink(descriptor: STDOUT_FILENO),
      error: DescriptorSink(descriptor: STDERR_FILENO),
      outFacts: .of(STDOUT_FILENO, environment: environment),
      errorFacts: .of(STDERR_FILENO, environment: environment),
      now: {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
      })
  }()

  private static func processEnvironment() -> [String: String] {
    var out: [String: String] = [:]
    var entry = environ
    while let line = entry.pointee {
      let text = String(cString: line)
      if let equals = text.firstIndex(of: "="), equals > text.startIndex {
        out[String(text[..<equals])] = String(text[text.index(after: equals)...])
      }
      entry += 1
    }
    return out
  }
}
