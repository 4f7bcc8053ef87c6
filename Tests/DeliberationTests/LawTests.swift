import Testing

@testable import Deliberation

/// Random histories: whatever is decided is admissible, survives its bytes and folds to the same
/// state; and who stands in the way agrees with a second account of the rules.
@Suite struct LawTests {
  static let agencies = ["COMMERCE", "STATE", "USTR", "ENERGY", "TREASURY"]

  @Test(arguments: 0..<100 as Range<UInt64>) func nationalHistories(_ seed: UInt64) throws {
    try run(seed, steps: 120)
  }

  private func run(_ seed: UInt64, steps: Int) throws {
    var random = Generator(seed: seed)
    var ledger = try Forum().usa
    let isUnanimous = seed % 2 == 1
    if isUnanimous {
      try ledger.run(
        .adoptRule(
          .init(scope: .national, rule: .unanimousClearance, version: 1, params: .init())),
        by: "founder")
    }
    try ledger.run(.file(), by: "commerce")
    var model = ClearanceModel(
      lead: "COMMERCE", equities: ["STATE", "USTR", "ENERGY"], isUnanimous: isUnanimous)
    var replayed = ledger.state
    var accepted = 0
    for step in 0..<steps {
      ledger.now = ledger.now + .seconds(Int.random(in: 0..<40_000, using: &random))
      let (login, command) = draw(&random, ledger)
      let expected = prediction(command, model, ledger)
      do {
        let records = try ledger.run(command, by: login)
        accepted += records.isEmpty ? 0 : 1
        for record in records {
          do {
            try replayed.admit(record)
          } catch {
            Issue.record("seed \(seed), step \(step): \(record.event.type) \(error)")
          }
          replayed.evolve(try reread(record))
          model.hear(record)
        }
        #expect(replayed.files == ledger.state.files, "seed \(seed), step \(step)")
        if let expected, !records.isEmpty {
          #expect(expected.isEmpty, "seed \(seed), step \(step): adopted over \(expected)")
        }
      } catch let refusal as Refusal {
        // A refusal has changed nothing.
        #expect(replayed.files == ledger.state.files)
        if let expected, refusal.code.hasPrefix("national.") {
          #expect(!expected.isEmpty, "seed \(seed), step \(step): \(refusal)")
        }
      }
      guard ledger.state.files[usaRef]?.adoption == nil else { continue }
      let told = try ledger.matrix(usaRef).blockers.map { ($0.party, $0.code) }
      let difference =
        Dictionary(told) { first, _ in first } == model.blockers(at: ledger.now)
      #expect(
        difference,
        "seed \(seed), step \(step) \(command): \(told) against \(model.blockers(at: ledger.now)) in \(model.agencies)"
      )
      if !difference { return }
    }
    #expect(accepted > steps / 8, "seed \(seed) accepts next to nothing")
  }

  private func reread(_ record: EventRecord) throws -> EventRecord {
    var record = record
    let coded = record.event.coded
    record.event = try Event(
      type: record.event.type, schemaVersion: record.event.schemaVersion,
      facts: try JSON(parsing: coded.facts.canonical),
      text: try coded.text.map { try JSON(parsing: $0.canonical) })
    return record
  }

  /// The blockers that the model expects an adoption to meet.
  private func prediction(
    _ command: Command, _ model: ClearanceModel, _ ledger: TestLedger
  ) -> [String: BlockerCode]? {
    guard case .adoptPosition(let adopt) = command, adopt.terms.code == .concur else { return nil }
    return model.blockers(at: ledger.now)
  }

  private func draw(
    _ random: inout Generator, _ ledger: TestLedger
  ) -> (login: String, command: Command) {
    let agency = random.pick(Self.agencies)
    let login = random.chance(1, in: 12) ? "\(agency.lowercased())_desk" : agency.lowercased()
    let pen = random.chance(1, in: 15) ? login : "commerce"
    let until = ZonedTime(
      utc: ledger.now + .seconds(Int.random(in: 1..<300_000, using: &random)))
    let reason = random.chance(1, in: 12) ? nil : "第\(random.pick([1, 2, 3]))項による。"
    switch Int.random(in: 0..<20, using: &random) {
    case 0, 1, 2:
      return (pen, .ask(random.pick(Self.agencies), random.pick(Self.agencies), until: until))
    case 3: return (pen, .revise(material: random.chance(2, in: 3), reason: reason))
    case 4: return (login, .challengeMateriality(.init(ref: usaRef, reason: reason)))
    case 5: return (pen, .dropClearer(.init(ref: usaRef, party: agency, reason: reason)))
    case 6: return (pen, .recordNotConsulted(.init(ref: usaRef, party: agency, reason: reason)))
    case 7:
      return (pen, .proceed(.init(ref: usaRef, party: agency, attempts: 2, reason: reason)))
    case 8: return (login, .withdrawPosition(.init(ref: usaRef)))
    case 9:
      return (login, .meetCondition(.init(ref: usaRef, condition: random.pick(["1", "2"]))))
    case 10:
      return (login, .waiveCondition(.init(ref: usaRef, condition: random.pick(["1", "2"]))))
    case 11: return ("nsc", .overruleObjection(.init(ref: usaRef, party: agency, reason: reason)))
    case 12, 13: return (login, .reaffirm())
    case 14: return (pen, .adopt())
    default: return (login, .say(terms(&random, reason, until)))
    }
  }

  private func terms(
    _ random: inout Generator, _ reason: String?, _ until: ZonedTime
  ) -> PositionTerms {
    let code = random.pick(PositionCode.allCases)
    return PositionTerms(
      code, reason: reason, remedy: random.chance(1, in: 12) ? nil : "例外を加える。",
      comment: reason, conditions: code == .concurConditional ? ["予算の成立", "同等の措置"] : [],
      reviewBy: code == .studyReservation ? until : nil,
      defersTo: code == .deferTo ? random.pick(Self.agencies) : nil)
  }
}
