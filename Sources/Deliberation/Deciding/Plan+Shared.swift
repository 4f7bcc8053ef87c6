internal import Crypto

extension Plan {
  /// A file of the ledger.
  func file(_ ref: String) throws(Refusal) -> FileState {
    guard let file = state.files[ref] else { throw .notFound(ref) }
    return file
  }

  /// A file on which the speaker holds the pen; that is settled before anything else.
  func penned(_ ref: String, _ pinned: Int?) throws(Refusal) -> FileState {
    let file = try file(ref)
    if !isImport {
      let party = try party(onBehalfOf: nil)
      guard file.role(of: party, in: state, at: now)?.holdsPen ?? false else {
        throw Refusal(
          "authority.role", "\(party) is neither lead nor co-lead of \(file.ref).",
          hint: "Only the lead or a co-lead may do this.")
      }
    }
    try demand(pinned, file)
    return file
  }

  /// The party whose word a command is.
  func party(onBehalfOf: String?) throws(Refusal) -> String {
    guard let party = onBehalfOf ?? speaker.party else {
      throw Refusal(
        "authority.role", "\(speaker.login) belongs to no party and cannot speak for one.")
    }
    return party
  }

  /// Refuses what was said about a revision that is not current any more.
  func demand(_ pinned: Int?, _ file: FileState) throws(Refusal) {
    guard let pinned, pinned != file.revision else { return }
    guard file.revisions.indices.contains(pinned - 1) else {
      throw .notFound("\(file.ref)@\(pinned)")
    }
    throw .moved(file, pinned: pinned)
  }

  /// Depends on the streams from which the roles of a file follow.
  mutating func readsTopics(of topics: [String]) {
    for topic in topics where state.topics[topic] != nil { reads.insert("topic/\(topic)") }
  }

  /// Claims a new number: it follows its predecessor and belongs to the year it is taken in.
  mutating func claims(_ ref: String, in kind: StreamKind) {
    let parts = ref.split(separator: "-")
    guard parts.count >= 3, let last = parts.last else { return }
    let letters = last.prefix { $0.isLetter }
    if let number = Int(last.dropFirst(letters.count)), number > 1 {
      // D1000 follows D999: the width of the kind, not that of the number.
      let width = letters.isEmpty ? 4 : 3
      let before = parts.dropLast().joined(separator: "-") + "-" + letters
      reads.insert("\(kind.rawValue)/\(before)\(padded(number - 1, width))")
    }
    if let year = Int(parts[parts.count - 2]),
      let next = CivilDate(year: year + 1, month: 1, day: 1),
      let zone = state.zones[state.homeZone]
    {
      holds(before: zone.startOfDay(next))
    }
  }

  /// The plain SHA-256 of the original text, in hexadecimal.
  func digest(_ body: LocalizedText, _ language: String) -> String {
    let bytes = Array((body[language] ?? "").utf8)
    return SHA256.hash(data: bytes).map { padded16($0) }.joined()
  }

  private func padded16(_ byte: UInt8) -> String {
    let text = String(byte, radix: 16)
    return byte < 16 ? "0" + text : text
  }

  /// The languages of a text, the original first.
  func languages(_ body: LocalizedText, _ original: String) -> [String] {
    [original] + body.languages.filter { $0 != original }
  }

  func demandText(_ body: LocalizedText, _ original: String) throws(Refusal) {
    guard !isImport else { return }
    guard let text = body[original], text.contains(where: { !$0.isWhitespace }) else {
      throw Refusal("text_missing", "There is no text in the original language \(original).")
    }
    for text in body.values.values { try Marking.demandBelowAccreditation(text: text) }
  }

  /// Refuses a zone that the caller has no rules for.
  func demandZone(_ time: ZonedTime?) throws(Refusal) {
    guard let time, !state.zones.isEmpty else { return }
    let zone = try state.zone(named: time.zone)
    guard zone.zoned(time.instant).offsetMinutes == time.offsetMinutes else {
      throw Refusal(
        "time.nonexistent", "\(time.rfc3339) is not a time of \(time.zone).",
        hint: "There it is \(zone.zoned(time.instant).rfc3339).")
    }
  }

  /// Numbers the conditions from 1.
  func numbered(_ conditions: [String]) -> (ids: [String], texts: [String: String]?) {
    let ids = conditions.indices.map { String($0 + 1) }
    guard !ids.isEmpty else { return ([], nil) }
    return (ids, Dictionary(uniqueKeysWithValues: zip(ids, conditions)))
  }
}
