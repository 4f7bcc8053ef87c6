import Testing

@testable import Deliberation

/// Somebody says something: one line of a scenario.
struct Line: Sendable {
  var login: String
  var command: Command
  /// Where the line is said later than the one before.
  var at: String?
  var effective: ZonedTime?
  var lateReason: String?
  var imported: Imported?

  init(
    _ login: String, _ command: Command, at: String? = nil, effective: ZonedTime? = nil,
    lateReason: String? = nil, imported: Imported? = nil
  ) {
    self.login = login
    self.command = command
    self.at = at
    self.effective = effective
    self.lateReason = lateReason
    self.imported = imported
  }
}

/// given / when / then over one ledger.
struct Scenario {
  var ledger: TestLedger

  static func usa() throws -> Scenario { Scenario(ledger: try Forum().usa) }
  static func jpn() throws -> Scenario { Scenario(ledger: try Forum().jpn) }
  static func epcc(_ rule: AppliedRule? = nil) throws -> Scenario {
    Scenario(ledger: try Forum(epccRule: rule).epcc)
  }

  func given(_ lines: [Line]) throws -> Scenario {
    var scenario = self
    for line in lines { try scenario.say(line) }
    return scenario
  }

  func given(_ lines: Line...) throws -> Scenario { try given(lines) }

  @discardableResult
  mutating func say(_ line: Line) throws(Refusal) -> [EventRecord] {
    if let time = line.at { ledger.now = max(ledger.now, instant(time)) }
    return try ledger.run(
      line.command, by: line.login, effective: line.effective, lateReason: line.lateReason,
      imported: line.imported)
  }

  func when(_ line: Line) -> Outcome {
    var scenario = self
    do {
      let records = try scenario.say(line)
      return Outcome(scenario: scenario, records: records, refusal: nil)
    } catch {
      return Outcome(scenario: self, records: [], refusal: error)
    }
  }

  func when(_ login: String, _ command: Command, at time: String? = nil) -> Outcome {
    when(Line(login, command, at: time))
  }
}

private func instant(_ text: String) -> Timestamp { at(text) }

/// What came of a line.
struct Outcome {
  var scenario: Scenario
  var records: [EventRecord]
  var refusal: Refusal?

  /// These events happened, and a replay admits the whole history.
  @discardableResult
  func then(
    _ types: String..., sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Scenario {
    #expect(refusal == nil, sourceLocation: sourceLocation)
    #expect(records.map(\.event.type) == types, sourceLocation: sourceLocation)
    try expectReplay(of: scenario.ledger)
    return scenario
  }

  /// All that was asked for was so already.
  func thenNothingHappened(sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(refusal == nil, sourceLocation: sourceLocation)
    #expect(records.isEmpty, sourceLocation: sourceLocation)
  }

  @discardableResult
  func thenRefused(
    _ code: String, sourceLocation: SourceLocation = #_sourceLocation
  ) -> Refusal? {
    #expect(refusal?.code == code, sourceLocation: sourceLocation)
    return refusal
  }
}
