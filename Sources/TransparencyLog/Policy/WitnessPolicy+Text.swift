extension WitnessPolicy {
  /// Reads the text form, in which every line, the last one too, ends in LF: a policy that was cut
  /// off could otherwise ask for less than it was meant to.
  public init(parsing text: some Collection<UInt8>) throws(LogError) {
    guard text.count <= Self.maximumBytes else {
      throw .limit("a policy has at most \(Self.maximumBytes) bytes")
    }
    self.init()
    var cursor = ByteCursor(text)
    var number = 0
    var hasQuorum = false
    while let line = cursor.line() {
      number += 1
      guard line.allSatisfy({ $0 >= 0x20 && $0 != 0x7f || $0 == 0x09 }) else {
        throw .malformed(.policy, "line \(number): control characters")
      }
      let items = line.split { $0 == ASCII.space || $0 == 0x09 }
      guard let verb = items.first, verb.first != UInt8(ascii: "#") else { continue }
      do throws(LogError) {
        try read(verb: verb, items: Array(items.dropFirst()), hasQuorum: &hasQuorum)
      } catch .malformed(_, let reason) {
        throw .malformed(.policy, "line \(number): \(reason)")
      }
    }
    guard cursor.isAtEnd else { throw .malformed(.policy, "the last line does not end in LF") }
    guard hasQuorum else { throw .malformed(.policy, "no quorum line") }
  }

  private mutating func read(
    verb: ArraySlice<UInt8>, items: [ArraySlice<UInt8>], hasQuorum: inout Bool
  ) throws(LogError) {
    switch PolicyName(bytes: verb) {
    case "log" where (1...2).contains(items.count):
      try add(log: try key(items[0]), url: items.dropFirst().first.map(PolicyName.init(bytes:)))
    case "witness" where (2...3).contains(items.count):
      try add(
        witness: PolicyName(bytes: items[0]), key: try key(items[1]),
        url: items.dropFirst(2).first.map(PolicyName.init(bytes:)))
    case "group" where items.count >= 3:
      let members = items.dropFirst(2).map(PolicyName.init(bytes:))
      try add(
        group: PolicyName(bytes: items[0]),
        threshold: try threshold(items[1], count: members.count), of: members)
    case "quorum" where items.count == 1:
      guard !hasQuorum else { throw .malformed(.policy, "a second quorum") }
      hasQuorum = true
      let name = PolicyName(bytes: items[0])
      try require(name == .none ? nil : name)
    case let verb:
      throw .malformed(.policy, "'\(verb)' with \(items.count) items is not known")
    }
  }

  private func key(_ text: ArraySlice<UInt8>) throws(LogError) -> VerifierKey {
    guard let text = ASCII.utf8(text) else { throw .malformed(.policy, "a key is not UTF-8") }
    return try VerifierKey(text)
  }

  private func threshold(_ text: ArraySlice<UInt8>, count: Int) throws(LogError) -> Int {
    switch PolicyName(bytes: text) {
    case "all": return count
    case "any": return 1
    default:
      guard let value = ASCII.decimal(text), let threshold = Int(exactly: value) else {
        throw .malformed(.policy, "the threshold is neither all nor any nor a number")
      }
      return threshold
    }
  }

  /// The text form, as bytes since names need not be UTF-8.
  public var encoded: [UInt8] {
    var lines: [[PolicyName]] = []
    for log in logs { lines.append(["log", PolicyName(log.key.description), log.url].compacted) }
    for witness in witnesses {
      let key = PolicyName(witness.key.description)
      lines.append(["witness", witness.name, key, witness.url].compacted)
    }
    for group in groups {
      let threshold = PolicyName(
        group.threshold == group.members.count
          ? "all" : group.threshold == 1 ? "any" : String(group.threshold))
      lines.append(["group", group.name, threshold] + group.members)
    }
    lines.append(["quorum", quorum ?? .none])
    return lines.flatMap { $0.map(\.bytes).joined(separator: [ASCII.space]) + [ASCII.lineFeed] }
  }
}

extension [PolicyName?] {
  fileprivate var compacted: [PolicyName] { compactMap(\.self) }
}
