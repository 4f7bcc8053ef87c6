/// One line of an allowed signers file (ssh-keygen(1)): who may sign with a key, for what and when.
public struct AllowedSigner: Hashable, Sendable {
  /// Names, compared as they are: patterns and negations are refused.
  public let principals: [String]
  /// What the key may sign; nil allows everything.
  public let namespaces: [String]?
  /// Seconds since 1970 between which the key counts, both included.
  public let validAfter: Int64?
  public let validBefore: Int64?
  public let key: SSHPublicKey

  /// Reads a line without its LF. Options other than `namespaces`, `valid-after` and `valid-before`
  /// are refused, since ignoring one would allow more than the line does; so are times not in UTC
  /// (`Z`).
  public init(line: String) throws(LogError) {
    guard line.utf8.count <= 16 * 1024 else { throw .limit("an allowed signers line is too long") }
    var rest = Substring(line)
    guard let names = Self.takeItem(&rest), !names.isEmpty else {
      throw Self.refusal("no principals")
    }
    let principals = names.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard principals.allSatisfy({ !$0.isEmpty && !$0.contains(where: "*?!\"".contains) }) else {
      throw Self.refusal("a principal is empty or a pattern")
    }
    self.principals = principals
    var options = Options()
    if !rest.hasPrefix(SSHPublicKey.plainName), !rest.hasPrefix(SSHPublicKey.securityKeyName) {
      guard let item = Self.takeItem(&rest) else { throw Self.refusal("no key") }
      try options.read(item)
    }
    namespaces = options.namespaces
    validAfter = options.validAfter
    validBefore = options.validBefore
    do throws(LogError) {
      key = try SSHPublicKey(line: String(rest))
    } catch .malformed(_, let reason) {
      throw Self.refusal(reason)
    }
  }

  /// Whether the key may sign as `principal` for `namespace` at a time in seconds since 1970.
  public func allows(
    principal: String, namespace: String, at time: Int64
  ) -> Bool {
    principals.contains { $0.hasSameBytes(as: principal) }
      && namespaces?.contains { $0.hasSameBytes(as: namespace) } != false
      && validAfter.map { time >= $0 } != false && validBefore.map { time <= $0 } != false
  }

  /// Checks a signature by this line's key and what the line allows.
  public func verify(
    _ signature: SSHSignature, message: [UInt8], principal: String, namespace: String,
    at time: Int64
  ) throws(LogError) {
    guard signature.key == key else { throw .unsigned("another key signed") }
    guard allows(principal: principal, namespace: namespace, at: time) else {
      throw .unsigned("the key may not sign as \(principal) for \(namespace) at that time")
    }
    try signature.verify(message: message, namespace: namespace)
  }

  /// Takes what stands before the next blank outside quotes.
  private static func takeItem(_ rest: inout Substring) -> Substring? {
    rest = rest.drop { $0 == " " || $0 == "\t" }
    guard !rest.isEmpty else { return nil }
    var quoted = false
    let end = rest.unicodeScalars.firstIndex { scalar in
      if scalar == "\"" { quoted.toggle() }
      return !quoted && (scalar == " " || scalar == "\t")
    }
    let item = rest[..<(end ?? rest.endIndex)]
    rest = rest[(end ?? rest.endIndex)...].drop { $0 == " " || $0 == "\t" }
    return item
  }

  fileprivate static func refusal(_ reason: String) -> LogError {
    .malformed(.allowedSigners, reason)
  }
}

private struct Options {
  var namespaces: [String]?
  var validAfter: Int64?
  var validBefore: Int64?

  mutating func read(_ text: Substring) throws(LogError) {
    var rest = text
    while !rest.isEmpty {
      guard let equals = rest.firstIndex(of: "=") else {
        throw AllowedSigner.refusal("option \(rest) is not known")
      }
      let name = rest[..<equals]
      rest = rest[rest.index(after: equals)...]
      guard rest.first == "\"", let close = rest.dropFirst().firstIndex(of: "\"") else {
        throw AllowedSigner.refusal("the value of \(name) is not in quotes")
      }
      let value = rest.dropFirst()[..<close]
      rest = rest[rest.index(after: close)...]
      if !rest.isEmpty {
        guard rest.removeFirst() == ",", !rest.isEmpty else {
          throw AllowedSigner.refusal("options are divided by commas")
        }
      }
      try set(name, to: value)
    }
  }

  private mutating func set(_ name: Substring, to value: Substring) throws(LogError) {
    switch name.lowercased() {
    case "namespaces" where namespaces == nil:
      let names = value.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard names.allSatisfy({ !$0.isEmpty && !$0.contains(where: "*?!".contains) }) else {
        throw AllowedSigner.refusal("a namespace is empty or a pattern")
      }
      namespaces = names
    case "valid-after" where validAfter == nil:
      validAfter = try Self.seconds(value)
    case "valid-before" where validBefore == nil:
      validBefore = try Self.seconds(value)
    default:
      throw AllowedSigner.refusal("option \(name) is not known or given twice")
    }
  }

  /// Reads `YYYYMMDDZ`, `YYYYMMDDHHMMZ` or `YYYYMMDDHHMMSSZ`.
  private static func seconds(_ text: Substring) throws(LogError) -> Int64 {
    let digits = Array(text.utf8.dropLast())
    guard text.utf8.last == UInt8(ascii: "Z"), [8, 12, 14].contains(digits.count),
      digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else { throw AllowedSigner.refusal("a time is YYYYMMDD[HHMM[SS]]Z, in UTC") }
    func number(_ range: Range<Int>) -> Int64 {
      guard range.upperBound <= digits.count else { return 0 }
      return digits[range].reduce(0) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
    }
    let (year, month, day) = (number(0..<4), number(4..<6), number(6..<8))
    let (hour, minute, second) = (number(8..<10), number(10..<12), number(12..<14))
    guard (1...12).contains(month), (1...daysIn(month: month, year: year)).contains(day),
      hour < 24, minute < 60, second < 60
    else { throw AllowedSigner.refusal("there is no such day or hour") }
    return ((days(year: year, month: month, day: day) * 24 + hour) * 60 + minute) * 60 + second
  }

  private static func isLeap(_ year: Int64) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  private static func daysIn(month: Int64, year: Int64) -> Int64 {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days from 1970-01-01, counted by whole years and months.
  private static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
    let before = year - 1
    let leaps = before / 4 - before / 100 + before / 400
    let months = (1..<month).reduce(0) { $0 + daysIn(month: $1, year: year) }
    // 719,162 days lie before 1970 since the year 1.
    return before * 365 + leaps + months + day - 1 - 719_162
  }
}
