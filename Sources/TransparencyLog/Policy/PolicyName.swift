/// A name or address in a policy: bytes that are compared as bytes, whatever they spell.
public struct PolicyName: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
  public let bytes: [UInt8]

  public init(bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }
  public init(_ text: String) { bytes = Array(text.utf8) }
  public init(stringLiteral value: String) { self.init(value) }

  public var description: String { String(decoding: bytes, as: UTF8.self) }

  /// Stands for "no witness is needed" and can name nothing else.
  static let none: PolicyName = "none"

  /// Whether the name fits between the blanks of a policy line and does not make it a comment.
  var isValid: Bool {
    !bytes.isEmpty && bytes.allSatisfy { $0 > 0x20 && $0 != 0x7f }
  }
}
