@testable import RingiCLI

extension Console {
  /// 2026-11-24T14:00:00Z.
  static let testTime: Int64 = 1_795_528_800_000_000

  static func test(
    _ environment: [String: String] = [:], out: any ByteSink = MemorySink(),
    error: any ByteSink = MemorySink(), outFacts: StreamFacts = .pipe,
    errorFacts: StreamFacts = .pipe, input: String = "", inputIsTerminal: Bool = false
  ) -> Console {
    Console(
      environment: environment, inputIsTerminal: inputIsTerminal,
      readInput: { Array(input.utf8) }, out: out, error: error, outFacts: outFacts,
      errorFacts: errorFacts, now: { testTime })
  }
}

extension StreamFacts {
  static func terminal(_ columns: Int, rows: Int = 24) -> StreamFacts {
    StreamFacts(isTerminal: true, columns: columns, rows: rows)
  }
}

extension Screen {
  static func test(
    width: Int? = nil, isTerminal: Bool = false, colour: Bool = false,
    language: Language = .english
  ) -> Screen {
    Screen(
      width: width, isTerminal: isTerminal, paint: Paint(isOn: colour), language: language,
      now: Console.testTime)
  }
}
