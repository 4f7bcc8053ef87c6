import Testing

@testable import Deliberation

@Suite struct EventCodingTests {
  static let position = PositionRecorded(
    revision: 2, code: .concurConditional, replaces: nil, conditions: ["1"], reviewBy: nil,
    defersTo: nil, level: .ministerial, reason: nil, remedy: nil, comment: "了承する。",
    conditionTexts: ["1": "予算が成立すること。"], statement: nil)

  @Test func bytesOfAPosition() {
    let event = Event.positionRecorded(Self.position)
    #expect(
      String(decoding: event.facts.canonical, as: UTF8.self)
        == #"{"code":"concur_conditional","conditions":["1"],"defers_to":null,"level":"ministerial","#
        + #""replaces":null,"review_by":null,"revision":2}"#)
    #expect(
      event.text.map { String(decoding: $0.canonical, as: UTF8.self) }
        == #"{"comment":"了承する。","conditions":{"1":"予算が成立すること。"}}"#)
  }

  @Test func bytesOfARequest() {
    let event = Event.clearanceRequested(
      ClearanceRequested(
        revision: 1, party: "STATE", role: .clearing, suspense: suspense, level: .director))
    #expect(
      String(decoding: event.facts.canonical, as: UTF8.self)
        == #"{"level":"director","party":"STATE","revision":1,"role":"clearing","#
        + #""suspense":{"at":"2026-12-08T17:00:00-05:00","zone":"America/New_York"}}"#)
    #expect(event.text == nil)
  }

  @Test func provenanceTravels() throws {
    let imported = Provenance(imported: Imported(source: "ab12", line: 7))
    let event = Event.positionRecorded(Self.position).from(imported)
    #expect(event.facts["imported"] == ["line": 7, "source": "ab12"])
    let late = Event.positionRecorded(Self.position).from(
      Provenance(late: true, lateReason: "電話で伝えた。"))
    #expect(late.facts["late"] == true)
    for event in [event, late] {
      let read = try Event(
        type: event.type, schemaVersion: 1, facts: event.facts, text: event.text)
      #expect(read == event)
    }
  }

  @Test func withheldTextIsNoError() throws {
    let event = Event.positionRecorded(Self.position)
    let read = try Event(type: event.type, schemaVersion: 1, facts: event.facts, text: nil)
    guard case .positionRecorded(let position) = read else {
      Issue.record("another event")
      return
    }
    #expect(position.code == .concurConditional)
    #expect(position.comment == nil)
    #expect(position.conditionTexts == nil)
  }

  @Test func unknownMembersAreLetPass() throws {
    let facts: JSON = ["revision": 1, "conditions": [], "将来の欄": "値"]
    let read = try Event(type: "PositionRecorded", schemaVersion: 1, facts: facts, text: nil)
    #expect(read.facts["将来の欄"] == nil)
  }

  static let broken: [(String, JSON, EventError)] = [
    (
      "PositionRecorded", ["conditions": []],
      .missing(type: "PositionRecorded", member: "revision")
    ),
    (
      "PositionRecorded", ["conditions": [], "revision": nil],
      .missing(type: "PositionRecorded", member: "revision")
    ),
    (
      "PositionRecorded", ["conditions": [], "revision": "一"],
      .malformed(type: "PositionRecorded", member: "revision")
    ),
    (
      "PositionRecorded", ["conditions": [], "revision": 1, "code": "賛成"],
      .malformed(type: "PositionRecorded", member: "code")
    ),
    ("PositionRecorded", "文字列", .malformed(type: "PositionRecorded", member: "facts")),
    ("合議", [:], .unknownType("合議", schemaVersion: 1)),
  ]

  @Test(arguments: broken)
  func refused(_ type: String, _ facts: JSON, _ error: EventError) {
    #expect(throws: error) {
      try Event(type: type, schemaVersion: 1, facts: facts, text: nil)
    }
  }

  @Test func unknownVersionIsRefused() {
    #expect(throws: EventError.unknownType("PositionRecorded", schemaVersion: 2)) {
      try Event(type: "PositionRecorded", schemaVersion: 2, facts: [:], text: nil)
    }
  }

  @Test(arguments: EventType.all) func everyTypeNamesWhatItNeeds(_ type: EventType) {
    #expect(type.schemaVersion == 1)
    #expect(!type.ledgers.isEmpty && !type.capacities.isEmpty)
    do {
      _ = try Event(type: type.name, schemaVersion: 1, facts: [:], text: nil)
      #expect(type.requiredFacts.isEmpty)
    } catch {
      guard case .missing(_, let member) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(type.requiredFacts.contains(member))
    }
  }
}
