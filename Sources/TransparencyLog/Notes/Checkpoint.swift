/// What a log states about itself: its origin, how many entries it has and the root over them.
public struct Checkpoint: Hashable, Sendable {
  public let origin: String
  public let size: UInt64
  public let root: Digest
  /// Lines after the root, which this format gives no meaning to.
  public let extensions: [String]

  public init(
    origin: String, size: UInt64, root: Digest, extensions: [String] = []
  ) throws(LogError) {
    for line in [origin] + extensions {
      guard !line.isEmpty, line.utf8.allSatisfy({ $0 >= 0x20 }) else {
        throw .malformed(.checkpoint, "a line is empty or has control characters")
      }
    }
    guard size > 0 || root == .emptyRoot else {
      throw .malformed(.checkpoint, "an empty tree has another root")
    }
    self.origin = origin
    self.size = size
    self.root = root
    self.extensions = extensions
  }

  /// Reads the text of a note strictly: every line present, one spelling for each value.
  public init(text: String) throws(LogError) {
    let parsed = try CheckpointText(text)
    try self.init(
      origin: parsed.origin, size: parsed.size, root: parsed.root, extensions: parsed.extensions)
  }

  /// The text that is signed; ends in LF.
  public var text: String {
    ([origin, String(size), root.base64] + extensions).map { $0 + "\n" }.joined()
  }

  /// A note over this checkpoint signed by `key`, whose name should be the origin.
  public func signed(by key: SignerKey) throws(LogError) -> Note {
    try Note(text: text, signatures: [try key.sign(text: text)])
  }
}

/// The lines of a checkpoint before it is known whether they make sense together: a witness must
/// tell a checkpoint that cannot be read from one of an empty tree with a wrong root.
struct CheckpointText {
  var origin: String
  var size: UInt64
  var root: Digest
  var extensions: [String]

  init(_ text: String) throws(LogError) {
    var cursor = ByteCursor(text.utf8)
    guard let origin = cursor.line(), !origin.isEmpty else {
      throw .malformed(.checkpoint, "the origin is missing")
    }
    guard let sizeLine = cursor.line(), let size = ASCII.decimal(sizeLine) else {
      throw .malformed(.checkpoint, "the size is not a decimal without leading zeros")
    }
    guard let rootLine = cursor.line(), let root = Digest(base64: rootLine) else {
      throw .malformed(.checkpoint, "the root is not Base64 of 32 bytes")
    }
    extensions = []
    while let line = cursor.line() {
      guard !line.isEmpty else { throw .malformed(.checkpoint, "an extension line is empty") }
      extensions.append(String(decoding: line, as: UTF8.self))
    }
    guard cursor.isAtEnd else { throw .malformed(.checkpoint, "the last line does not end in LF") }
    self.origin = String(decoding: origin, as: UTF8.self)
    self.size = size
    self.root = root
  }
}
