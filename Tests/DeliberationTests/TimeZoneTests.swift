import Foundation
import Testing

@testable import Deliberation

@Suite struct TimeZoneTests {
  private static let database = "/usr/share/zoneinfo"
  private static let isInstalled = FileManager.default.fileExists(
    atPath: database + "/Australia/Lord_Howe")

  static func load(_ name: String) throws -> TimeZoneRules {
    let data = try Data(contentsOf: URL(fileURLWithPath: "\(database)/\(name)"))
    return try TimeZoneRules(name: name, tzif: Array(data))
  }

  /// As Python's zoneinfo tells them.
  static let offsets: [(String, String, Int)] = [
    ("America/New_York", "1900-01-01T00:00:00Z", -18000),
    ("America/New_York", "1945-08-15T12:00:00Z", -14400),
    ("America/New_York", "1970-01-01T00:00:00Z", -18000),
    ("America/New_York", "1985-12-31T18:30:00Z", -18000),
    ("America/New_York", "1986-01-01T00:00:00Z", -18000),
    ("America/New_York", "2026-03-08T06:59:59Z", -18000),
    ("America/New_York", "2026-03-08T07:00:00Z", -14400),
    ("America/New_York", "2026-11-01T05:59:59Z", -14400),
    ("America/New_York", "2026-11-01T06:00:00Z", -18000),
    ("America/New_York", "2026-04-04T14:59:59Z", -14400),
    ("America/New_York", "2026-04-04T15:00:00Z", -14400),
    ("America/New_York", "2026-10-03T15:29:59Z", -14400),
    ("America/New_York", "2026-10-03T15:30:00Z", -14400),
    ("America/New_York", "2026-11-24T14:00:00Z", -18000),
    ("America/New_York", "2040-07-01T00:00:00Z", -14400),
    ("America/New_York", "2040-01-01T00:00:00Z", -18000),
    ("America/New_York", "2099-12-31T23:59:59Z", -18000),
    ("Asia/Tokyo", "1900-01-01T00:00:00Z", 32400),
    ("Asia/Tokyo", "1945-08-15T12:00:00Z", 32400),
    ("Asia/Tokyo", "1970-01-01T00:00:00Z", 32400),
    ("Asia/Tokyo", "1985-12-31T18:30:00Z", 32400),
    ("Asia/Tokyo", "1986-01-01T00:00:00Z", 32400),
    ("Asia/Tokyo", "2026-03-08T06:59:59Z", 32400),
    ("Asia/Tokyo", "2026-03-08T07:00:00Z", 32400),
    ("Asia/Tokyo", "2026-11-01T05:59:59Z", 32400),
    ("Asia/Tokyo", "2026-11-01T06:00:00Z", 32400),
    ("Asia/Tokyo", "2026-04-04T14:59:59Z", 32400),
    ("Asia/Tokyo", "2026-04-04T15:00:00Z", 32400),
    ("Asia/Tokyo", "2026-10-03T15:29:59Z", 32400),
    ("Asia/Tokyo", "2026-10-03T15:30:00Z", 32400),
    ("Asia/Tokyo", "2026-11-24T14:00:00Z", 32400),
    ("Asia/Tokyo", "2040-07-01T00:00:00Z", 32400),
    ("Asia/Tokyo", "2040-01-01T00:00:00Z", 32400),
    ("Asia/Tokyo", "2099-12-31T23:59:59Z", 32400),
    ("Asia/Kathmandu", "1900-01-01T00:00:00Z", 20476),
    ("Asia/Kathmandu", "1945-08-15T12:00:00Z", 19800),
    ("Asia/Kathmandu", "1970-01-01T00:00:00Z", 19800),
    ("Asia/Kathmandu", "1985-12-31T18:30:00Z", 20700),
    ("Asia/Kathmandu", "1986-01-01T00:00:00Z", 20700),
    ("Asia/Kathmandu", "2026-03-08T06:59:59Z", 20700),
    ("Asia/Kathmandu", "2026-03-08T07:00:00Z", 20700),
    ("Asia/Kathmandu", "2026-11-01T05:59:59Z", 20700),
    ("Asia/Kathmandu", "2026-11-01T06:00:00Z", 20700),
    ("Asia/Kathmandu", "2026-04-04T14:59:59Z", 20700),
    ("Asia/Kathmandu", "2026-04-04T15:00:00Z", 20700),
    ("Asia/Kathmandu", "2026-10-03T15:29:59Z", 20700),
    ("Asia/Kathmandu", "2026-10-03T15:30:00Z", 20700),
    ("Asia/Kathmandu", "2026-11-24T14:00:00Z", 20700),
    ("Asia/Kathmandu", "2040-07-01T00:00:00Z", 20700),
    ("Asia/Kathmandu", "2040-01-01T00:00:00Z", 20700),
    ("Asia/Kathmandu", "2099-12-31T23:59:59Z", 20700),
    ("Australia/Lord_Howe", "1900-01-01T00:00:00Z", 36000),
    ("Australia/Lord_Howe", "1945-08-15T12:00:00Z", 36000),
    ("Australia/Lord_Howe", "1970-01-01T00:00:00Z", 36000),
    ("Australia/Lord_Howe", "1985-12-31T18:30:00Z", 39600),
    ("Australia/Lord_Howe", "1986-01-01T00:00:00Z", 39600),
    ("Australia/Lord_Howe", "2026-03-08T06:59:59Z", 39600),
    ("Australia/Lord_Howe", "2026-03-08T07:00:00Z", 39600),
    ("Australia/Lord_Howe", "2026-11-01T05:59:59Z", 39600),
    ("Australia/Lord_Howe", "2026-11-01T06:00:00Z", 39600),
    ("Australia/Lord_Howe", "2026-04-04T14:59:59Z", 39600),
    ("Australia/Lord_Howe", "2026-04-04T15:00:00Z", 37800),
    ("Australia/Lord_Howe", "2026-10-03T15:29:59Z", 37800),
    ("Australia/Lord_Howe", "2026-10-03T15:30:00Z", 39600),
    ("Australia/Lord_Howe", "2026-11-24T14:00:00Z", 39600),
    ("Australia/Lord_Howe", "2040-07-01T00:00:00Z", 37800),
    ("Australia/Lord_Howe", "2040-01-01T00:00:00Z", 39600),
    ("Australia/Lord_Howe", "2099-12-31T23:59:59Z", 39600),
  ]

