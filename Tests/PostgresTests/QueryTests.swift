import Foundation
import Postgres
import TestSupport
import Testing

extension ServerTests {
  @Suite("Queries and their errors")
  struct QueryTests {
    @Test func resultsTellWhatHappened() async throws {
      let connection = try await TestServer.connect()
      _ = try await connection.query("create temp table t (id int, 名 text)")
      let inserted = try await connection.query("insert into t values (1, 'い'), (2, 'ろ')")
      #expect(inserted.commandTag == "INSERT 0 2")
      #expect(inserted.affectedRows == 2)
      let result = try await connection.query("select * from t order by id")
      #expect(result.count == 2)
      #expect(result.columns.map { $0.name } == ["id", "名"])
      for row in 0..<result.count {
        #expect(try result.string(row, "名") == ["い", "ろ"][row])
      }
      #expect(try await connection.query("").count == 0)
    }

    @Test func statementsOutsideTransactions() async throws {
      for cachesPlans in [false, true] {
        let connection = try await TestServer.connect(
          options: ConnectionOptions(cachesPlans: cachesPlans))
        _ = try await connection.query("create table vacuumed_\(unescaped: "\(cachesPlans)") ()")
        _ = try await connection.query("vacuum vacuumed_\(unescaped: "\(cachesPlans)")")
        #expect(await !connection.isInTransaction)
      }
    }

    @Test func errorsNameStateAndConstraintButNoValue() async throws {
      let connection = try await TestServer.connect()
      _ = try await connection.query(
        "create temp table office (code text constraint one primary key)")
      let secret = "機密-0815"
      _ = try await connection.query("insert into office values (\(secret))")
      let error = try #require(
        await postgresError {
          _ = try await connection.query("insert into office values (\(secret))")
        })
      #expect(error.code == .server)
      #expect(error.sqlState == "23505")
      #expect(error.severity == "ERROR")
      #expect(error.constraint == "one")
      #expect(error.table == "office")
      #expect(error.sql == "insert into office values ($1)")
      #expect(error.detail?.contains(secret) == true)
      #expect(!error.isConnectionLost)
      var dumped = ""
      dump(error, to: &dumped)
      for text in ["\(error)", String(reflecting: error), error.localizedDescription, dumped] {
        #expect(!text.contains(secret))
      }
      #expect(try await connection.query("select 1").count == 1)
    }

