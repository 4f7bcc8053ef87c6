import Foundation

/// The vectors that others computed; they stand beside the package, not in it.
enum SharedFolder {
  static let vectors: URL? = {
    let root: URL
    if let path = ProcessInfo.processInfo.environment["RINGI_SHARED"] {
      root = URL(fileURLWithPath: path)
    } else {
      var folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      let manager = FileManager.default
      while folder.path != "/",
        !manager.fileExists(atPath: folder.appendingPathComponent("Package.swift").path)
      {
        folder.deleteLastPathComponent()
      }
      root = folder.deletingLastPathComponent().appendingPathComponent("shared")
    }
    let vectors = root.appendingPathComponent("vectors")
    return FileManager.default.fileExists(atPath: vectors.path) ? vectors : nil
  }()

  static var isThere: Bool { vectors != nil }

  struct Missing: Error {}

  static func url(_ path: String) throws -> URL {
    guard let vectors else { throw Missing() }
    return vectors.appendingPathComponent(path)
  }

  static func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: try url(path)))
  }

  static func decode<Value: Decodable>(_: Value.Type, _ path: String) throws -> Value {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(Value.self, from: try Data(contentsOf: try url(path)))
  }

  /// Every JSON file below a folder, in a stable order.
  static func files(below path: String) throws -> [URL] {
    let folder = try url(path)
    let found = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    let all = (found?.allObjects ?? []).compactMap { $0 as? URL }
    return all.filter { $0.pathExtension == "json" }.sorted { $0.path < $1.path }
  }
}
