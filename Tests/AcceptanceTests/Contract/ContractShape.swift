import Deliberation

/// What the contract says of a value.
indirect enum Shape: Sendable {
  case string
  case int
  case bool
  /// Recorded by the server: UTC, six decimals, `Z`.
  case recorded
  /// Asserted by somebody: RFC 3339 with an offset.
  case asserted
  /// 64 lower-case digits.
  case digest
  /// One of these codes.
  case code(Set<String>)
  case optional(Shape)
  case list(Shape)
  /// These keys are there, whatever else is.
  case object([String: Shape])
  case any

  /// What is wrong with a value, as paths and reasons.
  func complaints(_ json: JSON?, _ path: String = "$") -> [String] {
    guard let json else { return ["\(path) is missing"] }
    switch self {
    case .any: return []
    case .optional(let shape): return json.isNull ? [] : shape.complaints(json, path)
    case .list(let shape):
      guard let array = json.array else { return ["\(path) is no list"] }
      return array.enumerated().flatMap { shape.complaints($1, "\(path)[\($0)]") }
    case .object(let keys):
      guard let object = json.object else { return ["\(path) is no object"] }
      return keys.sorted { $0.key < $1.key }.flatMap {
        $0.value.complaints(object[$0.key], "\(path).\($0.key)")
      }
    default: return fits(json) ? [] : ["\(path) is \(json)"]
    }
  }

  private func fits(_ json: JSON) -> Bool {
    switch self {
    case .string: json.string != nil
    case .int: json.int != nil
    case .bool: json.bool != nil
    case .recorded: json.string?.wholeMatch(of: Self.recordedForm) != nil
    case .asserted: json.string?.wholeMatch(of: Self.assertedForm) != nil
    case .digest: json.string?.wholeMatch(of: /[0-9a-f]{64}/) != nil
    case .code(let codes): json.string.map(codes.contains) ?? false
    default: false
    }
  }

  private static var recordedForm: Regex<Substring> {
    /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z/
  }
  private static var assertedForm: Regex<Substring> {
    /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?[+-]\d\d:\d\d/
  }

  /// `ref title_en? topics*`: strings by name; `?` may be null, `*` is a list of them.
  static func strings(_ names: String, and others: [String: Shape] = [:]) -> [String: Shape] {
    var keys = others
    for name in names.split(separator: " ") {
      switch name.last {
      case "?": keys[String(name.dropLast())] = .optional(.string)
      case "*": keys[String(name.dropLast())] = .list(.string)
      default: keys[String(name)] = .string
      }
    }
    return keys
  }
}

/// The objects of the JSON contract, key by key.
enum Contract {
  static let level = Shape.code([
    "desk", "director", "das", "assistant_secretary", "under_secretary", "ministerial", "leaders",
  ])
  static let by = Shape.object(
    Shape.strings("person? appointment? login", and: ["level": .optional(level)]))
  static let sponsor = Shape.object(Shape.strings("government? party?"))
  static let step = Shape.object(Shape.strings("party command"))

  static let proposal: [String: Shape] = Shape.strings(
    "ref ledger government? title_en? title_ja? topics* instrument? status decision? external_ref?",
    and: [
      "level": level, "sponsor": sponsor, "revision": .int, "text": .string,
      "revisions": .list(
        .object(
          Shape.strings(
            "party? reason? languages*",
            and: [
              "revision": .int, "filed_at": .recorded, "recorded_at": .recorded, "material": .bool,
              "text_digest": .digest,
            ]))),
      "objections": .list(
        .object(
          Shape.strings(
            "party reason? remedy?",
            and: [
              "since_revision": .int, "state": .code(["open", "withdrawn", "met", "overruled"]),
            ]))),
      "national": .optional(
        .object(
          Shape.strings(
            "status code?",
            and: [
              "revision": .optional(.int), "rule": .any, "adopted_at": .optional(.recorded),
              "by": .optional(by),
            ]))),
      "joint": .optional(
        .object(
          Shape.strings(
            "ref status?",
            and: ["revision": .optional(.int), "our_revision": .optional(.int), "in_step": .bool]))),
      "next": .list(step),
    ])

  static let proposalItem: [String: Shape] = Shape.strings(
    "ref title_en? title_ja? topics* status suspense_zone? joint_ref? decision? external_ref?",
    and: [
      "level": level, "revision": .int, "sponsor": sponsor, "suspense_at": .optional(.asserted),
      "overdue": .bool,
    ])

