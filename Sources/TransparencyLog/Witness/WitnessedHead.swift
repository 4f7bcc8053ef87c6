/// The latest tree of a log that a witness cosigned: all the state it must keep.
public struct WitnessedHead: Hashable, Sendable, Codable {
  public let size: UInt64
  public let root: Digest

  public init(size: UInt64, root: Digest) {
    self.size = size
    self.root = root
  }

  /// Where a witness stands with a log that it never cosigned.
  public static let none = WitnessedHead(size: 0, root: .emptyRoot)
}
