/// Which logs are believed, and whose cosignatures make a checkpoint count (C2SP tlog-policy).
public struct WitnessPolicy: Hashable, Sendable {
  /// At most this many bytes and this many logs, witnesses and groups each are read.
  public static let maximumBytes = 1_000_000
  public static let maximumEntries = 1_000

  public struct Log: Hashable, Sendable {
    public let key: VerifierKey
    public let url: PolicyName?
  }

  public struct Witness: Hashable, Sendable {
    public let name: PolicyName
    public let key: VerifierKey
    public let url: PolicyName?
  }

  /// Has witnessed when `threshold` of its members have.
  public struct Group: Hashable, Sendable {
    public let name: PolicyName
    public let threshold: Int
    public let members: [PolicyName]
  }

  public private(set) var logs: [Log] = []
  public private(set) var witnesses: [Witness] = []
  public private(set) var groups: [Group] = []
  /// The witness or group that must have witnessed; nil for `quorum none`.
  public private(set) var quorum: PolicyName?

  // Where each name stands, and which names a group has taken already.
  private var names: Set<PolicyName> = []
  private var members: Set<PolicyName> = []

  /// A policy without logs or witnesses, which asks for no cosignature.
  public init() {}

  /// Adds a log, whose key signs notes and is named by its origin.
  public mutating func add(log key: VerifierKey, url: PolicyName? = nil) throws(LogError) {
    guard logs.count < Self.maximumEntries else { throw .limit("too many logs") }
    guard key.type == .ed25519 else { throw refusal("\(key.name) is not the key of a log") }
    guard !logs.contains(where: { $0.key.publicKey == key.publicKey }) else {
      throw refusal("the key of log \(key.name) is listed twice")
    }
    try check(url: url)
    logs.append(Log(key: key, url: url))
  }

  /// Adds a witness under a name that groups and the quorum may use.
  public mutating func add(
    witness name: PolicyName, key: VerifierKey, url: PolicyName? = nil
  ) throws(LogError) {
    guard witnesses.count < Self.maximumEntries else { throw .limit("too many witnesses") }
    guard key.type == .cosignature else {
      throw refusal("\(key.name) is not the key of a witness")
    }
    guard !witnesses.contains(where: { $0.key.publicKey == key.publicKey }) else {
      throw refusal("the key of witness \(name) is listed twice")
    }
    try check(url: url)
    try define(name)
    witnesses.append(Witness(name: name, key: key, url: url))
  }

  /// Adds a group of witnesses or groups added before, none of them in a group already.
  public mutating func add(
    group name: PolicyName, threshold: Int, of members: [PolicyName]
  ) throws(LogError) {
    guard groups.count < Self.maximumEntries else { throw .limit("too many groups") }
    guard !members.isEmpty else { throw refusal("group \(name) has no members") }
    guard (1...members.count).contains(threshold) else {
      throw refusal("group \(name) asks for \(threshold) of \(members.count)")
    }
    var taken = self.members
    for member in members {
      guard names.contains(member) else { throw refusal("\(member) is not defined above") }
      guard taken.insert(member).inserted else {
        throw refusal("\(member) is in a group already")
      }
    }
    try define(name)
    self.members = taken
    groups.append(Group(name: name, threshold: threshold, members: members))
  }

  /// Sets what must have witnessed: a witness or group added before, or nil for nobody.
  public mutating func require(_ name: PolicyName?) throws(LogError) {
    if let name, !names.contains(name) { throw refusal("\(name) is not defined above") }
    quorum = name
  }

  /// The policy under which a checkpoint of `log` counts when each of `parties` has a witness under
  /// it, for instance `["usa": […], "japan": […]]`.
  public static func oneWitnessOfEach(
    _ parties: [(name: PolicyName, witnesses: [VerifierKey])], log: VerifierKey
  ) throws(LogError) -> WitnessPolicy {
    var policy = WitnessPolicy()
    try policy.add(log: log)
    for party in parties {
      var members: [PolicyName] = []
      for (index, key) in party.witnesses.enumerated() {
        let name = PolicyName("\(party.name)-\(index + 1)")
        try policy.add(witness: name, key: key)
        members.append(name)
      }
      try policy.add(group: party.name, threshold: 1, of: members)
    }
    let all: PolicyName = "each-party"
    try policy.add(group: all, threshold: parties.count, of: parties.map(\.name))
    try policy.require(all)
    return policy
  }

  /// Whether cosignatures by `keys` are enough; keys that the policy does not list count for
  /// nothing.
  public func isSatisfied(by keys: some Sequence<VerifierKey>) -> Bool {
    guard let quorum else { return true }
    let signers = Set(keys)
    var witnessed = Set(witnesses.filter { signers.contains($0.key) }.map(\.name))
    // Members are defined above their group, so one pass from top to bottom decides all.
    for group in groups where group.members.count(where: witnessed.contains) >= group.threshold {
      witnessed.insert(group.name)
    }
    return witnessed.contains(quorum)
  }

  private mutating func define(_ name: PolicyName) throws(LogError) {
    guard name.isValid else { throw refusal("a name is empty or has blanks") }
    guard name != .none else { throw refusal("'none' cannot be defined") }
    guard names.insert(name).inserted else { throw refusal("\(name) is defined twice") }
  }

  private func check(url: PolicyName?) throws(LogError) {
    guard url?.isValid != false else { throw refusal("an address has blanks") }
  }

  private func refusal(_ reason: String) -> LogError { .malformed(.policy, reason) }
}