  @Test(
    .enabled(if: isInstalled, "needs the system's time zone database"), arguments: offsets)
  func offset(_ zone: String, _ instant: String, _ seconds: Int) throws {
    #expect(try Self.load(zone).offset(at: at(instant)) == seconds)
  }

  /// A local time and the instants at which clocks show it.
  static let locals: [(String, String, [String])] = [
    ("America/New_York", "2026-03-08T01:59:59", ["2026-03-08T06:59:59Z"]),
    ("America/New_York", "2026-03-08T02:00:00", []),
    ("America/New_York", "2026-03-08T02:59:59", []),
    ("America/New_York", "2026-03-08T03:00:00", ["2026-03-08T07:00:00Z"]),
    ("America/New_York", "2026-11-01T00:59:59", ["2026-11-01T04:59:59Z"]),
    ("America/New_York", "2026-11-01T01:00:00", ["2026-11-01T05:00:00Z", "2026-11-01T06:00:00Z"]),
    ("America/New_York", "2026-11-01T01:59:59", ["2026-11-01T05:59:59Z", "2026-11-01T06:59:59Z"]),
    ("America/New_York", "2026-11-01T02:00:00", ["2026-11-01T07:00:00Z"]),
    ("Asia/Tokyo", "2026-11-25T00:00:00", ["2026-11-24T15:00:00Z"]),
    ("Asia/Kathmandu", "2026-11-24T19:45:00", ["2026-11-24T14:00:00Z"]),
    ("Australia/Lord_Howe", "2026-10-04T02:15:00", []),
    ("Australia/Lord_Howe", "2026-10-04T02:30:00", ["2026-10-03T15:30:00Z"]),
    (
      "Australia/Lord_Howe", "2026-04-05T01:45:00",
      ["2026-04-04T14:45:00Z", "2026-04-04T15:15:00Z"]
    ),
    ("Australia/Lord_Howe", "2026-04-05T02:00:00", ["2026-04-04T15:30:00Z"]),
  ]

