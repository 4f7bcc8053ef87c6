import Deliberation

/// A reference as somebody typed it: `USA-2026-0001`, `EPCC-1@2`, `EPCC-2026-D001`, or a source's
/// own (`RC-3`).
public struct Reference: Sendable, Hashable {
  public enum Kind: Sendable, Hashable {
    case proposal
    case decision
  }

  /// As typed, for messages.
  public var typed: String
  public var ledger: String
  public var year: Int?
  public var kind: Kind
  public var number: Int
  /// The revision that `@2` pins.
  public var revision: Int?

  /// - Returns: `nil` when the text has not the form of a reference of ours; it may be a source's
  ///   own.
  public init?(_ text: String) {
    let halves = text.split(separator: "@", omittingEmptySubsequences: false)
    guard let name = halves.first, halves.count <= 2 else { return nil }
    if halves.count == 2 {
      guard let pinned = Int(halves[1]), pinned > 0 else { return nil }
      revision = pinned
    }
    let parts = name.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2 || parts.count == 3, let tail = parts.last, !parts[0].isEmpty else {
      return nil
    }
    let code = parts[0].uppercased()
    guard code.utf8.allSatisfy({ (0x41...0x5a).contains($0) || (0x30...0x39).contains($0) }),
      code.utf8.first.map({ (0x41...0x5a).contains($0) }) ?? false
    else { return nil }
    if parts.count == 3 {
      guard parts[1].utf8.count == 4, let typedYear = Int(parts[1]) else { return nil }
      year = typedYear
    }
    let isDecision = tail.first == "D" || tail.first == "d"
    let digits = isDecision ? String(tail.dropFirst()) : tail
    guard !digits.isEmpty, digits.utf8.count <= 9,
      digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(digits), number > 0
    else { return nil }
    typed = text
    ledger = code
    kind = isDecision ? .decision : .proposal
    self.number = number
  }

  /// The canonical reference, without a pin.
  public func canonical(currentYear: Int) -> String {
    Self.text(ledger: ledger, year: year ?? currentYear, kind: kind, number: number)
  }

  /// `USA-2026-0001` or `EPCC-2026-D001`.
  public static func text(ledger: String, year: Int, kind: Kind, number: Int) -> String {
    let digits = String(number)
    let width = kind == .decision ? 3 : 4
    let padded = String(repeating: "0", count: max(0, width - digits.count)) + digits
    return "\(ledger)-\(year)-\(kind == .decision ? "D" : "")\(padded)"
  }

  /// The ledger of a canonical reference.
  public static func ledger(of ref: String) -> String {
    String(ref.prefix { $0 != "-" })
  }
}
