import Foundation

/// The built binary, copied away from the build folder together with its SQL, as an installation
/// would have it.
enum Program {
  static let path: String? = {
    let runner = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent()
    let built = runner.appending(path: "ringi")
    guard FileManager.default.isExecutableFile(atPath: built.path) else { return nil }
    let copy = URL(filePath: NSTemporaryDirectory()).appending(path: "ringi-program-\(getpid())")
    do {
      try FileManager.default.createDirectory(
        at: copy.appending(path: "bin"), withIntermediateDirectories: true)
      try FileManager.default.createDirectory(
        at: copy.appending(path: "share"), withIntermediateDirectories: true)
      try FileManager.default.copyItem(at: built, to: copy.appending(path: "bin/ringi"))
      try FileManager.default.copyItem(
        at: runner.appending(path: "ringi_Schema.resources"),
        to: copy.appending(path: "share/ringi"))
    } catch {
      return nil
    }
    folder = copy.path
    atexit { Program.folder.map { try? FileManager.default.removeItem(atPath: $0) } }
    return copy.appending(path: "bin/ringi").path
  }()

  nonisolated(unsafe) private static var folder: String?  // written once above, before any reader

  static let hasServer = FileManager.default.fileExists(atPath: "/usr/lib/postgresql")
}
