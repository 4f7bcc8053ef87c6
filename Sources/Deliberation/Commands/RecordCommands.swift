/// Notes in a stream that one of its entries is wrong; `target` is its event id.
public struct CorrectRecord: Sendable, Hashable {
  public var stream: String
  public var target: String
  public var kind: CorrectionKind
  public var reason: String?
  public var text: String?

  public init(
    stream: String, target: String, kind: CorrectionKind, reason: String? = nil, text: String? = nil
  ) {
    self.stream = stream
    self.target = target
    self.kind = kind
    self.reason = reason
    self.text = text
  }
}

/// Asks, as the first of two officers, to destroy the prose of an entry.
public struct ProposeExpunge: Sendable, Hashable {
  public var stream: String
  public var target: String
  public var basis: String

  public init(
    stream: String, target: String, basis: String
  ) {
    self.stream = stream
    self.target = target
    self.basis = basis
  }
}

/// Has the prose of an entry destroyed, as the second officer.
public struct ExpungeText: Sendable, Hashable {
  public var stream: String
  public var target: String
  public var basis: String

  public init(
    stream: String, target: String, basis: String
  ) {
    self.stream = stream
    self.target = target
    self.basis = basis
  }
}
