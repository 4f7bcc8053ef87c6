public import Deliberation

/// The past moment that a read is asked about (`--at`): a time, positions of ledgers, or both.
public struct Moment: Sendable, Hashable {
  public var time: Timestamp?
  public var positions: [String: Int]

  public init(time: Timestamp? = nil, positions: [String: Int] = [:]) {
    self.time = time
    self.positions = positions
  }
}

/// What an answer was made from: given back as `--at`, it makes the same answer.
public struct AsOf: Sendable, Hashable {
  public var knownAt: Timestamp
  public var heads: [String: Int]

  public var json: JSON {
    let heads = heads.sorted { $0.key < $1.key }
    return [
      "known_at": .string(knownAt.description),
      "heads": .object(JSONObject(heads.map { .init(key: $0.key, value: .int(Int64($0.value))) })),
    ]
  }
}
