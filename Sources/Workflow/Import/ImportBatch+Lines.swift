import Deliberation

extension ImportBatch {
  /// Understands a line, or puts it aside; blank lines are nothing.
  static func read(
    _ line: ImportLine, _ time: inout ImportTime, _ report: inout Report
  ) -> ImportEntry? {
    var bytes = line.bytes[...]
    // Some programs begin a text file with this mark; it is no part of the first line.
    if line.number == 1, bytes.starts(with: [0xef, 0xbb, 0xbf]) { bytes = bytes.dropFirst(3) }
    if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0d }) { return nil }
    func putAside(_ quarantine: Quarantine, _ entry: JSON?) {
      let raw = entry ?? .string(String(decoding: bytes, as: UTF8.self))
      report.rejected.append(
        RejectedLine(line: line.number, reason: quarantine.reason, entry: raw))
    }
    guard !line.isTooLong else {
      putAside(Quarantine("line.too_long", "A line is 16 MiB at most; this is its beginning."), nil)
      return nil
    }
    let json: JSON
    do {
      json = try JSON(parsing: bytes)
    } catch {
      let isText = String(validating: bytes, as: UTF8.self) != nil
      putAside(
        isText
          ? Quarantine("line.json", "It is not JSON: \(error).")
          : Quarantine("line.utf8", "It is not UTF-8."), nil)
      return nil
    }
    do throws(Quarantine) {
      if mayHoldNull(bytes), json.holdsNull {
        throw Quarantine("line.null_character", "A string holds U+0000, which no text may.")
      }
      return try ImportEntry(json, time: &time)
    } catch {
      putAside(error, json)
      return nil
    }
  }

  /// Whether the escape of U+0000 may stand in a line.
  private static func mayHoldNull(_ bytes: ArraySlice<UInt8>) -> Bool {
    var zeros = 0
    for byte in bytes {
      if byte == UInt8(ascii: "0") {
        zeros += 1
        if zeros == 4 { return true }
      } else {
        zeros = 0
      }
    }
    return false
  }

  /// Takes an entry into the batch, or puts its line aside.
  mutating func take(
    _ entry: ImportEntry, about ref: String?, _ line: ImportLine, _ world: inout ImportWorld
  ) {
    do throws(Quarantine) {
      switch try world.take(entry, about: ref, line: line.number, into: &self) {
      case .imported: report.imported[entry.kind, default: 0] += 1
      case .unchanged: report.skipped += 1
      }
    } catch {
      putAside(line, error)
    }
  }

  /// Says why a line of a batch that is on record has no event, without taking it.
  mutating func judge(
    _ entry: ImportEntry, about ref: String?, _ line: ImportLine, _ world: ImportWorld
  ) {
    var world = world
    var scratch = ImportBatch()
    do throws(Quarantine) {
      switch try world.take(entry, about: ref, line: line.number, into: &scratch) {
      case .unchanged: report.skipped += 1
      case .imported:
        throw Quarantine(
          "import.refused_before",
          "It was refused when its neighbours were imported. Import it from a source of its own.")
      }
    } catch {
      putAside(line, error)
    }
  }

  private mutating func putAside(_ line: ImportLine, _ quarantine: Quarantine) {
    var bytes = line.bytes[...]
    if line.number == 1, bytes.starts(with: [0xef, 0xbb, 0xbf]) { bytes = bytes.dropFirst(3) }
    let entry = (try? JSON(parsing: bytes)) ?? .string(String(decoding: bytes, as: UTF8.self))
    report.rejected.append(
      RejectedLine(line: line.number, reason: quarantine.reason, entry: entry))
  }
}

extension ImportWorld {
  enum Known {
    /// The file is held, or the entry is about none.
    case held(String?)
    /// It must be looked for under this name.
    case unknown(String)
  }

  /// Whether the file that an entry is about is held.
  func known(_ entry: ImportEntry) -> Known {
    let name: String
    switch entry {
    case .party: return .held(nil)
    case .proposal(let proposal):
      name = proposal.ref
      // A new one, as nearly all are; but one that an own reference or an older import may mean is
      // looked for.
      if references[name] == nil, !hasOlderReferences, Reference(name)?.ledger != state.code {
        return .held(nil)
      }
    case .revision(let revision): name = revision.ref
    case .position(let position): name = position.ref
    case .decision(let decision):
      name = decision.ref
      if let ref = references[name], let file = file(ref), let taken = file.decision,
        state.decisions[taken] == nil
      {
        return .unknown(name)
      }
    case .status(let status): name = status.ref
    }
    guard let ref = references[name], file(ref) != nil else { return .unknown(name) }
    return .held(ref)
  }
}

extension JSON {
  /// Whether any string, name or not, holds U+0000.
  var holdsNull: Bool {
    switch self {
    case .string(let text): text.utf8.contains(0)
    case .array(let values): values.contains(where: \.holdsNull)
    case .object(let object):
      object.members.contains { $0.key.utf8.contains(0) || $0.value.holdsNull }
    default: false
    }
  }
}
