import Foundation
import Testing

/// Compares a text with the file of that name under `Snapshots`; `RECORD_SNAPSHOTS=1` writes it
/// instead.
func expectSnapshot(
  _ text: String, _ name: String, file: String = #filePath,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let folder = URL(fileURLWithPath: file).deletingLastPathComponent().appending(path: "Snapshots")
  let url = folder.appending(path: name + ".txt")
  if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
    return
  }
  guard let data = try? Data(contentsOf: url) else {
    Issue.record(
      "\(name) has no snapshot; RECORD_SNAPSHOTS=1 makes one.", sourceLocation: sourceLocation)
    return
  }
  let expected = String(decoding: data, as: UTF8.self)
  // Swift compares strings by canonical equivalence; a screen is bytes.
  guard !expected.utf8.elementsEqual(text.utf8) else { return }
  let (old, new) = (expected.components(separatedBy: "\n"), text.components(separatedBy: "\n"))
  let line = zip(old, new).prefix { $0 == $1 }.count
  Issue.record(
    """
    \(name) differs from line \(line + 1):
    expected: \(line < old.count ? old[line].debugDescription : "(end)")
    got:      \(line < new.count ? new[line].debugDescription : "(end)")
    """, sourceLocation: sourceLocation)
}