  @Test(.enabled(if: isInstalled, "needs the system's time zone database"), arguments: locals)
  func local(_ zone: String, _ local: String, _ instants: [String]) throws {
    let rules = try Self.load(zone)
    let time = try #require(LocalTime.parse(local)).local
    #expect(rules.instants(ofLocal: time) == instants.map(at))
    switch instants.count {
    case 1: #expect(try rules.instant(ofLocal: time) == at(instants[0]))
    case 0:
      let refusal = #expect(throws: Refusal.self) { try rules.instant(ofLocal: time) }
      #expect(refusal?.code == "time.nonexistent")
    default:
      let refusal = #expect(throws: Refusal.self) { try rules.instant(ofLocal: time) }
      #expect(refusal?.code == "time.ambiguous")
    }
  }

  /// The rule that ends a file agrees with the transitions it continues.
  @Test(.enabled(if: isInstalled, "needs the system's time zone database"))
  func footerContinuesTheTransitions() throws {
    let rules = try Self.load("America/New_York")
    let footer = Zones.zone("America/New_York", "EST5EDT,M3.2.0,M11.1.0")
    for day in stride(from: 0, to: 365 * 60, by: 1) {
      let instant = at("2007-06-01T06:30:00Z") + .hours(24 * day)
      #expect(rules.offset(at: instant) == footer.offset(at: instant))
    }
  }

  @Test(arguments: [
    ("JST-9", 0, 32_400), ("<+0545>-5:45", 0, 20_700),
    ("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", 1_767_225_600, 39_600),
    ("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", 1_782_864_000, 37_800),
    ("EST5EDT,M3.2.0,M11.1.0", 1_782_864_000, -14_400),
    ("IST-2IDT,M3.4.4/26,M10.5.0", 1_774_569_600, 10_800),
    ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 1_774_742_400, -7_200),
    ("XXX3YYY,J60,J300", 1_782_864_000, -7_200), ("XXX3YYY,59,299/1:30:15", 1_767_225_600, -10_800),
  ])
  func posix(_ text: String, _ second: Int64, _ offset: Int) throws {
    let zone = try #require(PosixZone(text))
    #expect(zone.offset(atSecond: second) == offset)
  }

  @Test(arguments: ["", "EST", "5EDT", "EST5EDT,M3.2.0", "EST5EDT,M13.2.0,M11.1.0", "EST5 EDT"])
  func posixRefused(_ text: String) {
    #expect(PosixZone(text) == nil)
  }

  @Test(arguments: [
    [UInt8]("不正なファイル".utf8), Array("TZif2".utf8), [],
    Array("TZif9".utf8) + Array(repeating: 0, count: 39),
  ])
  func damagedFile(_ bytes: [UInt8]) {
    #expect(throws: TZifError.self) { try TimeZoneRules(name: "Asia/Tokyo", tzif: bytes) }
  }

  @Test(.enabled(if: isInstalled, "needs the system's time zone database"))
  func everyCutOfAFileIsRefused() throws {
    let data = try Data(contentsOf: URL(fileURLWithPath: Self.database + "/America/New_York"))
    for length in stride(from: 0, to: data.count - 1, by: 7) {
      #expect(throws: TZifError.self) {
        try TimeZoneRules(name: "America/New_York", tzif: Array(data.prefix(length)))
      }
    }
  }
}
