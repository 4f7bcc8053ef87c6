import Foundation
import Postgres
import TestSupport
import Testing

extension ServerTests {
  @Suite("Every type goes to the server and comes back")
  struct RoundTripTests {
    private func roundTrip<Value: PostgresValue & Equatable>(
      _ values: [Value], sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
      let connection = try await TestServer.connect()
      for value in values {
        let result = try await connection.query("select \(value) as cell")
        #expect(result.columns.map { $0.type } == [Value.valueType], sourceLocation: sourceLocation)
        #expect(
          try result.value(0, "cell", as: Value.self) == value, sourceLocation: sourceLocation)
      }
      await connection.close()
    }

    @Test func integers() async throws {
      try await roundTrip([0, 1, -1, Int.max, Int.min])
      try await roundTrip([Int64.max, Int64.min])
      try await roundTrip([Int32.max, Int32.min, 0])
      try await roundTrip([Int?.none, 5])
      try await roundTrip([Int32?.none, 5])
      try await roundTrip([Int64?.none, 5])
    }

    @Test func booleansAndNumbers() async throws {
      try await roundTrip([true, false])
      try await roundTrip([Bool?.none, true])
      try await roundTrip([0.0, -1.5, .infinity, .greatestFiniteMagnitude])
    }

    @Test func texts() async throws {
      try await roundTrip(["", "稟議書", "a'b\"c\\d$1", "🖋️", "\u{1}\u{7f}", "がが"])
      try await roundTrip([String?.none, "", "賛成"])
      try await roundTrip([String(repeating: "議", count: 350_000)])
    }

    @Test func bytes() async throws {
      try await roundTrip([[UInt8](), [0], Array(0...255)])
      try await roundTrip([[UInt8]?.none, [], [0, 1]])
      var generator = SystemRandomNumberGenerator()
      try await roundTrip([(0..<1 << 20).map { _ in UInt8.random(in: 0...255, using: &generator) }])
    }

    @Test func identifiers() async throws {
      try await roundTrip([UUID(), UUID()])
      try await roundTrip([UUID?.none, UUID()])
      let connection = try await TestServer.connect()
      let result = try await connection.query(
        "select '11111111-2222-3333-4444-555555555555'::uuid")
      #expect(try result.uuid(0, 0).uuidString == "11111111-2222-3333-4444-555555555555")
    }

    @Test func timestamps() async throws {
      try await roundTrip([
        PostgresTimestamp(microseconds: 0), PostgresTimestamp(microseconds: -1),
        PostgresTimestamp(microseconds: 1_790_000_000_123_456),
      ])
      try await roundTrip([PostgresTimestamp?.none, PostgresTimestamp(microseconds: 1)])
      let connection = try await TestServer.connect()
      let result = try await connection.query(
        "select '2026-04-01 09:00:00.000001+09'::timestamptz as at, null::timestamptz as never")
      #expect(try result.timestamp(0, "at") == 1_775_001_600_000_001)
      #expect(try result.optionalTimestamp(0, "never") == nil)
    }

    @Test(arguments: ["infinity", "-infinity"])
    func infiniteTimestamps(text: String) async throws {
      let connection = try await TestServer.connect()
      let result = try await connection.query("select \(text)::timestamptz as at")
      let error = await postgresError { _ = try result.timestamp(0, "at") }
      #expect(error?.code == .invalidValue)
    }

    @Test(arguments: [Int64.min, Int64.min + 1, -300_000_000_000_000_000])
    func timestampsBeyondTheServersRange(microseconds: Int64) async throws {
      let connection = try await TestServer.connect()
      let error = await postgresError {
        _ = try await connection.query("select \(PostgresTimestamp(microseconds: microseconds))")
      }
      #expect(error?.sqlState == "22008")
    }

    @Test func arrays() async throws {
      try await roundTrip([[Int](), [1], [1, -2, 3]])
      try await roundTrip([[Int?](), [1, nil, 3], [nil]])
      try await roundTrip([[Int32](), [1, 2]])
      try await roundTrip([[Int64?](), [nil, 2]])
      try await roundTrip([[String](), ["", "稟議", "{\"a\",b}", "NULL"]])
      try await roundTrip([[String?](), [nil, "", "NULL"]])
      try await roundTrip([[[UInt8]](), [[], [1, 2]]])
      try await roundTrip([[[UInt8]?](), [nil, [], [1, 2]]])
      try await roundTrip([[UUID](), [UUID(), UUID()]])
      try await roundTrip([[UUID?](), [nil, UUID()]])
      try await roundTrip([[true, false]])
      try await roundTrip([[PostgresTimestamp(microseconds: 7), nil]])
      try await roundTrip([[Int]?.none, [1, 2]])
      try await roundTrip([[String?]?.none, [nil]])
      try await roundTrip([Array(0..<100_000)])
    }

