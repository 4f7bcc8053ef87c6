import Foundation
import Testing

@testable import RingiCLI

@Suite struct EditorTests {
  private let folder = FileManager.default.temporaryDirectory
    .appending(path: "editor-\(UUID().uuidString)")

  private func console(_ script: String, terminal: Bool = true) throws -> Console {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let editor = folder.appending(path: "editor.sh")
    try Data("#!/bin/sh\n\(script)\n".utf8).write(to: editor)
    return .test(
      [
        "RINGI_EDITOR": "sh '\(editor.path)'", "EDITOR": "false", "TMPDIR": folder.path,
        "PATH": "/usr/bin:/bin",
      ], errorFacts: terminal ? .terminal(80) : .pipe, inputIsTerminal: terminal)
  }

  private var left: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
      .filter { $0.hasPrefix("ringi-") }
  }

  private let form = Form(
    "Object to USA-2026-0001@1",
    fields: [
      .init(name: "reason", title: "Reason", isRequired: true),
      .init(name: "remedy", title: "Remedy", isRequired: true, note: "What would lift it."),
      .init(name: "comment", title: "Comment", isRequired: false),
    ])

  @Test func `a text is typed, an empty one cancels`() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let typed = try console("printf '稟議の本文\\n' > \"$1\"")
    let source = TextSource(settings: Settings(), console: typed)
    #expect(try await source.withText(from: nil) { $0 } == "稟議の本文\n")
    await #expect(throws: Failure.self) {
      try await source.withText(from: nil) { _ in throw Failure(code: "x", message: "No.") }
    }
    #expect(left.count == 1, "a refused text is kept")
    let empty = TextSource(settings: Settings(), console: try console("printf ' \\n' > \"$1\""))
    let failure = await #expect(throws: Failure.self) {
      try await empty.withText(from: nil) { _ in }
    }
    #expect(failure?.code == "editor.cancelled")
    #expect(failure?.status == .failed)
    let broken = TextSource(settings: Settings(), console: try console("exit 3"))
    await #expect(throws: Failure.self) { try await broken.withText(from: nil) { _ in } }
    #expect(left.count == 1)
    await #expect(throws: Failure.self) {
      try await TextSource(settings: Settings(), console: .test(input: " \n")).withText(from: "-") {
        _ in
      }
    }
  }

  @Test func `never asked without a terminal, or where it may not be`() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let pipe = TextSource(settings: Settings(), console: try console("", terminal: false))
    let first = await #expect(throws: Failure.self) { try await pipe.withText(from: nil) { _ in } }
    #expect(first?.status == .usage)
    let silent = TextSource(settings: Settings(mayAsk: false), console: try console(""))
    let second = await #expect(throws: Failure.self) {
      try await silent.withText(from: nil) { _ in }
    }
    #expect(second?.status == .usage)
  }

  @Test func `files and standard input come byte for byte`() throws {
    let path = folder.path + ".md"
    defer { unlink(path) }
    // か + combining mark, CRLF, no end of line: all of it stays.
    let bytes = Array("か\u{3099}\r\nend".utf8)
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    let source = TextSource(settings: Settings(), console: .test(input: "標準入力"))
    #expect(try Array(source.read(path).utf8) == bytes)
    #expect(try source.read("-") == "標準入力")
    try Data([0x93, 0xFA]).write(to: URL(fileURLWithPath: path))
    let failure = #expect(throws: Failure.self) { try source.read(path) }
    #expect(failure?.code == "input.not_utf8")
    let absent = #expect(throws: Failure.self) { try source.read("/nonexistent/x") }
    #expect(absent?.message.contains("No such file") == true)
  }

  @Test func `a form gives its fields`() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let script = """
      sed -i '/^# ---- reason/a IPEF と抵触する。\\n\\\\# not a comment' "$1"
      sed -i '/^# What would lift it/a \\\\n第4項に除外を加える。\\n' "$1"
      """
    let values = try await form.fill(settings: Settings(), console: try console(script)) { $0 }
    #expect(values == ["reason": "IPEF と抵触する。\n# not a comment", "remedy": "第4項に除外を加える。"])
    #expect(left.isEmpty)
  }

  @Test func `nothing is asked where everything is given`() async throws {
    let given = ["reason": "a", "remedy": "b"]
    let values = try await form.fill(given: given, settings: Settings(), console: .test()) { $0 }
    #expect(values == given)
    await #expect(throws: Failure.self) {
      try await form.fill(given: ["reason": "a"], settings: Settings(), console: .test()) { _ in }
    }
  }

  @Test func `an untouched form cancels`() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let console = try console(":")
    let failure = await #expect(throws: Failure.self) {
      try await form.fill(settings: Settings(), console: console) { _ in }
    }
    #expect(failure?.code == "editor.cancelled")
    #expect(left.isEmpty)
  }

  @Test func `a rejected form is kept and named`() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let console = try console("sed -i '/^# ---- reason/a 理由' \"$1\"")
    let failure = await #expect(throws: Failure.self) {
      try await form.fill(settings: Settings(), console: console) { _ in
        throw Failure(code: "position.remedy_missing", message: "A remedy is needed.", hint: "Say.")
      }
    }
    let kept = try #require(left.first)
    #expect(failure?.code == "position.remedy_missing")
    #expect(failure?.hint == "Say. What you typed is kept in \(folder.path)/\(kept).")
    let text = try String(contentsOf: folder.appending(path: kept), encoding: .utf8)
    #expect(form.values(in: text) == ["reason": "理由"])
    // Prose of a government is nobody else's to read.
    let mode = try FileManager.default.attributesOfItem(atPath: folder.path + "/" + kept)
    #expect((mode[.posixPermissions] as? NSNumber)?.intValue == 0o600)
  }

  @Test(arguments: ["plain", "# a heading\ntext", "\\# escaped", "a\n\nb", "#", "# ---- remedy: x"])
  func `what was given comes back as it was`(text: String) {
    let form = Form(
      "t", fields: [.init(name: "reason", title: "Reason", isRequired: true, initial: text)])
    let buffer = form.buffer(catalogue: Catalogue(language: .japanese))
    #expect(form.values(in: buffer) == ["reason": text])
  }
}
