import Foundation
import Testing

@testable import RingiCLI

@Suite struct PagerTests {
  private func page(
    _ text: String, _ pager: String, facts: StreamFacts = .terminal(80, rows: 5),
    settings: Settings = Settings()
  ) throws -> (out: String, file: String?) {
    let file = FileManager.default.temporaryDirectory.appending(path: "pager-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    let out = MemorySink()
    let console = Console.test(
      [
        "RINGI_PAGER": pager.replacing("FILE", with: file.path), "PAGER": "false",
        "PATH": "/usr/bin:/bin",
      ], out: out, outFacts: facts)
    try Output(settings: settings, console: console).page(text)
    return (out.text, try? String(contentsOf: file, encoding: .utf8))
  }

  private let long = (1...2000).map { "行 \($0)\n" }.joined()

  @Test func `a long text goes through the pager`() throws {
    let result = try page(long, "cat > FILE; :")
    #expect(result.out.isEmpty)
    #expect(result.file == long)
  }

  @Test func `a reader who leaves early is no error`() throws {
    #expect(try page(long, "head -1 > FILE; :").file == "行 1\n")
  }

  @Test func `where there is no such pager the text is printed`() throws {
    #expect(try page(long, "/nonexistent/pager").out == long)
  }

  @Test func `no pager for short texts, pipes, and where it is not wanted`() throws {
    #expect(try page("a\n", "cat > FILE; :").out == "a\n")
    #expect(try page(long, "cat > FILE; :", facts: .pipe).out == long)
    #expect(try page(long, "cat > FILE; :", settings: Settings(usesPager: false)).out == long)
    #expect(try page(long, "cat").out == long)
    #expect(try page(long, "").out == long)
  }
}