    @Test func widening() async throws {
      let connection = try await TestServer.connect()
      let result = try await connection.query(
        """
        select 7::int2 as small, -7::int4 as medium, 4294967295::oid as oid, '9'::xid8 as xid,
          '{1,2}'::int2[] as list, 'x'::varchar as short, 'n'::name as name, '{"a": 1}'::jsonb as j,
          '{"b":2}'::json as k, 1.5::float4 as single
        """)
      #expect(try result.int(0, "small") == 7)
      #expect(try result.value(0, "small", as: Int32.self) == 7)
      #expect(try result.int(0, "medium") == -7)
      #expect(try result.int(0, "oid") == 4_294_967_295)
      #expect(try result.int(0, "xid") == 9)
      #expect(try result.value(0, "list", as: [Int].self) == [1, 2])
      #expect(try result.string(0, "short") == "x")
      #expect(try result.string(0, "name") == "n")
      #expect(try result.string(0, "j") == #"{"a": 1}"#)
      #expect(try result.string(0, "k") == #"{"b":2}"#)
      #expect(try result.value(0, "single", as: Double.self) == 1.5)
    }

    @Test func cellsWithoutCopying() async throws {
      let connection = try await TestServer.connect()
      let result = try await connection.query("select '\\x010203'::bytea, null::bytea, ''::bytea")
      let sum = try result.withCell(0, 0) { cell in
        cell?.withUnsafeBytes { bytes in bytes.reduce(0) { $0 + Int($1) } }
      }
      #expect(sum == 6)
      #expect(try result.withCell(0, 1) { cell in cell == nil })
      #expect(try result.withCell(0, 2) { cell in cell?.byteCount } == 0)
      #expect(try result.isNull(0, 1))
    }
  }

  @Suite("A result that is not what was asked for")
  struct MismatchTests {
    @Test func typesAndColumns() async throws {
      let connection = try await TestServer.connect()
      let result = try await connection.query(
        "select 1::int4 as number, '稟議' as text, null::int8 as nothing, '{{1},{2}}'::int4[] as grid"
      )
      func failure(_ body: () throws -> Void) throws -> PostgresError {
        try #require(throws: PostgresError.self) { try body() }
      }
      var error = try failure { _ = try result.string(0, "number") }
      #expect(error.code == .typeMismatch)
      #expect(error.message == "column \"number\" is int4 (23), expected text (25)")
      error = try failure { _ = try result.int(0, "text") }
      #expect(error.code == .typeMismatch)
      #expect(!error.description.contains("稟議"))
      error = try failure { _ = try result.int(0, "absent") }
      #expect(error.code == .missingColumn)
      #expect(error.message.contains("\"absent\""))
      for index in [-1, 4, Int.max] {
        #expect(try failure { _ = try result.int(0, .index(index)) }.code == .missingColumn)
      }
      for row in [-1, 1, Int.max] {
        #expect(try failure { _ = try result.int(row, "number") }.code == .missingRow)
      }
      error = try failure { _ = try result.int(0, "nothing") }
      #expect(error.code == .unexpectedNull)
      #expect(error.message.contains("\"nothing\""))
      #expect(
        try failure { _ = try result.value(0, "grid", as: [Int].self) }.code == .invalidValue)
      #expect(
        try failure { _ = try result.value(0, "grid", as: [String].self) }.code == .typeMismatch)
      #expect(
        try failure { _ = try result.value(0, "number", as: UUID.self) }.message
          .contains("expected uuid (2950)"))
    }

    @Test func nullInAnArray() async throws {
      let connection = try await TestServer.connect()
      let result = try await connection.query("select array[1, null]::int8[] as list")
      let error = await postgresError { _ = try result.value(0, "list", as: [Int].self) }
      #expect(error?.code == .unexpectedNull)
      #expect(try result.value(0, "list", as: [Int?].self) == [1, nil])
    }
  }
}
