internal import Crypto

/// A SHA-256 hash.
public struct Digest: Hashable, Sendable {
  public static let byteCount = 32

  // Four words rather than an array: a million of them must fit in place and compare fast.
  private var word0: UInt64
  private var word1: UInt64
  private var word2: UInt64
  private var word3: UInt64

  /// Hashes `bytes` as they are, without a prefix.
  public init(hashing bytes: some Sequence<UInt8>) {
    let contiguous = Array(bytes)
    self = contiguous.withUnsafeBytes { Digest(sha256: $0) }
  }

  /// Takes 32 bytes for a hash; any other number gives nil.
  public init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count == Self.byteCount else { return nil }
    var copy = Digest()
    withUnsafeMutableBytes(of: &copy) { $0.copyBytes(from: bytes) }
    self = copy
  }

  /// Reads standard Base64 in its one canonical spelling.
  public init?(base64 text: String) { self.init(base64: text.utf8) }

  init?(base64 text: some Collection<UInt8>) {
    guard text.count == 44, let bytes = Base64.decode(text) else { return nil }
    self.init(bytes)
  }

  /// Reads 64 lowercase hexadecimal digits.
  public init?(hex text: String) {
    guard text.utf8.count == 64, let bytes = Hex.decode(text.utf8) else { return nil }
    self.init(bytes)
  }

  private init() { (word0, word1, word2, word3) = (0, 0, 0, 0) }

  init(sha256 bytes: UnsafeRawBufferPointer) {
    var hasher = SHA256()
    hasher.update(bufferPointer: bytes)
    var copy = Digest()
    hasher.finalize().withUnsafeBytes { hash in
      withUnsafeMutableBytes(of: &copy) { $0.copyMemory(from: hash) }
    }
    self = copy
  }

  public var bytes: [UInt8] { withUnsafeBytes { Array($0) } }
  public var hex: String { Hex.encode(bytes) }
  public var base64: String { Base64.encode(bytes) }

  /// Lends the 32 bytes to `body`; the pointer must not escape it.
  public func withUnsafeBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try Swift.withUnsafeBytes(of: self, body)
  }
}

extension Digest: CustomStringConvertible {
  public var description: String { hex }
}

extension Digest: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let digest = Digest(hex: try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "a hash is 64 lowercase hexadecimal digits")
    }
    self = digest
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(hex)
  }
}
