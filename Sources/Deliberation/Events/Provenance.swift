/// Where an event came from when nobody said it live.
public struct Provenance: Sendable, Hashable {
  public var imported: Imported?
  /// Whether the effective time was asserted, earlier than the record.
  public var late: Bool
  public var lateReason: String?

  public init(imported: Imported? = nil, late: Bool = false, lateReason: String? = nil) {
    self.imported = imported
    self.late = late
    self.lateReason = lateReason
  }

  public static let live = Provenance()
}

/// The line of a source file from which an event was imported.
public struct Imported: Sendable, Hashable {
  /// The hexadecimal digest of the file.
  public var source: String
  public var line: Int

  public init(source: String, line: Int) {
    self.source = source
    self.line = line
  }
}

extension Imported: FactValue {
  init?(fact: JSON) {
    guard let source = fact["source"]?.string, let line = fact["line"]?.int else { return nil }
    self.init(source: source, line: line)
  }
  var fact: JSON { ["line": .int(Int64(line)), "source": .string(source)] }
}
