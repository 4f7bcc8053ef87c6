/// A decision with everything that it rests on, frozen.
public struct DecisionTaken: Sendable, Hashable {
  public var ref: String
  public var proposal: String
  public var revision: Int
  public var textDigest: String
  public var verdict: Verdict
  public var level: Level
  public var rule: AppliedRule
  public var roster: [Seat]
  public var tally: Tally
  public var counted: [CountedVote]
  public var uncounted: [Uncounted]
  public var wouldChange: [WouldChange]
  public var authority: [DecisionAuthority]
  public var silence: SilenceRecord?
  public var stated: Bool?
  public var statement: String?
  public var source: JSON?
  public var provenance = Provenance.live
}

extension DecisionTaken: EventPayload {
  static let type = EventType(
    "DecisionTaken", stream: .decision, ledgers: [.joint],
    capacities: [.secretariat],
    requires: [
      "ref", "proposal", "revision", "text_digest", "verdict", "level", "rule", "roster", "tally",
      "counted", "uncounted", "would_change", "authority",
    ])

  init(from reader: FactReader) throws(EventError) {
    ref = try reader.fact("ref")
    proposal = try reader.fact("proposal")
    revision = try reader.fact("revision")
    textDigest = try reader.fact("text_digest")
    verdict = try reader.fact("verdict")
    level = try reader.fact("level")
    rule = try reader.fact("rule")
    roster = try reader.fact("roster")
    tally = try reader.fact("tally")
    counted = try reader.fact("counted")
    uncounted = try reader.fact("uncounted")
    wouldChange = try reader.fact("would_change")
    authority = try reader.fact("authority")
    silence = try reader.fact("silence")
    stated = try reader.fact("stated")
    statement = try reader.prose("statement")
    source = try reader.prose("source")
  }

  func write(to writer: inout FactWriter) {
    writer.fact("authority", authority)
    writer.fact("counted", counted)
    writer.fact("level", level)
    writer.fact("proposal", proposal)
    writer.fact("ref", ref)
    writer.fact("revision", revision)
    writer.fact("roster", roster)
    writer.fact("rule", rule)
    writer.fact("silence", silence)
    writer.fact("stated", stated)
    writer.fact("tally", tally)
    writer.fact("text_digest", textDigest)
    writer.fact("uncounted", uncounted)
    writer.fact("verdict", verdict)
    writer.fact("would_change", wouldChange)
    writer.prose("source", source)
    writer.prose("statement", statement)
  }
}

/// The file was decided; stands in its stream, so that nobody adds to a decided file unseen.
public struct ProposalDecided: Sendable, Hashable {
  public var decision: String
  public var revision: Int
  public var verdict: Verdict
  public var provenance = Provenance.live
}

extension ProposalDecided: EventPayload {
  static let type = EventType(
    "ProposalDecided", stream: .proposal, ledgers: [.joint],
    capacities: [.secretariat],
    requires: ["decision", "revision", "verdict"])

  init(from reader: FactReader) throws(EventError) {
    decision = try reader.fact("decision")
    revision = try reader.fact("revision")
    verdict = try reader.fact("verdict")
  }

  func write(to writer: inout FactWriter) {
    writer.fact("decision", decision)
    writer.fact("revision", revision)
    writer.fact("verdict", verdict)
  }
}

/// A clerical note on a decision; the decision itself stays.
public struct DecisionCorrected: Sendable, Hashable {
  public var decision: String
  public var annotation: String?
  public var provenance = Provenance.live
}

extension DecisionCorrected: EventPayload {
  static let type = EventType(
    "DecisionCorrected", stream: .decision, ledgers: [.joint],
    capacities: [.secretariat, .records],
    requires: ["decision"])

  init(from reader: FactReader) throws(EventError) {
    decision = try reader.fact("decision")
    annotation = try reader.prose("annotation")
  }

  func write(to writer: inout FactWriter) {
    writer.fact("decision", decision)
    writer.prose("annotation", annotation)
  }
}

/// A later decision took the place of this one.
public struct DecisionSuperseded: Sendable, Hashable {
  public var decision: String
  public var by: String
  public var reason: String?
  public var provenance = Provenance.live
}

extension DecisionSuperseded: EventPayload {
  static let type = EventType(
    "DecisionSuperseded", stream: .decision, ledgers: [.joint],
    capacities: [.secretariat, .records],
    requires: ["decision", "by"])

  init(from reader: FactReader) throws(EventError) {
    decision = try reader.fact("decision")
    by = try reader.fact("by")
    reason = try reader.prose("reason")
  }

  func write(to writer: inout FactWriter) {
    writer.fact("by", by)
    writer.fact("decision", decision)
    writer.prose("reason", reason)
  }
}
