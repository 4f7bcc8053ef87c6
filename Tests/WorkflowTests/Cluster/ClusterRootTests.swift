import Foundation
import Testing

@testable import Workflow

@Suite(.serialized, .enabled(if: isRoot && hasServer, "needs root and a PostgreSQL server"))
struct ClusterRootTests {
  @Test func `root's server runs as postgres, in the data home where that can be reached`() throws {
    let sandbox = try ClusterSandbox.ready()
    let layout = sandbox.cluster.layout
    #expect(layout.folder == sandbox.root + "/data/ringi")
    let pid = try #require(try sandbox.postmaster?.pid)
    #expect(Files.target("/proc/\(pid)")?.uid == OperatingSystemUser.named("postgres")?.uid)
    // The server's user cannot rewrite who may connect.
    for file in [layout.accessFile, layout.identityFile, layout.logins] {
      let information = try #require(try Files.information(file))
      #expect(information.uid == 0 && information.permissions == 0o640)
    }
  }

  @Test func `an unreachable data home is left alone and the cluster lies below var`() throws {
    let sandbox = try ClusterSandbox(reachable: false)
    try sandbox.cluster.initialise(logins: [], progress: { _ in }).finish()
    #expect(sandbox.cluster.layout.folder.hasPrefix("/var/lib/ringi/"))
    #expect(try sandbox.psql("select 1").text == "1")
    #expect(try Files.information(sandbox.root)?.permissions == 0o700)
    // Found again, and kept where it is when the data home becomes reachable.
    chmod(sandbox.root, 0o755)
    let again = try PrivateCluster.locate(environment: sandbox.environment)
    #expect(again.layout.folder == sandbox.cluster.layout.folder)
  }

  @Test func `a cluster whose parents were closed later is named, not made anew`() throws {
    let sandbox = try ClusterSandbox.ready()
    try sandbox.cluster.stopLocked(SIGINT)
    chmod(sandbox.root, 0o700)
    let again = try PrivateCluster.locate(environment: sandbox.environment)
    #expect(clusterCode { try again.ensureRunning { _ in } } == "cluster.unreadable")
  }

  @Test func `another user of the machine gets no connection`() throws {
    let sandbox = try ClusterSandbox.ready()
    let nobody = try #require(OperatingSystemUser.named("nobody"))
    let refused = try sandbox.psql("select 1", as: "state", user: nobody)
    #expect(refused.status != 0)
    #expect(refused.text.contains("Permission denied"))
  }

  @Test func `a data directory of somebody else is named with its owner`() throws {
    let sandbox = try ClusterSandbox.ready()
    try sandbox.cluster.stopLocked(SIGINT)
    let nobody = try #require(OperatingSystemUser.named("nobody"))
    chown(sandbox.cluster.dataDirectory, nobody.uid, nobody.gid)
    do {
      try sandbox.cluster.ensureRunning { _ in }
      Issue.record("started on somebody else's data")
    } catch {
      #expect(error.code == "cluster.foreign_owner")
      #expect(error.message.contains("nobody"))
    }
  }

  @Test func `a full disk is named with what is free`() throws {
    let sandbox = try ClusterSandbox()
    let disk = sandbox.root + "/data"
    mkdir(disk, 0o755)
    let mount = ChildProcess(
      arguments: ["/usr/bin/mount", "-t", "tmpfs", "-o", "size=20m,mode=755", "tmpfs", disk])
    guard try mount.run(limit: .seconds(10)).succeeded else {
      try Test.cancel("this machine does not let root mount")
    }
    defer { _ = try? ChildProcess(arguments: ["/usr/bin/umount", disk]).run(limit: .seconds(10)) }
    // Seen beforehand, and seen by initdb itself when the room vanishes meanwhile.
    var hopeful = sandbox.cluster
    hopeful.limits.space = 0
    for (cluster, needed) in [(sandbox.cluster, ", about 128.0 MiB needed"), (hopeful, "")] {
      do {
        let setup = try cluster.initialise(logins: [], progress: { _ in })
        try setup.finish()
        Issue.record("made a cluster on 20 MiB")
      } catch {
        #expect(error.code == "cluster.disk_full")
        #expect(error.message.contains("MiB free\(needed)"))
      }
      #expect(try cluster.status().state == .notInitialised)
      #expect(try Files.exists(cluster.layout.initialising) == false)
      #expect(try Files.exists(cluster.dataDirectory) == false)
    }
  }

  /// The whole life of a cluster once more, by this test program run as an ordinary user.
  @Test(.enabled(if: othersCanRunUs, "others cannot reach the build directory"))
  func `an ordinary user has the same`() throws {
    let nobody = try #require(OperatingSystemUser.named("nobody"))
    let arguments = try #require(Self.ourselves)
    let outcome = try ChildProcess(
      arguments: arguments + ["--filter", "ClusterLifecycleTests"], user: nobody
    ).run(limit: .seconds(120))
    #expect(outcome.succeeded, "\(outcome.everything)")
    #expect(outcome.everything.contains("ClusterLifecycleTests"))
  }

  private static var ourselves: [String]? {
    guard let line = try? Files.read("/proc/self/cmdline"),
      let program = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    else { return nil }
    var words = line.split(separator: "\0").map(String.init)
    words[0] = program
    // The same invocation without what the caller of this run filtered or reported to.
    var kept: [String] = []
    var skip = false
    for word in words {
      if skip {
        skip = false
      } else if ["--filter", "--skip", "--xunit-output", "--event-stream-output-path"]
        .contains(word)
      {
        skip = true
      } else {
        kept.append(word)
      }
    }
    return kept
  }

  private static var othersCanRunUs: Bool {
    guard isRoot, let program = ourselves?.first, let nobody = OperatingSystemUser.named("nobody")
    else { return false }
    return ClusterLayout.canReach(program, as: nobody)
  }
}
