/// Why a file is not time zone data.
public struct TZifError: Error, Sendable, Hashable, CustomStringConvertible {
  public var zone: String
  public var reason: String
  public var description: String { "the time zone data of \(zone) cannot be read: \(reason)" }
}

extension TimeZoneRules {
  /// Reads a TZif file of version 1 to 4 (RFC 9636).
  ///
  /// - Throws: `TZifError` where the bytes are anything else.
  public init(name: String, tzif bytes: [UInt8]) throws(TZifError) {
    var reader = TZifReader(zone: name, bytes: bytes)
    let first = try reader.header()
    if first.version == 0 {
      let block = try reader.block(first, wide: false)
      self.init(
        name: name, transitions: block.transitions, offsets: block.offsets,
        firstOffset: block.firstOffset, footer: nil)
      return
    }
    // From version 2 on a second block with 64-bit times follows the first.
    try reader.skip(first.length(wide: false))
    let second = try reader.header()
    let block = try reader.block(second, wide: true)
    self.init(
      name: name, transitions: block.transitions, offsets: block.offsets,
      firstOffset: block.firstOffset, footer: try reader.footer())
  }
}

private struct TZifReader {
  let zone: String
  let bytes: [UInt8]
  var at = 0

  init(zone: String, bytes: [UInt8]) {
    self.zone = zone
    self.bytes = bytes
  }

  struct Header {
    var version: Int
    var utIndicators: Int
    var standardIndicators: Int
    var leaps: Int
    var times: Int
    var types: Int
    var characters: Int

    func length(wide: Bool) -> Int {
      let size = wide ? 8 : 4
      return times * (size + 1) + types * 6 + characters + leaps * (size + 4)
        + standardIndicators + utIndicators
    }
  }

  struct Block {
    var transitions: [Int64]
    var offsets: [Int32]
    var firstOffset: Int32
  }

  func error(_ reason: String) -> TZifError { TZifError(zone: zone, reason: reason) }

  mutating func skip(_ count: Int) throws(TZifError) {
    guard count >= 0, at + count <= bytes.count else { throw error("it is cut short") }
    at += count
  }

  mutating func integer(_ width: Int) throws(TZifError) -> Int64 {
    let start = at
    try skip(width)
    var value: Int64 = width == 8 ? 0 : (bytes[start] & 0x80 != 0 ? -1 : 0)
    for byte in bytes[start..<at] { value = value << 8 | Int64(byte) }
    return value
  }

  mutating func header() throws(TZifError) -> Header {
    let start = at
    try skip(20)
    guard bytes[start..<start + 4].elementsEqual("TZif".utf8) else {
      throw error("it does not begin with TZif")
    }
    let version = bytes[start + 4]
    guard version == 0 || (0x32...0x34).contains(version) else {
      throw error("its version is unknown")
    }
    var counts: [Int] = []
    for _ in 0..<6 {
      let count = Int(try integer(4))
      guard count >= 0, count <= bytes.count else { throw error("a count is absurd") }
      counts.append(count)
    }
    guard counts[4] > 0 else { throw error("it has no local time type") }
    return Header(
      version: version == 0 ? 0 : Int(version) - 0x30, utIndicators: counts[0],
      standardIndicators: counts[1], leaps: counts[2], times: counts[3], types: counts[4],
      characters: counts[5])
  }

  mutating func block(_ header: Header, wide: Bool) throws(TZifError) -> Block {
    let end = at + header.length(wide: wide)
    guard end <= bytes.count else { throw error("it is cut short") }
    var transitions: [Int64] = []
    for _ in 0..<header.times {
      let time = try integer(wide ? 8 : 4)
      if let last = transitions.last, last >= time { throw error("its times do not ascend") }
      transitions.append(time)
    }
    let indices = bytes[at..<at + header.times].map(Int.init)
    at += header.times
    var types: [Int32] = []
    for _ in 0..<header.types {
      types.append(Int32(try integer(4)))
      at += 2
    }
    guard indices.allSatisfy(types.indices.contains) else { throw error("a type is missing") }
    at = end
    return Block(
      transitions: transitions, offsets: indices.map { types[$0] }, firstOffset: types[0])
  }

  mutating func footer() throws(TZifError) -> PosixZone? {
    guard at < bytes.count, bytes[at] == 0x0a, let end = bytes[(at + 1)...].firstIndex(of: 0x0a)
    else { throw error("its footer is missing") }
    let text = String(decoding: bytes[(at + 1)..<end], as: UTF8.self)
    if text.isEmpty { return nil }
    guard let zone = PosixZone(text) else { throw error("its footer is not a TZ string") }
    return zone
  }
}
