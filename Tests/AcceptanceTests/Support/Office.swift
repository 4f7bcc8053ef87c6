import Deliberation
import Foundation

/// A private cluster in folders of its own, and the official's terminal in it.
final class Office: Sendable {
  struct Answer: Sendable {
    var status: Int32
    var out: String
    var err: String

    /// The last line of stdout: the reference that a write made.
    var ref: String { out.trimmingCharacters(in: .whitespacesAndNewlines) }

    func json() throws -> JSON { try JSON(parsing: out) }
    /// The error object that `--json` puts on stderr.
    func error() throws -> JSON { try JSON(parsing: err)["error"] ?? .null }
  }

  let home: String
  private let environment: [String: String]

  /// - Parameter now: the sandbox's time.
  init(now: String? = "2026-11-24T14:00:00Z") throws {
    home = NSTemporaryDirectory() + "ro-\(getpid())-\(UInt32.random(in: 0...999_999))"
    for folder in ["", "/data", "/config", "/state", "/run"] {
      try FileManager.default.createDirectory(
        atPath: home + folder, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o755])
    }
    var environment = ProcessInfo.processInfo.environment.filter {
      !$0.key.hasPrefix("PG") && !$0.key.hasPrefix("RINGI_") && !$0.key.hasPrefix("XDG_")
    }
    environment["XDG_DATA_HOME"] = home + "/data"
    environment["XDG_CONFIG_HOME"] = home + "/config"
    environment["XDG_STATE_HOME"] = home + "/state"
    environment["XDG_RUNTIME_DIR"] = home + "/run"
    environment["LC_ALL"] = "C.UTF-8"
    environment["NO_COLOR"] = "1"
    self.environment = environment
    if let now {
      let answer = try run(["init", "--sandbox", "--now", now])
      guard answer.status == 0 else { throw Failed(answer: answer) }
    }
  }

  struct Failed: Error { var answer: Answer }

  deinit { close() }

  /// Ends the server and removes the folders.
  func close() {
    _ = try? run(["server", "stop"])
    try? FileManager.default.removeItem(atPath: home)
  }

  /// Runs `ringi` with these arguments.
  func run(_ arguments: [String], input: String? = nil, environment extra: [String: String] = [:])
    throws -> Answer
  {
    try other(Program.path ?? "/nonexistent", arguments, input: input, environment: extra)
  }

  /// Starts `ringi` and leaves it running.
  func start(
    _ arguments: [String], errors: String, output: String? = nil
  ) throws -> Process {
    let process = Process()
    process.executableURL = URL(filePath: Program.path ?? "/nonexistent")
    process.arguments = arguments
    process.environment = environment
    process.currentDirectoryURL = URL(filePath: home)
    _ = FileManager.default.createFile(atPath: errors, contents: nil)
    if let output { _ = FileManager.default.createFile(atPath: output, contents: nil) }
    process.standardOutput =
      output.flatMap { FileHandle(forWritingAtPath: $0) } ?? FileHandle.nullDevice
    process.standardError = FileHandle(forWritingAtPath: errors)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    return process
  }

  /// Runs another program in the official's place.
  func other(
    _ path: String, _ arguments: [String], input: String? = nil,
    environment extra: [String: String] = [:]
  ) throws -> Answer {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.environment = environment.merging(extra) { $1 }
    process.currentDirectoryURL = URL(filePath: home)
    // Files, not pipes: a server that the program starts may hold a pipe open for good.
    let tag = UUID().uuidString
    let outPath = home + "/out-\(tag)"
    let errPath = home + "/err-\(tag)"
    let inPath = home + "/in-\(tag)"
    for path in [outPath, errPath] {
      _ = FileManager.default.createFile(atPath: path, contents: nil)
    }
    _ = FileManager.default.createFile(atPath: inPath, contents: Data((input ?? "").utf8))
    process.standardOutput = FileHandle(forWritingAtPath: outPath)
    process.standardError = FileHandle(forWritingAtPath: errPath)
    process.standardInput = FileHandle(forReadingAtPath: inPath)
    defer {
      for path in [outPath, errPath, inPath] { try? FileManager.default.removeItem(atPath: path) }
    }
    try process.run()
    process.waitUntilExit()
    return Answer(
      status: process.terminationStatus,
      out: String(decoding: FileManager.default.contents(atPath: outPath) ?? Data(), as: UTF8.self),
      err: String(decoding: FileManager.default.contents(atPath: errPath) ?? Data(), as: UTF8.self))
  }

  /// `office("--as state clear USA-1@1")`: words split at spaces; use `run` where an argument holds
  /// one.
  func callAsFunction(_ line: String, _ more: String...) throws -> Answer {
    try run(line.split(separator: " ").map(String.init) + more)
  }

  /// The path of a file below the folders of this office, by its name.
  func find(_ name: String) -> String? {
    let files = FileManager.default.enumerator(atPath: home)
    while let path = files?.nextObject() as? String {
      if path.hasSuffix("/" + name) { return home + "/" + path }
    }
    return nil
  }

  /// Writes a file into the working folder and gives its name.
  func file(_ name: String, _ text: String) throws -> String {
    try text.write(toFile: home + "/" + name, atomically: true, encoding: .utf8)
    return name
  }
}
