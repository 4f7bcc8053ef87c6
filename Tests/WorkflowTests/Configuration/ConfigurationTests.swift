import Foundation
import Testing

@testable import Workflow

struct ConfigurationTests {
  /// Loads a configuration whose file has this text; nil for no file.
  private func load(
    _ text: String?, _ environment: [String: String] = [:], flags: [SettingKey: String] = [:]
  ) throws -> (configuration: Configuration, path: String) {
    let folder = "/tmp/ringi-config-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = folder + "/ringi/config.toml"
    if let text {
      try Files.makeDirectory(folder + "/ringi", mode: 0o700, parentMode: 0o700)
      try Files.write(text, to: path, mode: 0o600)
    }
    let environment = ["HOME": "/nowhere", "XDG_CONFIG_HOME": folder]
      .merging(environment) { $1 }
    return (try Configuration.load(environment: environment, flags: flags), path)
  }

  private func failure(
    _ text: String?, _ environment: [String: String] = [:], flags: [SettingKey: String] = [:]
  ) -> ConfigurationError? {
    do {
      _ = try load(text, environment, flags: flags)
      return nil
    } catch {
      return error as? ConfigurationError
    }
  }

  @Test func `no file is the private cluster and the defaults`() throws {
    let (configuration, path) = try load(nil)
    #expect(configuration.usesPrivateCluster)
    #expect(!configuration.fileExists)
    #expect(configuration.path == path)
    #expect(configuration[.lang] == Setting(value: "en", origin: .standard))
    #expect(configuration[.login] == Setting(value: nil, origin: .standard))
    #expect(configuration[.format].value == "table")
  }

  @Test func `ledgers and defaults are read with their lines`() throws {
    let (configuration, path) = try load(
      """
      # 三つのサーバー
      [ledgers]
      USA  = "service=ringi_usa"   # ours
      EPCC = 'postgresql://ledger.example.org/epcc?sslmode=verify-full'

      [defaults]
      lang = "ja"
      as = "meti_desk"\r
      editor = "vi -c \\"set enc=utf-8\\" \\u7a1f"
      """)
    #expect(configuration.fileExists)
    #expect(configuration.ledgers.map(\.code) == ["EPCC", "USA"])
    #expect(configuration.ledgers[1].connection == "service=ringi_usa")
    #expect(configuration.ledgers[1].origin == .file(path: path, line: 3))
    #expect(configuration[.lang] == Setting(value: "ja", origin: .file(path: path, line: 7)))
    #expect(configuration[.login].value == "meti_desk")
    #expect(configuration[.editor].value == "vi -c \"set enc=utf-8\" 稟")
    #expect(configuration.entries.first?.name == "ledgers.EPCC")
    #expect(configuration.entries.map(\.name).contains("defaults.as"))
  }

