import Deliberation

extension NextStep {
  /// What to type; a file of one's own is pinned, so that nobody answers for a text he has not
  /// read.
  func command(_ file: FileState) -> String {
    switch verb {
    case "receipt": "ringi receipt \(file.ref)"
    case "release":
      file.kind == .joint
        ? "ringi release \(file.ref)" : "ringi release \(file.refAt) --to \(partnerLedger(file))"
    case "decision take": "ringi decision take \(file.refAt) --verdict adopted"
    case "national adopt": "ringi national adopt \(file.refAt) concur"
    case "proposal revise":
      "ringi proposal revise \(file.refAt) --material --text FILE --reason TEXT"
    case "clearance request":
      "ringi clearance request \(file.refAt) --agency CODE --suspense TIME --zone ZONE"
    case "condition meet": "ringi condition meet \(file.refAt) \(openCondition(file))"
    case "position record": "ringi clear \(file.refAt)"
    default: "ringi \(verb) \(file.refAt)"
    }
  }

  private func openCondition(_ file: FileState) -> String {
    file.stands[party]?.conditions.first { $0.state == .open }?.id ?? "CONDITION"
  }

  private func partnerLedger(_ file: FileState) -> String {
    file.jointRef.map(Reference.ledger(of:)) ?? "EPCC"
  }

  func json(_ file: FileState) -> JSON {
    ["party": .string(party), "command": .string(command(file))]
  }
}
