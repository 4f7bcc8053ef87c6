import Deliberation
import Foundation
import Testing

/// What a mirror and a log's operator see over HTTP, by curl.
@Suite(
  .enabled(
    if: Program.hasServer && FileManager.default.isExecutableFile(atPath: "/usr/bin/curl"),
    "PostgreSQL's server package or curl is not installed"))
struct AuditServerTests {
  /// A server that the program runs until it is interrupted.
  private final class Running {
    let process: Process
    let url: String

    init(_ office: Office, _ arguments: [String]) throws {
      let errors = office.home + "/server-\(UUID().uuidString)"
      process = try office.start(arguments, errors: errors)
      for _ in 0..<100 {
        let told = String(
          decoding: FileManager.default.contents(atPath: errors) ?? Data(), as: UTF8.self)
        if let start = told.range(of: "http://"), told.hasSuffix("\n") {
          url = told[start.lowerBound...].trimmingCharacters(in: .whitespacesAndNewlines)
          return
        }
        Thread.sleep(forTimeInterval: 0.1)
      }
      process.terminate()
      throw Office.Failed(
        answer: .init(status: -1, out: "", err: "the server told no address"))
    }

    func interrupt() -> Int32 {
      process.interrupt()
      process.waitUntilExit()
      return process.terminationStatus
    }
  }

  private static func curl(_ office: Office, _ arguments: [String]) throws -> (
    status: Int, type: String, body: String
  ) {
    let answer = try office.other(
      "/usr/bin/curl", ["-s", "--path-as-is", "-w", "\n%{http_code} %{content_type}"] + arguments)
    let lines = answer.out.split(separator: "\n", omittingEmptySubsequences: false)
    let last = lines.last.map(String.init) ?? ""
    return (
      Int(last.prefix(3)) ?? 0, String(last.dropFirst(4)), lines.dropLast().joined(separator: "\n")
    )
  }

  @Test("A log is served for mirrors, without its payloads")
  func mirror() throws {
    let office = try Office()
    let signed = try office("audit checkpoint --ledger EPCC")
    #expect(signed.status == 0, "\(signed.err)")
    let size = signed.out.split(separator: "\n")[1]
    let server = try Running(
      office,
      ["--as", "meti", "audit", "export", "--ledger", "EPCC", "mirror", "--listen", "127.0.0.1:0"])
    let checkpoint = try Self.curl(office, [server.url + "checkpoint"])
    #expect(checkpoint.status == 200 && checkpoint.body + "\n" == signed.out + "\n")
    for (path, status) in [
      ("tile/0/000.p/\(size)", 200), ("tile/entries/000.p/\(size)", 200), ("tile/0/000", 404),
      ("payloads.ndjson", 404), ("", 404), ("tile/0/../../mirror/checkpoint", 404),
      ("../out", 404), ("tile/0/0.p/\(size)", 404),
    ] {
      #expect(
        try Self.curl(office, ["-o", "/dev/null", server.url + path]).status == status, "\(path)")
    }
    #expect(try Self.curl(office, ["-X", "DELETE", server.url + "checkpoint"]).status == 405)
    #expect(server.interrupt() == 130)
  }

  @Test("A witness answers with the statuses of its specification")
  func witness() throws {
    let office = try Office()
    let one = try office("audit checkpoint --ledger EPCC").out
    _ = try office("member add EPCC CA --name Canada --name-ja カナダ --from 2026-01-01")
    let two = try office("audit checkpoint --ledger EPCC").out
    let size = try #require(Int(one.split(separator: "\n")[1]))
    _ = try office("audit witness keygen witness.example/usa usa.key")
    let server = try Running(
      office,
      [
        "--as", "usa_witness", "audit", "witness", "run", "--ledger", "EPCC", "--key", "usa.key",
        "--state", "seen", "--listen", "127.0.0.1:0",
      ])
    func post(_ body: String) throws -> (status: Int, type: String, body: String) {
      _ = try office.file("request", body)
      return try Self.curl(office, ["--data-binary", "@request", server.url])
    }
    #expect(try post("old 0\n\n").status == 400)
    #expect(try post("old \(size + 5)\n\n" + one).status == 400)
    #expect(try post("old 0\n\n" + one.replacing("EPCC", with: "EPXX")).status == 404)
    #expect(
      try post("old 0\n\n" + one.replacing("\n\(size)\n", with: "\n\(size + 1)\n")).status == 403)
    let first = try post("old 0\n\n" + one)
    #expect(first.status == 200 && first.body.hasPrefix("— witness.example/usa "))
    let stale = try post("old 0\n\n" + two)
    #expect(stale.status == 409 && stale.type == "text/x.tlog.size" && stale.body == "\(size)\n")
    #expect(try post("old \(size)\n\n" + two).status == 422, "no proof")
    #expect(try post("old \(size)\n\n" + one).status == 200, "the same again")
    #expect(try Self.curl(office, [server.url]).status == 405)
    // What it saw is on disk: another run goes on from there.
    #expect(server.interrupt() == 130)
    let direct = try office(
      "--as usa_witness audit witness run --ledger EPCC --key usa.key --state seen")
    #expect(direct.status == 0, "\(direct.err)")
    let latest = try office("audit checkpoint --ledger EPCC --latest").out
    #expect(latest == two + direct.out)
  }
}
