/// The silence on which a decision rests.
public struct SilenceRecord: Sendable, Hashable {
  public var openedAt: Timestamp
  public var closesAt: Timestamp
  public var closesZone: String
  public var silent: [String]
  public var notice: [Notice]

  public init(
    openedAt: Timestamp, closesAt: Timestamp, closesZone: String, silent: [String], notice: [Notice]
  ) {
    self.openedAt = openedAt
    self.closesAt = closesAt
    self.closesZone = closesZone
    self.silent = silent
    self.notice = notice
  }
}

extension SilenceRecord: FactValue {
  init?(fact: JSON) {
    guard case .object(let members) = fact,
      let openedAt = Timestamp(fact: members["opened_at"] ?? .null),
      let closesAt = Timestamp(fact: members["closes_at"] ?? .null),
      let closesZone = String(fact: members["closes_zone"] ?? .null),
      let silent = [String](fact: members["silent"] ?? .null),
      let notice = [Notice](fact: members["notice"] ?? .null)
    else { return nil }
    self.init(
      openedAt: openedAt, closesAt: closesAt, closesZone: closesZone, silent: silent, notice: notice
    )
  }

  var fact: JSON {
    [
      "closes_at": closesAt.fact,
      "closes_zone": closesZone.fact,
      "notice": notice.fact,
      "opened_at": openedAt.fact,
      "silent": silent.fact,
    ]
  }
}