  @Test func `flags beat the environment, which beats the file`() throws {
    let text = "[ledgers]\nUSA = \"service=a\"\n[defaults]\nas = \"file\"\nlang = \"en\"\n"
    let environment = ["RINGI_AS": "env", "PGUSER": "pg", "RINGI_LANG": "ja", "LANG": "en_US"]
    #expect(
      try load(text, environment, flags: [.login: "flag"]).configuration[.login]
        == Setting(value: "flag", origin: .flag("as")))
    #expect(
      try load(text, environment).configuration[.login]
        == Setting(value: "env", origin: .environment("RINGI_AS")))
    #expect(
      try load(text, ["PGUSER": "pg"]).configuration[.login]
        == Setting(value: "pg", origin: .environment("PGUSER")))
    #expect(try load(text).configuration[.login].value == "file")
    #expect(try load(text, environment).configuration[.lang].value == "ja")
    // PGUSER does not speak of the private cluster.
    #expect(try load(nil, ["PGUSER": "pg"]).configuration[.login].value == nil)
  }

  @Test func `a variable names a ledger's server`() throws {
    let text = "[ledgers]\nUSA = \"service=a\"\n"
    let configuration = try load(
      text, ["RINGI_LEDGER_USA": "service=b", "RINGI_LEDGER_EPCC": "host=x dbname=y"]
    ).configuration
    #expect(configuration.ledgers.map(\.connection) == ["host=x dbname=y", "service=b"])
    #expect(configuration.ledgers[1].origin == .environment("RINGI_LEDGER_USA"))
    #expect(failure(nil, ["RINGI_LEDGER_usa": "service=b"])?.code == "configuration.ledger_code")
  }

  @Test(arguments: [
    (["LANG": "ja_JP.UTF-8"], "ja"), (["LANG": "ja_JP.UTF-8", "LC_ALL": "C"], "en"),
    (["LC_MESSAGES": "ja"], "ja"), (["LANG": "java"], "en"), ([:], "en"),
  ])
  func `the language follows the locale`(_ environment: [String: String], _ lang: String) throws {
    #expect(try load(nil, environment).configuration[.lang].value == lang)
  }

  @Test(arguments: [
    (["NO_COLOR": "1"], "never"), (["CLICOLOR_FORCE": "1"], "always"), (["TERM": "dumb"], "never"),
    (["NO_COLOR": "1", "RINGI_COLOR": "always"], "always"), (["NO_COLOR": ""], "auto"),
  ])
  func `color follows the conventions`(_ environment: [String: String], _ color: String) throws {
    #expect(try load(nil, environment).configuration[.color].value == color)
  }

  @Test(arguments: [
    ("[defaults]\nlnag = \"ja\"", "unknown_key", 2, "Did you mean lang?"),
    ("[ledger]\nUSA = \"service=a\"", "unknown_table", 1, "Did you mean ledgers?"),
    ("lang = \"ja\"", "unknown_key", 1, "[defaults]"),
    ("[defaults]\nlang = ja", "syntax", 2, "lang = \"value\""),
    ("[defaults]\nlang = \"ja", "syntax", 2, ""),
    ("[defaults]\n\nlang \"ja\"", "syntax", 3, "lang = \"value\""),
    ("[defaults\nlang = \"ja\"", "syntax", 1, "[defaults]"),
    ("[defaults]\nlang = \"ja\" format = \"csv\"", "syntax", 2, "One key"),
    ("[defaults]\nlang = \"\\q\"", "syntax", 2, "single quotes"),
    ("[defaults]\nlang = \"ja\"\nlang = \"en\"", "duplicate_key", 3, ""),
    ("[defaults]\n[ledgers]\n[defaults]", "duplicate_table", 3, ""),
    ("[defaults]\nformat = \"jsno\"", "value", 2, "Did you mean json?"),
    ("[defaults]\nlang = \"fr\"", "value", 2, "en, ja"),
    ("[defaults]\nas = \"\"", "value", 2, "default"),
    ("[ledgers]\nusa = \"service=a\"", "ledger_code", 2, "Did you mean USA?"),
    ("[ledgers]\nUSA = \"ringi_usa\"", "connection", 2, "service=NAME"),
    ("= \"x\"", "syntax", 1, "key = \"value\""),
  ])
  func `a mistake is named with its line and a way out`(
    _ text: String, _ code: String, _ line: Int, _ hint: String
  ) throws {
    let error = try #require(failure(text))
    #expect(error.code == "configuration." + code)
    #expect(error.line == line)
    #expect(error.message.contains("config.toml:\(line): "))
    #expect(hint.isEmpty || error.hint?.contains(hint) == true)
    #expect(error.exitStatus == 2)
  }

  @Test func `a wrong variable or flag is named`() {
    #expect(failure(nil, ["RINGI_FORMAT": "xml"])?.message.hasPrefix("RINGI_FORMAT") == true)
    #expect(failure(nil, flags: [.color: "blue"])?.message.hasPrefix("--color") == true)
    #expect(failure(nil, flags: [.color: "blue"])?.line == nil)
  }

  @Test(arguments: [
    ("host=a password=secret dbname=b", "host=a password=… dbname=b"),
    ("password = 'se cr\\'et' host=a", "password = … host=a"),
    ("postgresql://u:secret@h/db?sslmode=require", "postgresql://u:…@h/db?sslmode=require"),
    ("postgres://u@h:5432/db?password=secret&x=1", "postgres://u@h:5432/db?password=…&x=1"),
    ("service=ringi_usa", "service=ringi_usa"),
  ])
  func `a password is not shown`(_ connection: String, _ shown: String) {
    #expect(Redaction.withoutPassword(connection) == shown)
  }

  @Test func `the sample files are read and agree`() throws {
    var root = URL(fileURLWithPath: #filePath)
    while !FileManager.default.fileExists(atPath: root.path + "/Package.swift"), root.path != "/" {
      root.deleteLastPathComponent()
    }
    let sample = try String(contentsOfFile: root.path + "/deploy/config.toml", encoding: .utf8)
    let services = try String(
      contentsOfFile: root.path + "/deploy/pg_service.conf", encoding: .utf8)
    let configuration = try load(sample).configuration
    #expect(configuration.ledgers.map(\.code) == ["EPCC", "USA"])
    for ledger in configuration.ledgers {
      #expect(ledger.connection == "service=ringi_\(ledger.code.lowercased())")
      #expect(services.contains("[ringi_\(ledger.code.lowercased())]"))
    }
    #expect(configuration[.login].value == "commerce")
  }

  @Test(arguments: [("lnag", "lang"), ("colour", "color"), ("pagr", "pager"), ("xyzzy", nil)])
  func `a slip is recognised`(_ word: String, _ meant: String?) {
    #expect(NearestWord.to(word, among: SettingKey.allCases.map(\.rawValue)) == meant)
  }
}
