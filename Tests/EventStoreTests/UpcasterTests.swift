import EventStore
import Testing

@Suite("Old schema versions")
struct UpcasterTests {
  private static func payload(_ type: String, _ version: Int, _ facts: String) -> Upcaster.Payload {
    .init(type: type, schemaVersion: version, facts: Array(facts.utf8), text: nil)
  }

  @Test("Steps lead on, also to another type")
  func chain() throws {
    var upcaster = Upcaster()
    upcaster.register("ClearanceAsked", from: 1) { old in
      .init(type: "ClearanceAsked", schemaVersion: 2, facts: old.facts + [0x32], text: old.text)
    }
    upcaster.register("ClearanceAsked", from: 2) { old in
      .init(type: "ClearanceRequested", schemaVersion: 1, facts: old.facts + [0x33], text: old.text)
    }
    #expect(
      try upcaster.upcast(Self.payload("ClearanceAsked", 1, "1"))
        == Self.payload("ClearanceRequested", 1, "123"))
    #expect(
      try upcaster.upcast(Self.payload("ClearanceAsked", 2, "1"))
        == Self.payload("ClearanceRequested", 1, "13"))
    let other = Self.payload("PositionRecorded", 1, "1")
    #expect(try upcaster.upcast(other) == other)
  }

  @Test("A step that does not move on is an error, not a loop")
  func standing() throws {
    var upcaster = Upcaster()
    upcaster.register("PositionRecorded", from: 1) { $0 }
    let error = #expect(throws: StoreError.self) {
      try upcaster.upcast(Self.payload("PositionRecorded", 1, "{}"))
    }
    #expect(error?.kind == .schema)
  }
}
