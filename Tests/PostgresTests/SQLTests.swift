import Foundation
import Testing

@testable import Postgres

@Suite("SQL by interpolation binds its values")
struct SQLTests {
  @Test func valuesBecomeParameters() {
    let name = "x'; drop table event; --"
    let sql: SQL = "select \(name), \(5), \(Int?.none), \([1, 2]), '{$}'"
    #expect(sql.text == "select $1, $2, $3, $4, '{$}'")
    #expect("\(sql)" == sql.text)
    var dumped = ""
    dump(sql, to: &dumped)
    #expect(!dumped.contains("drop table"))
    #expect(!String(reflecting: sql).contains("drop table"))
  }

  @Test func fragmentsKeepTheirValues() {
    let condition: SQL = "a = \(1) and b = \("二")"
    let sql: SQL = "select \(0) from t where \(condition) or c = \(true) or \(condition)"
    #expect(
      sql.text == "select $1 from t where a = $2 and b = $3 or c = $4 or a = $5 and b = $6")
  }

  @Test(arguments: [
    ("plain", "\"plain\""), ("in\"side", "\"in\"\"side\""), ("", "\"\""), ("表", "\"表\""),
    ("\"; drop table t; --", "\"\"\"; drop table t; --\""),
  ])
  func identifiers(name: String, quoted: String) {
    #expect(("\(identifier: name)" as SQL).text == quoted)
  }

  @Test func unsafeDoors() {
    #expect(SQL(unsafeSQL: "select '\("a")'").text == "select 'a'")
    #expect(("select \(unescaped: "now()")" as SQL).text == "select now()")
  }
}

@Suite("Failures to open are told apart")
struct OpeningFailureTests {
  @Test func hostLists() {
    var list = HostList(host: "a,b,c", address: nil, port: "1,2,3")
    var dropped = [("b", "2"), ("b", "2"), ("a", "1"), ("c", "3")].map { host, port in
      list.drop(host: host, port: port)
    }
    #expect(dropped == [true, false, true, false])
    #expect(list.parameters.map { $0.1 } == ["c", "", "3"])
    var addresses = HostList(host: nil, address: "10.0.0.1,10.0.0.2", port: "5432")
    dropped = [addresses.drop(host: "10.0.0.1", port: "5432")]
    #expect(dropped == [true])
    #expect(addresses.parameters.map { $0.1 } == ["", "10.0.0.2", "5432"])
  }

  struct Failure: Sendable {
    var text: String
    var state: String?
    var code: PostgresError.Code
  }

  @Test(arguments: [
    Failure(
      text: "connection to server on socket \"/s\" failed: FATAL:  28P01: password authentication",
      state: "28P01", code: .authenticationRefused),
    Failure(
      text: "connection to server at \"h\" (::1), port 5432 failed: FATAL:  3D000: no such thing",
      state: "3D000", code: .databaseRefused),
    Failure(
      text: "connection to server at \"h\" failed: 致命的エラー:  42501: データベースへの権限がありません",
      state: "42501", code: .databaseRefused),
    Failure(
      text: "connection to server at \"h\" failed: Connection refused", code: .unreachable),
    Failure(
      text: "connection to server at \"h\" failed: FATAL:  53300: too many", state: "53300",
      code: .unreachable),
    Failure(
      text: "connection to server at \"a\" failed: Connection refused\n"
        + "connection to server at \"b\" failed: FATAL:  28000: no pg_hba.conf entry",
      state: "28000", code: .authenticationRefused),
    Failure(text: "definition of service \"x\" not found", code: .invalidParameters),
    Failure(
      text: "connection to server failed: FATAL:  XX000: what", state: "XX000", code: .server),
  ])
  func messages(failure: Failure) {
    let error = OpeningFailure.error(
      failure.text + "\nLOCATION:  InitPostgres, postinit.c:1\n", lacksPassword: false)
    #expect(error.sqlState == failure.state)
    #expect(error.code == failure.code)
    #expect(!error.message.contains("LOCATION"))
    if let state = failure.state { #expect(!error.message.contains(state)) }
  }
}
