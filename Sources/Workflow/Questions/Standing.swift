import Deliberation
import EventStore

extension Session {
  /// What part a party really had: partner or subordinate, with its peers beside it.
  public func standing(_ typed: String, _ interval: Interval, at moment: Moment?) async throws
    -> Answer
  {
    let party = typed.uppercased()
    let ledgers = try await ledgers()
    let frame = try await frame(ledgers, at: moment)
    var report = StandingReport(party: party, interval: interval)
    var used: [String] = []
    for ledger in ledgers {
      guard let upTo = frame.upTo[ledger.code], upTo >= 0 else { continue }
      let base = try await ledger.view(files: [], upTo: upTo)
      guard base.state.roster.parties[party] != nil else { continue }
      used.append(ledger.code)
      report.leads +=
        base.state.topics.values.filter {
          $0.role(of: party, at: frame.knownAt)?.holdsPen ?? false
        }.count
      let refs = try await ledger.files(upTo: upTo).map(\.ref)
      try await ledger.eachPiece(of: refs, upTo: upTo) { report.take($0) }
    }
    guard !used.isEmpty else { throw WorkflowError.notFound(typed) }
    var body = report.json
    body["to"] = .string((interval.until ?? frame.knownAt).description)
    return Answer(schema: "ringi.standing/1", asOf: frame.asOf(used), body: body)
  }
}

/// The measurable answer, gathered file by file.
struct StandingReport {
  let party: String
  let interval: Interval
  var leads = 0
  private var files: [String: Int64] = [:]
  private var notice: [Int] = []
  private var peersNotice: [Int] = []
  private var objections: [String: Int64] = [:]
  private var decidedWithout: [String] = []
  private var addedLate: [String] = []

  private static let places = [
    "lead", "co_lead", "clearing", "consulted", "informed", "not_asked",
  ]

  init(party: String, interval: Interval) {
    self.party = party
    self.interval = interval
  }

  mutating func take(_ view: LedgerView) {
    for file in view.state.files.values where interval.holds(file.recordedAt) {
      count(file, view.state)
    }
    for record in view.records where interval.holds(record.recordedAt) {
      guard case .clearanceRequested(let event) = record.event else { continue }
      let hours = max(0, (event.suspense.instant - record.recordedAt).wholeHours)
      if event.party == party { notice.append(hours) } else { peersNotice.append(hours) }
    }
    var state = LedgerState()
    state.zones = view.state.zones
    for record in view.records {
      if interval.holds(record.recordedAt) { inspect(record, state) }
      state.evolve(record)
    }
  }

  private mutating func count(_ file: FileState, _ state: LedgerState) {
    let time = file.adoptions.last?.recordedAt ?? file.current.recordedAt
    guard let role = file.roles(in: state, at: time)[party] else { return }
    let wasAsked = file.requests[party] != nil || file.stands[party] != nil || file.sponsor == party
    let place =
      file.kind == .joint || role.holdsPen || role == .informed || wasAsked
      ? role.rawValue : "not_asked"
    files[place, default: 0] += 1
    for objection in file.objections where objection.party == party {
      objections[objection.state.rawValue, default: 0] += 1
    }
    let first = file.requests.values.map(\.askedAt).min()
    if let asked = file.requests[party], let first, asked.askedAt - first >= .hours(24) {
      addedLate.append(file.ref)
    }
  }

  private mutating func inspect(_ record: EventRecord, _ state: LedgerState) {
    switch record.event {
    case .nationalPositionAdopted:
      guard let file = state.files[record.stream.streamName],
        file.unheard(in: state, at: record.recordedAt).contains(party), record.speaker != party,
        !decidedWithout.contains(file.ref)
      else { return }
      decidedWithout.append(file.ref)
    case .decisionTaken(let event):
      if event.uncounted.contains(where: { $0.party == party }) {
        decidedWithout.append(event.proposal)
      }
    default: return
    }
  }

  /// The middle of the hours; `null` where there are none.
  private static func median(_ hours: [Int]) -> JSON {
    guard !hours.isEmpty else { return .null }
    let sorted = hours.sorted()
    let middle = sorted.count / 2
    if sorted.count % 2 == 1 { return .int(Int64(sorted[middle])) }
    let sum = sorted[middle - 1] + sorted[middle]
    return sum % 2 == 0 ? .int(Int64(sum / 2)) : .double(Double(sum) / 2)
  }

  var json: JSONObject {
    [
      "party": .string(party), "from": JSON(interval.since?.description), "to": nil,
      "files": .object(
        JSONObject(Self.places.map { .init(key: $0, value: .int(files[$0] ?? 0)) })),
      "median_notice_hours": Self.median(notice),
      "peers_median_notice_hours": Self.median(peersNotice),
      // Comments are dispositioned from the second release on.
      "comments": ["accepted": 0, "partial": 0, "rejected": 0],
      "objections": .object(
        JSONObject(
          ["open", "met", "withdrawn", "overruled"].map {
            .init(key: $0, value: .int(objections[$0] ?? 0))
          })),
      "decided_without_position": JSON(decidedWithout.sorted()),
      "added_late": JSON(addedLate.sorted()), "taskings": 0, "leads": .int(Int64(leads)),
    ]
  }
}
