import Foundation
import Postgres
import Testing

@Suite("Binary COPY is cut into rows")
struct CopyRowDecoderTests {
  private static let header: [UInt8] =
    Array("PGCOPY\n".utf8) + [0xff, 0x0d, 0x0a, 0] + [0, 0, 0, 0] + [0, 0, 0, 0]
  /// ("議", NULL), ("", 1)
  private static let data: [UInt8] =
    header + [0, 2, 0, 0, 0, 3, 0xe8, 0xad, 0xb0, 0xff, 0xff, 0xff, 0xff]
    + [0, 2, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 1] + [0xff, 0xff]

  @Test(arguments: [1, 2, 3, 7, 20, 1_000])
  func anyChunks(size: Int) throws {
    var decoder = CopyRowDecoder()
    var rows: [CopyRow] = []
    for start in stride(from: 0, to: Self.data.count, by: size) {
      decoder.append(Array(Self.data[start..<min(start + size, Self.data.count)]))
      while let row = try decoder.next() { rows.append(row) }
    }
    try decoder.finish()
    #expect(rows.count == 2)
    #expect(try rows[0].value(0, as: String.self) == "議")
    #expect(rows[0][1] == nil)
    #expect(rows[1][0] == [])
    #expect(try rows[1].value(1, as: Int.self, from: .int4) == 1)
    #expect(throws: PostgresError.self) { try rows[1].value(1, as: Int.self) }
    #expect(throws: PostgresError.self) { try rows[1].value(2, as: Int.self) }
    #expect(throws: PostgresError.self) { try rows[0].value(1, as: Int.self, from: .int4) }
  }

  @Test(
    arguments: [
      [0x50, 0x47, 0x00], Self.header + [0xff, 0xfe], Self.header + [0, 1, 0xff, 0xff, 0xff, 0xfe],
      Self.header + [0, 1, 0x7f, 0xff, 0xff, 0xff], Array("1\tnot binary\n".utf8),
      Array(Self.header.prefix(11)) + [0xff, 0, 0, 0, 0, 0, 0, 0],
      Array(Self.header.prefix(15)) + [0xff, 0xff, 0xff, 0xff],
    ] as [[UInt8]])
  func malformed(data: [UInt8]) {
    var decoder = CopyRowDecoder(rowLimit: 1 << 20)
    decoder.append(data)
    #expect(throws: PostgresError.self) { _ = try decoder.next() }
  }

  @Test func truncated() throws {
    var decoder = CopyRowDecoder()
    decoder.append(Array(Self.data.dropLast(2)))
    while try decoder.next() != nil {}
    let unfinished = decoder
    #expect(throws: PostgresError.self) { try unfinished.finish() }
  }
}
