/// The lines of an entry that came from outside, by name.
struct EntryText: Sendable {
  private var values: [String: String] = [:]

  init(_ bytes: [UInt8]) {
    for line in bytes.split(separator: 0x0a) {
      guard let space = line.firstIndex(of: 0x20) else { continue }
      let name = String(decoding: line[..<space], as: UTF8.self)
      // The first one counts: nothing may stand in its place further down.
      if values[name] == nil {
        values[name] = String(decoding: line[(space + 1)...], as: UTF8.self)
      }
    }
  }

  subscript(name: String) -> String? { values[name] }

  /// The hash that a commitment line states.
  func commitment(_ name: String) -> String? {
    guard let value = values[name], value.hasPrefix("sha256:") else { return nil }
    return String(value.dropFirst(7))
  }
}
