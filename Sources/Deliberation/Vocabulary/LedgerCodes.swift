/// Whether a ledger belongs to one government or to several.
public enum LedgerKind: String, Sendable, Hashable, CaseIterable {
  case national, joint
}

/// What an appointment lets its holder do.
public enum Capacity: String, Sendable, Hashable, CaseIterable {
  case officer, secretariat, enrol, records, auditor, witness
}

/// What kind of thing a stream is about; the first part of its name.
public enum StreamKind: String, Sendable, Hashable, CaseIterable {
  case roster, rules, calendar, topic, proposal, joint, decision
}
