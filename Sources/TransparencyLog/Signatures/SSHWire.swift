/// The `string` of the SSH protocol: a length in four bytes and that many bytes.
enum SSHWire {
  static func string(_ bytes: some Collection<UInt8>) -> [UInt8] {
    ASCII.bigEndian(UInt32(truncatingIfNeeded: bytes.count)) + bytes
  }

  static func string(_ text: String) -> [UInt8] { string(Array(text.utf8)) }
}

extension ByteCursor {
  /// Takes an SSH string, or gives nil when it is cut off.
  mutating func sshString() -> ArraySlice<UInt8>? {
    guard let length = integer(UInt32.self) else { return nil }
    return take(Int(length))
  }
}
