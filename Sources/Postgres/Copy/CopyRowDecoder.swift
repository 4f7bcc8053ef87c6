/// Cuts the data of a binary COPY into rows, in whatever chunks it comes.
///
/// It holds what was appended and not yet taken as rows: take every row before appending again,
/// and no more than one chunk and one row are in memory.
public struct CopyRowDecoder: Sendable {
  private enum Phase {
    case header
    case rows
    case finished
  }

  private var buffer: [UInt8] = []
  private var start = 0
  private var phase = Phase.header
  private let rowLimit: Int

  /// - Parameter rowLimit: the most bytes a row may have; a longer one is an error.
  public init(rowLimit: Int = 1 << 30) {
    self.rowLimit = rowLimit
  }

  public mutating func append(_ chunk: [UInt8]) {
    if start > 0 {
      buffer.removeSubrange(..<start)
      start = 0
    }
    buffer.append(contentsOf: chunk)
  }

  /// Takes the next row; nil where more data is needed or the trailer was read.
  public mutating func next() throws(PostgresError) -> CopyRow? {
    if phase == .header, try !readHeader() { return nil }
    guard phase == .rows else { return nil }
    guard let count = integer(Int16.self, at: start) else { return nil }
    if count == -1 {
      phase = .finished
      start += 2
      return nil
    }
    guard count >= 0 else { throw Self.malformed("a row has \(count) fields") }
    var offset = start + 2
    var fields: [Range<Int>?] = []
    fields.reserveCapacity(Int(count))
    for _ in 0..<count {
      guard let length = integer(Int32.self, at: offset) else { return try incomplete() }
      offset += 4
      guard length >= 0 else {
        guard length == -1 else { throw Self.malformed("a field has \(length) bytes") }
        fields.append(nil)
        continue
      }
      guard offset - start + Int(length) <= rowLimit else {
        throw Self.malformed("a row is over \(rowLimit) bytes")
      }
      guard buffer.count - offset >= Int(length) else { return try incomplete() }
      fields.append(offset - start..<offset - start + Int(length))
      offset += Int(length)
    }
    defer { start = offset }
    return CopyRow(bytes: Array(buffer[start..<offset]), fields: fields)
  }

  /// Checks that the data ended where it should.
  public func finish() throws(PostgresError) {
    guard phase == .finished, start == buffer.count else {
      throw Self.malformed("the data ends too early")
    }
  }

  private func incomplete() throws(PostgresError) -> CopyRow? {
    guard buffer.count - start <= rowLimit + Self.rowLimitSlack else {
      throw Self.malformed("a row is over \(rowLimit) bytes")
    }
    return nil
  }

  private mutating func readHeader() throws(PostgresError) -> Bool {
    let signature = Self.signature
    guard buffer.starts(with: signature.prefix(buffer.count)) else {
      throw Self.malformed("the data is not a binary COPY")
    }
    guard let flags = integer(UInt32.self, at: signature.count),
      let extensionLength = integer(UInt32.self, at: signature.count + 4)
    else {
      return false
    }
    guard flags >> 16 == 0 else { throw Self.malformed("unknown flags of a binary COPY") }
    let end = signature.count + 8 + Int(extensionLength)
    guard end <= rowLimit else { throw Self.malformed("the header is too long") }
    guard buffer.count >= end else { return false }
    start = end
    phase = .rows
    return true
  }

  private func integer<T: FixedWidthInteger>(_ type: T.Type, at offset: Int) -> T? {
    let size = MemoryLayout<T>.size
    guard buffer.count - offset >= size else { return nil }
    return buffer[offset..<offset + size].reduce(0) { value, byte in value << 8 | T(byte) }
  }

  private static func malformed(_ reason: String) -> PostgresError {
    PostgresError(.invalidValue, "binary COPY: \(reason)")
  }

  private static let signature: [UInt8] = [
    0x50, 0x47, 0x43, 0x4f, 0x50, 0x59, 0x0a, 0xff, 0x0d, 0x0a, 0x00,
  ]
  /// A chunk may hold the end of one row and the start of the next.
  private static let rowLimitSlack = 1 << 20
}
