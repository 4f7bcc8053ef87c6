import Deliberation
import Foundation
import Testing

/// The private cluster from outside: made once, stopped and started, by root and by an ordinary
/// user.
@Suite(
  .serialized, .enabled(if: Program.hasServer, "PostgreSQL's server package is not installed"),
  .timeLimit(.minutes(5)))
struct ContractServerTests {
  @Test("Before init, every command says what to do")
  func nothingYet() throws {
    let office = try Office(now: nil)
    for line in ["inbox", "--as state show USA-1", "server stop", "db status"] {
      let answer = try office(line + " --json")
      #expect(answer.status != 0 && answer.out.isEmpty)
      #expect(try answer.error()["hint"]?.string?.contains("ringi init") == true, "\(answer.err)")
    }
    let status = try office("server status --json")
    #expect(status.status == 0, "\(status.err)")
    #expect(try status.json()["state"]?.string == "not_initialised")
  }

  @Test("A second init is refused; a stopped server stays stopped until start")
  func lifecycle() throws {
    let office = try Office()
    let second = try office("init --sandbox --json")
    #expect(second.status != 0 && second.out.isEmpty)
    #expect(try second.error()["code"]?.string == "cluster.exists")

    let running = try office("server status --json").json()
    #expect(
      Shape.object(
        Shape.strings(
          "schema state host owner version data_directory",
          and: [
            "port": .any, "databases": .object(Shape.strings("USA JPN EPCC")),
          ])
      ).complaints(running) == [])
    #expect(running["state"]?.string == "running")

    #expect(try office("server stop").status == 0)
    for line in ["--as state inbox", "--as state show USA-1", "--as founder ledger list"] {
      let answer = try office(line + " --json")
      #expect(answer.status == 8, "\(answer.err)")
      #expect(answer.out.isEmpty)
      #expect(try answer.error()["hint"]?.string?.contains("ringi server start") == true)
    }
    #expect(try office("server status --json").json()["state"]?.string == "stopped")
    #expect(try office("server stop").status == 0, "done already")
    #expect(try office("server start").status == 0)
    #expect(try office("--as state inbox").status == 0)
    let third = try office("init --sandbox")
    #expect(third.status != 0)
    #expect(try office("--as state whoami --json").json()["party"]?.string == "STATE")
    #expect(try office("db status --exit-code").status == 0)
    #expect(try office("db verify --json").status == 0)
  }

  @Test("The clock of a sandbox goes forward, in every ledger")
  func clock() throws {
    let office = try Office()
    #expect(try office("server clock 2026-12-09T09:00:00-05:00").status == 0)
    let known = try office("--as state inbox --json").json()["as_of"]?["known_at"]?.string
    #expect(known == "2026-12-09T14:00:00.000000Z")
    let back = try office("server clock 2026-12-08T09:00:00-05:00 --json")
    #expect(back.status != 0 && back.out.isEmpty)
    let office2 = try office("--as mofa inbox --json").json()["as_of"]?["known_at"]?.string
    #expect(office2 == known)
  }

  @Test(
    "An ordinary user has a cluster of his own",
    .enabled(if: geteuid() == 0, "needs root, to become somebody else"))
  func ordinaryUser() throws {
    let home = "/tmp/ro-user-\(getpid())"
    defer { try? FileManager.default.removeItem(atPath: home) }
    let script = """
      set -eu
      export HOME=\(home) XDG_DATA_HOME=\(home)/data XDG_CONFIG_HOME=\(home)/config
      export XDG_STATE_HOME=\(home)/state XDG_RUNTIME_DIR=\(home)/run LC_ALL=C.UTF-8
      mkdir -p $XDG_RUNTIME_DIR; chmod 700 $XDG_RUNTIME_DIR; cd \(home)
      \(Program.path ?? "false") init --sandbox >out 2>err
      \(Program.path ?? "false") --as state whoami --json >who 2>>err
      \(Program.path ?? "false") server stop >>out 2>>err
      """
    try FileManager.default.createDirectory(
      atPath: home, withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700, .ownerAccountName: "nobody"])
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "sh", "-c", script,
    ]
    try process.run()
    process.waitUntilExit()
    let errors = (try? String(contentsOfFile: home + "/err", encoding: .utf8)) ?? ""
    #expect(process.terminationStatus == 0, "\(errors)")
    let who = try JSON(parsing: String(contentsOfFile: home + "/who", encoding: .utf8))
    #expect(who["login"]?.string == "state")
  }
}
