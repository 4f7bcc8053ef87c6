import Foundation
import Testing

@testable import Workflow

struct ClusterDirectoriesTests {
  @Test func `defaults follow HOME`() throws {
    let found = try Directories(environment: ["HOME": "/home/佐藤/"])
    #expect(found.data == "/home/佐藤/.local/share")
    #expect(found.configuration == "/home/佐藤/.config")
    #expect(found.state == "/home/佐藤/.local/state")
    #expect(found.runtime == nil)
    #expect(found.configurationFile == "/home/佐藤/.config/ringi/config.toml")
  }

  @Test func `variables come first and an empty one counts as unset`() throws {
    let found = try Directories(environment: [
      "HOME": "/h", "XDG_DATA_HOME": "/a//b/", "XDG_STATE_HOME": "", "XDG_RUNTIME_DIR": "/run/x",
    ])
    #expect(found.data == "/a/b")
    #expect(found.state == "/h/.local/state")
    #expect(found.runtime == "/run/x")
  }

  @Test func `without HOME the user database is asked`() throws {
    let home = try #require(OperatingSystemUser.current?.home)
    #expect(try Directories(environment: [:]).data == home + "/.local/share")
  }

  @Test(arguments: ["relative/path", "./x", "/line\nbreak"])
  func `a path that cannot be one is refused by name`(_ path: String) {
    #expect(
      clusterCode { _ = try Directories(environment: ["HOME": "/h", "XDG_DATA_HOME": path]) }
        == "cluster.directory_invalid")
  }

  @Test func `two data homes have two folders and two digests`() throws {
    let one = try ClusterLayout(directories: Directories(environment: ["HOME": "/tmp/one"]))
    let two = try ClusterLayout(directories: Directories(environment: ["HOME": "/tmp/two"]))
    #expect(one.folder != two.folder)
    #expect(one.digest != two.digest)
    #expect(one.digest.count == 12)
  }

  @Test func `a machine without PostgreSQL is told what to install`() {
    var search = ServerBinaries.Search(path: "/nowhere")
    search.versionFolders = ["/nowhere"]
    do {
      _ = try ServerBinaries.find(search)
      Issue.record("found a server nowhere")
    } catch {
      #expect(error.code == "cluster.package_missing")
      #expect(error.hint == "apt-get install postgresql")
    }
  }

  @Test(arguments: [
    ("initdb: error: could not write to file \"x\": No space left on device", "cluster.disk_full"),
    ("FATAL:  could not write lock file \"x\": Disk quota exceeded", "cluster.disk_full"),
    ("FATAL:  database files are incompatible with server", "cluster.other_version"),
    ("FATAL:  could not map anonymous shared memory: Cannot allocate memory", "cluster.resources"),
    ("could not open directory \"x\": Permission denied", "cluster.unreadable"),
    ("FATAL:  lock file exists\nHINT:  Is another postmaster (PID 7) running?", "cluster.busy"),
    ("could not create directory \"x\": Read-only file system", "cluster.unreadable"),
    ("something new", "cluster.start_failed"),
    ("", "cluster.start_failed"),
  ])
  func `what the server says is understood`(_ output: String, _ code: String) {
    let error = ClusterError.classify(
      output, path: "/tmp", log: "/tmp/log", fallback: .startFailed)
    #expect(error.code == code)
    #expect(error.hint?.isEmpty == false)
  }

  @Test func `every code has an exit status of the contract`() {
    for code in ClusterError.Code.allCases {
      let error = ClusterError(code, "x")
      #expect([1, 2, 5, 8].contains(error.exitStatus))
      #expect(error.code.wholeMatch(of: /cluster\.[a-z_]+/) != nil)
    }
  }

  @Test func `a file is replaced whole and its neighbours stay`() throws {
    let folder = NSTemporaryDirectory() + "ringi-files-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Files.makeDirectory(folder + "/a", mode: 0o750, parentMode: 0o711)
    #expect(try Files.information(folder)?.permissions == 0o711)
    #expect(try Files.information(folder + "/a")?.permissions == 0o750)
    try Files.write("一", to: folder + "/a/f", mode: 0o640)
    try Files.write("二", to: folder + "/a/f", mode: 0o600)
    #expect(try Files.read(folder + "/a/f") == "二")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/a") == ["f"])
    #expect(try Files.read(folder + "/none") == nil)
  }

  @Test func `the list of ledgers is read back, and a damaged one is named`() throws {
    let folder = NSTemporaryDirectory() + "ringi-ledgers-\(UUID().uuidString)"
    try Files.makeDirectory(folder, mode: 0o700, parentMode: 0o700)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let ledgers = LedgerRegistry(path: folder + "/l", lockPath: folder + "/lock", owner: nil)
    #expect(try ledgers.all() == [:])
    #expect(try ledgers.add("USA") == "ringi_usa")
    try ledgers.add("EPCC")
    try ledgers.add("EPCC")
    #expect(try ledgers.all() == ["USA": "ringi_usa", "EPCC": "ringi_epcc"])
    #expect(clusterCode { try ledgers.add("EPCC", database: "other") } == "cluster.ledger_invalid")
    #expect(clusterCode { try ledgers.add("日本") } == "cluster.ledger_invalid")
    try ledgers.remove("USA")
    #expect(try ledgers.all() == ["EPCC": "ringi_epcc"])
    try Files.write("EPCC\n", to: folder + "/l", mode: 0o600)
    #expect(clusterCode { _ = try ledgers.all() } == "cluster.file_damaged")
  }

  @Test func `a program that takes too long is ended`() throws {
    let outcome = try ChildProcess(arguments: ["/bin/sleep", "30"]).run(limit: .milliseconds(200))
    #expect(outcome.timedOut)
    #expect(!outcome.succeeded)
  }

  @Test func `a program's output, complaint and status are kept, however long`() throws {
    let script = "head -c 300000 /dev/zero | tr '\\0' a; echo 苦情 >&2; exit 3"
    let outcome = try ChildProcess(arguments: ["/bin/sh", "-c", script]).run(limit: .seconds(10))
    #expect(outcome.output.utf8.count == 300_000)
    #expect(outcome.errors == "苦情\n")
    #expect(outcome.status == 3)
  }
}
