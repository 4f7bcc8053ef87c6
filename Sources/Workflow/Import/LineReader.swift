import Glibc

/// One line of a source as it stands there, without its end.
struct ImportLine: Sendable {
  /// From 1.
  var number: Int
  var bytes: [UInt8]
  /// Longer than a line may be; `bytes` holds its beginning.
  var isTooLong = false
}

/// Splits a source into lines without holding more than one of them.
struct LineReader {
  /// Room for a text of 4 MiB in which every byte is escaped would be more than anybody writes; a
  /// line beyond this is no entry.
  static let longest = 16 << 20
  /// What is kept of a line that is too long.
  static let kept = 4096

  private let descriptor: Descriptor
  private var buffer: [UInt8]
  private var start = 0
  private var end = 0
  private var number = 0
  private(set) var bytesRead: Int64 = 0

  init(_ descriptor: Descriptor) {
    self.descriptor = descriptor
    buffer = Array(repeating: 0, count: 1 << 18)
  }

  /// The next line, or `nil` at the end.
  mutating func next() throws -> ImportLine? {
    var bytes: [UInt8] = []
    var isTooLong = false
    var hasBegun = false
    while true {
      if start == end {
        end = try buffer.withUnsafeMutableBytes { try descriptor.read(into: $0) }
        start = 0
        bytesRead += Int64(end)
        if end == 0 {
          guard hasBegun else { return nil }
          break
        }
      }
      hasBegun = true
      let found = newline()
      let stop = found ?? end
      if isTooLong || bytes.count + (stop - start) > Self.longest {
        if !isTooLong { bytes += buffer[start..<min(stop, start + Self.kept)] }
        bytes = Array(bytes.prefix(Self.kept))
        isTooLong = true
      } else {
        bytes += buffer[start..<stop]
      }
      start = found.map { $0 + 1 } ?? end
      if found != nil { break }
    }
    number += 1
    return ImportLine(number: number, bytes: bytes, isTooLong: isTooLong)
  }

  private func newline() -> Int? {
    buffer.withUnsafeBytes { raw in
      guard let base = raw.baseAddress, let hit = memchr(base + start, 0x0a, end - start) else {
        return nil
      }
      return UnsafeRawPointer(hit) - base
    }
  }
}
