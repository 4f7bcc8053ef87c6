/// Where a tile of 256 hashes, or a bundle of 256 entries, stands in a log (C2SP tlog-tiles).
public struct TileCoordinate: Hashable, Sendable {
  public enum Content: Hashable, Sendable {
    /// Hashes of complete subtrees of 256^level entries.
    case hashes(level: Int)
    case entries
  }

  public static let fullWidth = 256
  /// With 8 levels of 256 each, 64 bits of size are used up.
  public static let maximumLevel = 7

  public let content: Content
  public let index: UInt64
  /// How many hashes or entries the tile holds: 1 to 256.
  public let width: Int

  public init(_ content: Content, index: UInt64, width: Int = fullWidth) throws(LogError) {
    guard (1...Self.fullWidth).contains(width) else {
      throw .malformed(.tilePath, "a tile is 1 to 256 wide, not \(width)")
    }
    if case .hashes(let level) = content, !(0...63).contains(level) {
      throw .malformed(.tilePath, "a level is 0 to 63, not \(level)")
    }
    self.init(unchecked: content, index: index, width: width)
  }

  init(unchecked content: Content, index: UInt64, width: Int) {
    self.content = content
    self.index = index
    self.width = width
  }

  public var isFull: Bool { width == Self.fullWidth }

  /// The same tile once it is complete.
  public var full: TileCoordinate {
    TileCoordinate(unchecked: content, index: index, width: Self.fullWidth)
  }

  /// The level; 0 for entries, which stand beside the tiles of their leaf hashes.
  var level: Int {
    if case .hashes(let level) = content { level } else { 0 }
  }
}

extension TileCoordinate {
  /// The path below the prefix of the log, for instance `tile/0/x001/x234/067.p/8`.
  public var path: String {
    var groups = [Self.digits(index % 1000)]
    var rest = index / 1000
    while rest > 0 {
      groups.append("x" + Self.digits(rest % 1000))
      rest /= 1000
    }
    let place = content == .entries ? "entries" : String(level)
    let partial = isFull ? "" : ".p/\(width)"
    return "tile/\(place)/\(groups.reversed().joined(separator: "/"))\(partial)"
  }

  private static func digits(_ group: UInt64) -> String {
    let text = String(group)
    return String(repeating: "0", count: 3 - text.utf8.count) + text
  }

  /// Reads a path; only the one spelling that ``path`` gives is accepted.
  public init(path: String) throws(LogError) {
    let bytes = Array(path.utf8)
    guard bytes.count <= 64 else { throw .malformed(.tilePath, "too long") }
    var parts = bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard parts.count >= 3, parts.removeFirst().elementsEqual("tile".utf8) else {
      throw .malformed(.tilePath, "expected tile/level/index")
    }
    let content = try Self.content(parts.removeFirst())
    var width = Self.fullWidth
    if parts.count >= 2, parts[parts.count - 2].suffix(2).elementsEqual(".p".utf8) {
      guard let value = ASCII.decimal(parts.removeLast()), (1..<256).contains(value) else {
        throw .malformed(.tilePath, "a partial tile is 1 to 255 wide")
      }
      width = Int(value)
      parts.append(parts.removeLast().dropLast(2))
    }
    try self.init(content, index: try Self.index(parts), width: width)
    guard self.path.hasSameBytes(as: path) else {
      throw .malformed(.tilePath, "not the shortest spelling of the index")
    }
  }

  private static func content(_ part: ArraySlice<UInt8>) throws(LogError) -> Content {
    if part.elementsEqual("entries".utf8) { return .entries }
    guard let level = ASCII.decimal(part), level <= 63 else {
      throw .malformed(.tilePath, "a level is 0 to 63")
    }
    return .hashes(level: Int(level))
  }

  private static func index(_ groups: [ArraySlice<UInt8>]) throws(LogError) -> UInt64 {
    var digits: [UInt8] = []
    for (place, group) in groups.enumerated() {
      let isLast = place == groups.count - 1
      guard group.count == (isLast ? 3 : 4), isLast || group.first == UInt8(ascii: "x") else {
        throw .malformed(.tilePath, "an index is written in groups of three digits")
      }
      digits += isLast ? group : group.dropFirst()
    }
    let significant = digits.drop { $0 == UInt8(ascii: "0") }
    guard let index = significant.isEmpty ? 0 : ASCII.decimal(significant) else {
      throw .malformed(.tilePath, "an index is written in groups of three digits")
    }
    return index
  }
}

extension TileCoordinate: CustomStringConvertible {
  public var description: String { path }
}