  static let matrix: [String: Shape] = [
    "ref": .string, "revision": .int,
    "rule": .object(["id": .string, "version": .int]),
    "parties": .list(
      .object(
        Shape.strings(
          "party government? role code? reason? remedy? comment? defers_to?",
          and: [
            "on_revision": .optional(.int),
            "status": .code([
              "current", "stale", "pending", "no_response", "not_asked", "not_consulted",
              "late_entry",
            ]),
            "counts_as": .code(["for", "against", "neutral", "blocks", "out", "nothing"]),
            "objection": .optional(.code(["open", "withdrawn", "met", "overruled"])),
            "conditions": .list(.object(Shape.strings("id text state"))),
            "request": .optional(
              .object(["asked_at": .recorded, "suspense_at": .asserted, "suspense_zone": .string])),
            "by": .optional(by), "recorded_at": .optional(.recorded),
            "effective_at": .optional(.asserted), "late": .bool,
          ]))),
    "verdict": .object([
      "would_pass": .bool, "blockers": .list(.object(Shape.strings("party code"))),
    ]),
  ]

  static let timelineItem: [String: Shape] = Shape.strings(
    "ledger type ref party? government? effective_zone summary reason?",
    and: [
      "position": .int, "revision": .optional(.int), "by": by, "recorded_at": .recorded,
      "effective_at": .asserted, "late": .bool, "external": .any,
    ])

  static let inboxItem: [String: Shape] = Shape.strings(
    "ref ref_at title_en? title_ja? suspense_zone? command",
    and: [
      "kind": .code([
        "clear", "reaffirm", "disposition", "adopt", "release", "receive", "catch_up",
        "break_or_let_lapse", "sign", "consent", "accept", "deliver", "verify",
      ]), "since": .recorded, "suspense_at": .optional(.asserted), "overdue": .bool,
    ])

  static let decision: [String: Shape] = Shape.strings(
    "ref proposal verdict status effective_zone supersedes? superseded_by? lineage* would_change*",
    and: [
      "revision": .int, "text_digest": .digest, "level": level, "effective_at": .asserted,
      "recorded_at": .recorded, "late": .bool, "recorded_by": by, "meeting": .any,
      "rule": .object(["id": .string, "version": .int, "params": .any]),
      "authority": .list(
        .object(Shape.strings("government person? appointment? event", and: ["level": level]))),
      "roster": .list(.object(["party": .string, "eligible": .bool])),
      "tally": .object([
        "eligible": .int, "present": .int, "for": .int, "against": .int, "abstain": .int,
        "absent": .int, "needed": .any, "basis": .code(["all", "cast", "present", "members"]),
      ]),
      "counted": .list(.object(Shape.strings("party code counts_as event"))),
      "uncounted": .list(.object(Shape.strings("party why"))), "silence": .any,
      "reservations": .list(.object(Shape.strings("party text"))), "instrument": .any,
      "taskings": .list(.any), "corrections": .list(.any),
    ])

  static let verification: [String: Shape] = [
    "ok": .bool,
    "ledgers": .list(
      .object([
        "ledger": .string, "size": .int, "root": .digest, "checkpoint": .any,
        "checked": .object([
          "entries": .int, "payloads": .int, "payloads_absent": .int, "signatures": .int,
          "rules": .int,
        ]),
        "findings": .list(
          .object(
            Shape.strings("event_id? kind code message", and: ["position": .int]))),
        "notes": .list(.object(["position": .int, "kind": .string])),
      ])),
  ]

  static let auditItem: [String: Shape] = Shape.strings(
    "ledger event_id type stream party? effective_zone",
    and: [
      "position": .int, "version": .int, "by": by, "recorded_at": .recorded,
      "effective_at": .asserted, "leaf": .digest,
      "payload": .object(["facts": .any, "text": .any]),
    ])

  static let ledger: [String: Shape] = Shape.strings(
    "ledger kind origin vkey? home_zone",
    and: ["sandbox": .bool, "size": .int, "head_recorded_at": .recorded, "server": .any])

  static let releaseCheck: [String: Shape] = Shape.strings(
    "ref to blockers*",
    and: [
      "leaves": .list(.object(["field": .string, "value": .any])),
      "stays": .list(.object(["kind": .string, "count": .int])),
    ])
}
