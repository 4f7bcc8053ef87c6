@testable import Deliberation

/// The file that most scenarios are about.
let usaRef = "USA-2026-0001"
let jpnRef = "JPN-2026-0001"
let jointRef = "EPCC-2026-0001"
let decisionRef = "EPCC-2026-D001"

let suspense = zoned("2026-12-08T17:00:00-05:00", "America/New_York")
let afterSuspense = "2026-12-08T22:00:01Z"
let reviewDate = zoned("2026-12-01T12:00:00+09:00", "Asia/Tokyo")

extension Command {
  static func file(
    _ ref: String = usaRef, topic: String = "export-controls", level: Level = .ministerial,
    title: LocalizedText = Texts.title, body: LocalizedText = Texts.first
  ) -> Command {
    .fileProposal(
      .init(
        ref: ref, topics: [topic], level: level, instrument: .jointStatement, title: title,
        body: body, originalLanguage: "ja"))
  }

  static func revise(
    _ ref: String = usaRef, material: Bool = true, pinned: Int? = nil, reason: String? = "第４項を修正した。"
  ) -> Command {
    .reviseProposal(
      .init(
        ref: ref, pinned: pinned, material: material, body: Texts.second, originalLanguage: "ja",
        reason: reason))
  }

  static func ask(
    _ agencies: String..., of ref: String = usaRef, role: Role? = nil, until: ZonedTime = suspense,
    level: Level? = nil
  ) -> Command {
    .requestClearance(
      .init(ref: ref, agencies: agencies, role: role, suspense: until, level: level))
  }

  static func say(
    _ terms: PositionTerms, on ref: String = usaRef, pinned: Int? = nil
  ) -> Command {
    .recordPosition(.init(ref: ref, pinned: pinned, terms: terms))
  }

  static func reaffirm(_ ref: String = usaRef, pinned: Int? = nil) -> Command {
    .reaffirmPosition(.init(ref: ref, pinned: pinned))
  }

  static func adopt(
    _ terms: PositionTerms = .init(.concur), of ref: String = usaRef, pinned: Int? = nil,
    level: Level? = nil
  ) -> Command {
    .adoptPosition(.init(ref: ref, pinned: pinned, terms: terms, level: level))
  }

  static func release(_ ref: String = usaRef) -> Command {
    .releaseToPartner(.init(ref: ref, to: "EPCC"))
  }

  static func table(
    _ terms: PositionTerms? = .init(.concur), ref: String = jointRef,
    level: Level = .ministerial
  ) -> Command {
    .tableJoint(
      .init(
        ref: ref, topics: ["export-controls"], level: .ministerial, instrument: .jointStatement,
        title: Texts.title, body: Texts.second, originalLanguage: "ja",
        position: terms.map { JointPosition($0, level: level) }))
  }

  static func speak(
    _ terms: PositionTerms, ref: String = jointRef, pinned: Int? = nil,
    level: Level = .ministerial
  ) -> Command {
    .speakJoint(.init(ref: ref, pinned: pinned, position: JointPosition(terms, level: level)))
  }

  static func counter(
    _ terms: PositionTerms? = .init(.concur), material: Bool = true
  ) -> Command {
    .counterJoint(
      .init(
        ref: jointRef, material: material, body: Texts.first, originalLanguage: "ja",
        position: terms.map { JointPosition($0, level: .ministerial) }))
  }

  static func take(
    _ verdict: Verdict? = .adopted, ref: String = decisionRef, level: Level? = nil,
    pinned: Int? = nil
  ) -> Command {
    .takeDecision(
      .init(ref: ref, proposal: jointRef, pinned: pinned, verdict: verdict, level: level))
  }

  static let receive = Command.acknowledgeReceipt(.init(ref: jointRef))
}

extension PositionTerms {
  static let objection = PositionTerms(
    .nonconcur, reason: "貿易の柱と抵触する。", remedy: "第４項に例外を加える。")
  static let study = PositionTerms(
    .studyReservation, reason: "国会の審議を待つ。", reviewBy: reviewDate)
  static let conditional = PositionTerms(
    .concurConditional, conditions: ["予算が成立すること。", "米側も同じ措置をとること。"])
}

extension [Line] {
  /// Filed by Commerce, everybody asked.
  static let asked: [Line] = [
    Line("commerce", .file()), Line("commerce", .ask("STATE", "USTR", "ENERGY")),
  ]

  /// Filed and asked, and Energy and State agree; Ustr has yet to speak.
  static let allButUstr: [Line] =
    asked + [Line("state", .say(.init(.concur))), Line("energy", .say(.init(.concur)))]

  /// Tabled by the US with its agreement, received by Japan.
  static let tabled: [Line] = [Line("commerce", .table()), Line("meti", .receive)]
}