    @Test func errorsPointAtTheStatement() async throws {
      let connection = try await TestServer.connect()
      let error = try #require(
        await postgresError { _ = try await connection.query("select 賛成 fro t") })
      #expect(error.sqlState == "42601" || error.sqlState == "42703")
      #expect(error.position != nil)
      let raised = try #require(
        await postgresError {
          try await connection.execute(
            script: """
              do $$ begin
                raise exception 'refused' using errcode = 'RI001', hint = '規則を見よ',
                  detail = 'private';
              end $$
              """)
        })
      #expect(raised.sqlState == "RI001")
      #expect(raised.hint == "規則を見よ")
      #expect("\(raised)" == "ERROR RI001: refused Hint: 規則を見よ")
      #expect(raised.context != nil)
    }

    @Test func noticesComeWithTheirStatement() async throws {
      let connection = try await TestServer.connect()
      try await connection.execute(
        script: """
          create function pg_temp.warns(text) returns int language plpgsql as $$
          begin raise warning 'beware %', $1; raise notice 'note'; return 1; end $$
          """)
      let results = await connection.pipeline([
        .query("select pg_temp.warns('一')"), .query("select 2"), .sync,
        .query("select pg_temp.warns('二')"),
      ])
      let notices = try results.map { try $0.get().notices }
      #expect(notices[0].map { $0.message } == ["beware 一", "note"])
      #expect(notices[0].map { $0.severity } == ["WARNING", "NOTICE"])
      #expect(notices[0][0].sqlState == "01000")
      #expect(notices[0][0].isWarning)
      #expect(notices[1].isEmpty)
      #expect(notices[2].map { $0.message } == ["beware 二", "note"])
      let script = try await connection.execute(script: "select pg_temp.warns('三'); select 1")
      #expect(script.map { $0.message } == ["beware 三", "note"])
    }

    @Test func noticesOfTheCommit() async throws {
      let connection = try await TestServer.connect()
      try await connection.execute(
        script: """
          create temp table watched (id int);
          create function pg_temp.late() returns trigger language plpgsql as $$
          begin raise warning 'at commit'; return null; end $$;
          create constraint trigger late after insert on watched
            deferrable initially deferred for each row execute function pg_temp.late()
          """)
      let results = await connection.pipeline([
        .query("select 0"), .query("insert into watched values (1)"), .sync, .query("select 1"),
      ])
      let notices = try results.map { try $0.get().notices.map { $0.message } }
      #expect(notices == [[], ["at commit"], []])
    }

    @Test func hostileIdentifiers() async throws {
      let connection = try await TestServer.connect()
      for name in ["a\"b", "\"; drop table t; --", "表 名", "'", "\\", "$1", "a.b", "SELECT"] {
        _ = try await connection.query(
          "create temp table \(identifier: name) (\(identifier: name) int)")
        _ = try await connection.query("insert into \(identifier: name) values (\(1))")
        let result = try await connection.query(
          "select \(identifier: name) from \(identifier: name)")
        #expect(result.columns[0].name == name)
        #expect(try result.int(0, .name(name)) == 1)
      }
    }

    @Test func whatCannotBeSent() async throws {
      let connection = try await TestServer.connect()
      for sql in ["select 1 \0 from", "\(identifier: "a\0b")"] as [SQL] {
        #expect(
          await postgresError { _ = try await connection.query(sql) }?.code == .invalidStatement)
      }
      let error = await postgresError { try await connection.execute(script: "select 1;\0") }
      #expect(error?.code == .invalidStatement)
      let value = await postgresError { _ = try await connection.query("select \("a\0b")") }
      #expect(value?.sqlState == "22021")
      #expect(try await connection.query("select 1").count == 1)
    }

    @Test func scripts() async throws {
      let connection = try await TestServer.connect()
      try await connection.execute(
        script: "create temp table s (id int); insert into s values (1); insert into s values (2)")
      let error = await postgresError {
        try await connection.execute(
          script: "insert into s values (3); select 1/0; insert into s values (4)")
      }
      #expect(error?.sqlState == "22012")
      #expect(try await connection.query("select count(*) from s").int(0, 0) == 2)
      for script in ["copy s from stdin", "copy s to stdout"] {
        let error = await postgresError { try await connection.execute(script: script) }
        #expect(error?.code == .misuse)
      }
      try await connection.execute(script: "")
      #expect(try await connection.query("select count(*) from s").int(0, 0) == 2)
    }

    @Test func copyThroughAQueryEndsTheSession() async throws {
      let connection = try await TestServer.connect()
      _ = try await connection.query("create temp table s (id int)")
      let error = await postgresError { _ = try await connection.query("copy s from stdin") }
      #expect(error?.message.contains("copyIn") == true)
      #expect(await connection.isClosed)
    }

    @Test func settingsOfTheSession() async throws {
      let connection = try await TestServer.connect([
        ("application_name", "稟議"), ("options", "-c timezone=Asia/Tokyo"),
      ])
      #expect(await connection.serverVersion >= 150_000)
      #expect(await connection.parameter("server_version") != nil)
      #expect(await connection.sessionUser == (try TestServer.shared.get().user))
      #expect(await connection.timeZone == "Asia/Tokyo")
      #expect(await connection.isInHotStandby == false)
      #expect(await connection.parameter("client_encoding") == "UTF8")
      #expect(await connection.parameter("nonsense") == nil)
      #expect(await !connection.isEncrypted)
      let result = try await connection.query("select pg_backend_pid()")
      #expect(await connection.backendPID == (try result.int(0, 0)))
      await connection.close()
      #expect(await connection.backendPID == 0)
    }
  }

  @Suite("Plans are cached where that was asked for")
  struct PlanTests {
    private func plans(_ connection: Connection) async throws -> Int {
      var sql: SQL = "select count(*) from pg_prepared_statements"
      sql.cachesPlan = false
      return try await connection.query(sql).int(0, 0)
    }

    @Test func offByDefault() async throws {
      let connection = try await TestServer.connect()
      for number in 0..<3 { _ = try await connection.query("select \(number)") }
      #expect(try await plans(connection) == 0)
    }

    @Test func onePlanForATextAndItsTypes() async throws {
      let connection = try await TestServer.connect(options: ConnectionOptions(cachesPlans: true))
      for number in 0..<3 {
        #expect(try await connection.query("select \(number)").int(0, 0) == number)
      }
      #expect(try await connection.query("select \("二")").string(0, 0) == "二")
      #expect(try await plans(connection) == 2)
    }

    @Test func pipelinesShareAndSurvive() async throws {
      let connection = try await TestServer.connect(options: ConnectionOptions(cachesPlans: true))
      let results = await connection.pipeline([
        .query("select \(1)"), .query("select \(2)"), .query("select 1/0"),
        .query("select \(true)"),
        .sync, .query("select \(true)"), .query("select \(3)"),
      ])
      #expect(try results[1].get().int(0, 0) == 2)
      #expect(results[2].failure?.sqlState == "22012")
      #expect(results[3].failure?.code == .pipelineAborted)
      #expect(try results[4].get().bool(0, 0))
      #expect(try results[5].get().int(0, 0) == 3)
      #expect(try await connection.query("select \(true)").bool(0, 0))
    }

    @Test func stalePlansAreMadeAnew() async throws {
      let connection = try await TestServer.connect(options: ConnectionOptions(cachesPlans: true))
      _ = try await connection.query("create temp table p (a int)")
      #expect(try await connection.query("select * from p").columns.count == 1)
      _ = try await connection.query("alter table p add b int")
      #expect(try await connection.query("select * from p").columns.count == 2)
      try await connection.execute(script: "deallocate all")
      #expect(try await connection.query("select * from p").columns.count == 2)
    }

    @Test func theCacheIsBounded() async throws {
      let connection = try await TestServer.connect(options: ConnectionOptions(cachesPlans: true))
      for number in 0..<300 {
        _ = try await connection.query(SQL(unsafeSQL: "select \(number)"))
      }
      #expect(try await plans(connection) == 256)
    }
  }
}

extension Result {
  var failure: Failure? {
    if case .failure(let error) = self { error } else { nil }
  }
}
